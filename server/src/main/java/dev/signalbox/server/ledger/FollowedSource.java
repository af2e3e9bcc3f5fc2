package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import dev.signalbox.server.exchange.Reply;

/** A streamed reply whose account is closed with it: before its last frame goes on, or when it ends without one. */
final class FollowedSource implements FrameSource {
    private final Reply.Streaming reply;
    private final ExchangeAccount account;
    private volatile boolean started;

    FollowedSource(Reply.Streaming reply, ExchangeAccount account) {
        this.reply = reply;
        this.account = account;
    }

    @Override
    public void start(FrameSink sink) {
        started = true;
        reply.source().start(new FrameSink() {
            private boolean first = true;

            @Override
            public void frame(Frame frame) {
                switch (frame.mark()) {
                    case CONTENT -> {
                        if (first) {
                            first = false;
                            account.firstToken();
                        }
                    }
                    case END -> account.ended(reply, new Ending.Complete());
                    case PREFACE, ERROR, USAGE, GARBAGE -> {
                        // Nothing that the account counts.
                    }
                }
                sink.frame(frame);
            }

            @Override
            public void end(Ending ending) {
                account.ended(reply, ending);
                sink.end(ending);
            }
        });
    }

    @Override
    public void pause() {
        reply.source().pause();
    }

    @Override
    public void resume() {
        reply.source().resume();
    }

    /** A reply that nobody started tells nobody that it ended. */
    @Override
    public void close() {
        reply.source().close();
        if (!started) {
            account.ended(reply, new Ending.CallerGone());
        }
    }
}
