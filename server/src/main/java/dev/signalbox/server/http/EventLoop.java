package dev.signalbox.server.http;

import java.time.Duration;

/** The loop that serves one connection. Nothing that runs on it may block or take longer than a millisecond. */
public interface EventLoop {
    /** Runs the task on the loop: in place if this is the loop, otherwise after what is already waiting there. */
    void run(Runnable task);

    /** Whether the current thread is this loop. */
    boolean here();

    /** Runs the task on the loop after the delay. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {
        /** Forgets the task. Harmless when it has run. */
        void cancel();
    }
}
