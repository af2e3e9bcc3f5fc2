package dev.signalbox.server.edge;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.StreamingBody;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a comment into a stream that has been silent for some time, so that nothing on the way to the caller takes it for
 * dead. Frames only note the time; one timer for each stream looks at it now and then. Confined to the event loop.
 */
final class Heartbeat {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);

    private final EventLoop loop;
    private final StreamingBody body;
    private final byte[] comment;
    private final long everyNanos;
    private final LongSupplier nanoTime;
    private long lastWritten;
    private boolean stopped;
    private EventLoop.@Nullable Timer timer;

    Heartbeat(EventLoop loop, StreamingBody body, byte[] comment, Duration every, LongSupplier nanoTime) {
        this.loop = loop;
        this.body = body;
        this.comment = comment.clone();
        this.everyNanos = every.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Begins to listen, from any thread. */
    void start() {
        loop.run(() -> {
            lastWritten = nanoTime.getAsLong();
            schedule(everyNanos);
        });
    }

    /** Something was written: whole events only, so that a comment never stands inside one. */
    void wrote() {
        lastWritten = nanoTime.getAsLong();
    }

    /** From any thread. */
    void stop() {
        loop.run(() -> {
            stopped = true;
            EventLoop.Timer waiting = timer;
            if (waiting != null) {
                waiting.cancel();
                timer = null;
            }
        });
    }

    private void schedule(long nanos) {
        if (!stopped) {
            timer = loop.schedule(Duration.ofNanos(Math.max(SHORTEST_LOOK.toNanos(), nanos)), this::look);
        }
    }

    private void look() {
        long silent = nanoTime.getAsLong() - lastWritten;
        if (silent >= everyNanos) {
            // A caller that does not read has enough to read.
            if (!body.full()) {
                body.write(comment);
            }
            wrote();
            silent = 0;
        }
        schedule(everyNanos - silent);
    }
}
