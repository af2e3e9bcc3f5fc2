package dev.signalbox.server.ledger.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Wakes one thread. Ringing costs a volatile read while nobody waits, so that hot paths may do it every time. */
public final class Bell {
    private volatile @Nullable Thread waiting;

    /** Wakes the thread that waits, if one does. */
    public void ring() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Waits until the condition holds, the time is over, or the thread is interrupted; for one thread at a time. */
    public void await(BooleanSupplier condition, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        waiting = Thread.currentThread();
        try {
            while (!condition.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            waiting = null;
        }
    }
}
