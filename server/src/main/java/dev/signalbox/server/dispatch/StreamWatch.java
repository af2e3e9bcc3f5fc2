package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the time of one stream: its first event, its first content, the silence between events, its end. Events only note the time; one
 * timer looks at it now and then, so that a fast stream costs nothing. Complete events count, not bytes, so a provider that
 * dribbles is silent. Confined to the event loop.
 */
final class StreamWatch {
    private static final Duration LINGER = Duration.ofSeconds(1);

    /**
     * Moments on the monotonic clock, in nanoseconds.
     *
     * @param firstEvent by when the first event must have come
     * @param firstContent by when the first content must have come, if ever before the end
     * @param betweenEvents the longest silence afterwards
     * @param end by when the stream must be over
     */
    record Limits(LongSupplier nanoTime, long firstEvent, long firstContent, long betweenEvents, long end) {}

    /** What took too long. */
    enum Late {
        /** The first event. */
        FIRST_EVENT,
        /** The first content. */
        FIRST_CONTENT,
        /** The next event. */
        NEXT_EVENT,
        /** The whole. */
        TOTAL
    }

    private final EventLoop loop;
    private final Limits limits;
    private final Consumer<Late> late;
    private long lastEvent;
    private boolean any;
    private boolean content;
    private boolean paused;
    private EventLoop.@Nullable Timer timer;

    StreamWatch(EventLoop loop, Limits limits, Consumer<Late> late) {
        this.loop = loop;
        this.limits = limits;
        this.late = late;
    }

    void start() {
        schedule();
    }

    void sawEvent() {
        lastEvent = limits.nanoTime.getAsLong();
        if (!any) {
            any = true;
            firstCame();
        }
    }

    /** From now on silence counts, and it may end before the timer that waits for the first event. */
    private void firstCame() {
        if (timer != null) {
            stop();
            schedule();
        }
    }

    void sawContent() {
        content = true;
    }

    /** When the last event came. */
    long lastEvent() {
        return lastEvent;
    }

    /** The caller is slow, not the provider: silence does not count. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        lastEvent = limits.nanoTime.getAsLong();
    }

    /** Gives the provider a moment to end the body, so that the connection can be used again. */
    void lingering(Runnable giveUp) {
        stop();
        timer = loop.schedule(LINGER, giveUp);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private long silenceEnds() {
        return any ? lastEvent + limits.betweenEvents : limits.firstEvent;
    }

    private void schedule() {
        long now = limits.nanoTime.getAsLong();
        long end = content ? limits.end : Math.min(limits.firstContent, limits.end);
        long next = paused ? Math.min(now + limits.betweenEvents, end) : Math.min(silenceEnds(), end);
        timer = loop.schedule(Duration.ofNanos(Math.max(1_000_000, next - now)), this::look);
    }

    private void look() {
        long now = limits.nanoTime.getAsLong();
        if (now - limits.end >= 0) {
            late.accept(Late.TOTAL);
        } else if (!content && now - limits.firstContent >= 0) {
            late.accept(Late.FIRST_CONTENT);
        } else if (!paused && now - silenceEnds() >= 0) {
            late.accept(any ? Late.NEXT_EVENT : Late.FIRST_EVENT);
        } else {
            schedule();
        }
    }
}
