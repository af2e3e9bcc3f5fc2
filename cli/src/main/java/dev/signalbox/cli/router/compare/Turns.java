package dev.signalbox.cli.router.compare;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many begin in a second at most, evenly. For any number of threads. */
final class Turns {
    private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final Pace pace;
    private final ReentrantLock guard = new ReentrantLock();
    private long next;

    /** @param perSecond infinite for no limit */
    Turns(double perSecond, Pace pace) {
        this.perSecond = perSecond;
        this.pace = pace;
        this.next = pace.now();
    }

    void await() throws InterruptedException {
        if (Double.isInfinite(perSecond)) {
            return;
        }
        long wait;
        guard.lock();
        try {
            long now = pace.now();
            next = next - now > 0 ? next : now; // a monotonic clock may run over
            wait = next - now;
            next += (long) (SECOND_NANOS / perSecond);
        } finally {
            guard.unlock();
        }
        pace.rest(Duration.ofNanos(wait));
    }
}
