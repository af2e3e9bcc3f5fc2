package dev.signalbox.server.idempotency;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is kept as it passes. A caller that leaves does not end it, for its repetition will ask for the rest; only one
 * that became too long to be kept ends with its caller.
 */
final class Tape implements FrameSource {
    /** Hears, on the event loop, how the stream ended, with its bytes unless they became too many. */
    @FunctionalInterface
    interface Ended {
        void how(Ending ending, Optional<byte[]> bytes);
    }

    private final FrameSource source;
    private final long most;
    private final Ended ended;
    private volatile boolean left;
    private volatile boolean tooLong;
    private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Tape(FrameSource source, long most, Ended ended) {
        this.source = source;
        this.most = most;
        this.ended = ended;
    }

    @Override
    public void start(FrameSink sink) {
        source.start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                keep(frame.event().raw());
                sink.frame(frame);
            }

            @Override
            public void end(Ending ending) {
                ended.how(ending, Optional.ofNullable(bytes).map(ByteArrayOutputStream::toByteArray));
                sink.end(ending);
            }
        });
    }

    private void keep(byte[] raw) {
        ByteArrayOutputStream kept = bytes;
        if (kept == null) {
            return;
        }
        if (kept.size() + raw.length > most) {
            bytes = null;
            tooLong = true;
            if (left) {
                source.close();
            }
        } else {
            kept.writeBytes(raw);
        }
    }

    @Override
    public void pause() {
        source.pause();
    }

    @Override
    public void resume() {
        source.resume();
    }

    @Override
    public void close() {
        left = true;
        if (tooLong) {
            source.close();
        }
    }
}
