package dev.signalbox.server.http;

import org.jspecify.annotations.Nullable;

/**
 * The one timer of a call. Its limit moves with every phase and every byte, the timer does not: when it fires too early it is
 * set again, which costs far less than to set it for every byte. On the loop only.
 */
final class CallClock {
    private final VertxLoop loop;
    private final long deadlineNanos;
    private final Runnable due;
    private long armedFor;
    private EventLoop.@Nullable Timer timer;

    CallClock(VertxLoop loop, long deadlineNanos, Runnable due) {
        this.loop = loop;
        this.deadlineNanos = deadlineNanos;
        this.due = due;
    }

    /** Sees to it that {@code due} runs at this time or before; at the deadline in any case. */
    void limit(long nanos) {
        long earliest = nanos - deadlineNanos < 0 ? nanos : deadlineNanos;
        if (timer != null && armedFor - earliest <= 0) {
            return;
        }
        stop();
        armedFor = earliest;
        timer = loop.schedule(Math.max(0, earliest - System.nanoTime()), this::fire);
    }

    void stop() {
        EventLoop.Timer armed = timer;
        if (armed != null) {
            armed.cancel();
            timer = null;
        }
    }

    private void fire() {
        timer = null;
        due.run();
    }
}
