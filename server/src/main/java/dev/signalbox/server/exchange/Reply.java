package dev.signalbox.server.exchange;

import java.util.function.Supplier;

/** The answer to one exchange, ready for its caller. Closing it lets go of the provider. */
public sealed interface Reply extends AutoCloseable {
    /** Who served it. */
    Served served();

    /** What it says of itself; final when the reply is over. */
    Measured measured();

    @Override
    void close();

    /** An answer that is here in one piece, in the caller's dialect. */
    record Whole(byte[] body, Served served, Measured measured) implements Reply {
        @Override
        public void close() {}
    }

    /** An answer that arrives in frames. */
    record Streaming(FrameSource source, Served served, Supplier<Measured> measuring) implements Reply {
        /** The same answer with its frames passing a tap first. */
        public Streaming tapped(Tap tap) {
            return new Streaming(new TappedSource(source, tap), served, measuring);
        }

        @Override
        public Measured measured() {
            return measuring.get();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
