package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.HangUp;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between attempts. */
@FunctionalInterface
public interface Pauses {
    /** Waits this long, or until the caller is gone. */
    void pause(Duration duration, HangUp hangUp) throws InterruptedException;

    /** Waits on the clock. */
    static Pauses real() {
        return (duration, hangUp) -> {
            CountDownLatch gone = new CountDownLatch(1);
            HangUp.Registration registration = hangUp.onHangUp(gone::countDown);
            try {
                boolean left = gone.await(duration.toNanos(), TimeUnit.NANOSECONDS);
                assert left == hangUp.happened() || !left;
            } finally {
                registration.cancel();
            }
        };
    }
}
