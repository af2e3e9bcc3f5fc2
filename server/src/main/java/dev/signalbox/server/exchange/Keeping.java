package dev.signalbox.server.exchange;

import dev.signalbox.server.http.Headers;

/**
 * Keeps the answer of one exchange for a caller that asks again with the same key; ended by exactly one of {@link #told},
 * the end of the followed stream, and {@link #failed}.
 */
public interface Keeping {
    /** The answer as it goes on: a stream is kept as it passes. */
    Reply follow(Reply reply);

    /**
     * The answer is about to leave with these fields. Returns when a whole answer is kept, so that nobody has it who could not
     * get it again. Called on a virtual thread, before a stream is started.
     */
    void told(int status, Headers headers);

    /** There is no answer: whoever asks again is served anew. Does nothing after {@link #told}. */
    void failed();

    /** Keeps nothing. */
    static Keeping nothing() {
        return NoKeeping.INSTANCE;
    }
}
