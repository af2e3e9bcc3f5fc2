package dev.signalbox.learn.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final EnumSet<Thread.State> STILL = EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void endsNoSoonerThanWhatRunsEvenWhenItIsInterrupted() throws Exception {
        Workers<String> workers = new Workers<>("workers-test", 1, 4, _ -> true, _ -> work(), _ -> {});
        workers.add("one");
        begun.await();
        AtomicBoolean endedBefore = new AtomicBoolean();
        AtomicBoolean stayedInterrupted = new AtomicBoolean();
        Thread closing = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            workers.close();
            endedBefore.set(ended.get());
            stayedInterrupted.set(Thread.currentThread().isInterrupted());
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!STILL.contains(closing.getState()) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        released.countDown();
        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
        assertThat(endedBefore).isTrue();
        assertThat(stayedInterrupted).isTrue();
    }

    /** As native code, it hears of an interruption only when it is done. */
    private void work() {
        begun.countDown();
        boolean interrupted = false;
        while (!ended.get()) {
            try {
                released.await();
                ended.set(true);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
