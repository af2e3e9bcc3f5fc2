package dev.signalbox.cli.router.compare;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as a comparison takes it.
 *
 * @param nanoTime a monotonic clock in nanoseconds
 */
record Pace(LongSupplier nanoTime, Rest rest) {
    /** That of this machine. */
    static final Pace REAL = new Pace(System::nanoTime, Thread::sleep);

    /** Waiting. */
    @FunctionalInterface
    interface Rest {
        void take(Duration time) throws InterruptedException;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void rest(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            rest.take(time);
        }
    }
}
