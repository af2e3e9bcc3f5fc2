package dev.signalbox.server.exchange;

import dev.signalbox.server.http.Headers;

/** For requests without a key. */
enum NoKeeping implements Keeping {
    INSTANCE;

    @Override
    public Reply follow(Reply reply) {
        return reply;
    }

    @Override
    public void told(int status, Headers headers) {
        // Nobody can ask for it again.
    }

    @Override
    public void failed() {
        // Nobody can ask for it again.
    }
}
