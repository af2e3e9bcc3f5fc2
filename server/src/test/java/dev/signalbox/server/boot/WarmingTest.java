package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmingTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void holdsBackUntilItIsOver() {
        CountDownLatch let = new CountDownLatch(1);
        try (Warming warming = new Warming(now::get)) {
            assertThat(warming.holdsBack()).isFalse();
            warming.begin(() -> await(let));
            assertThat(warming.holdsBack()).isTrue();
            let.countDown();
            LearnedHouse.until(() -> !warming.holdsBack());
        }
    }

    @Test
    void holdsBackNoLongerThanItMay() {
        CountDownLatch let = new CountDownLatch(1);
        try (Warming warming = new Warming(now::get)) {
            warming.begin(() -> await(let));
            now.set(Warming.LONGEST.toNanos() - 1);
            assertThat(warming.holdsBack()).isTrue();
            now.incrementAndGet();
            assertThat(warming.holdsBack()).isFalse();
            let.countDown();
        }
    }

    @Test
    void survivesWhatFailsAndInterruptsWhatRunsWhenItIsClosed() {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch runs = new CountDownLatch(1);
        try (Warming warming = new Warming(now::get)) {
            warming.begin(() -> {
                throw new IllegalStateException("on purpose");
            });
            LearnedHouse.until(() -> !warming.holdsBack());
            warming.begin(() -> {
                runs.countDown();
                interrupted.set(await(new CountDownLatch(1)));
            });
            await(runs);
        }
        assertThat(interrupted).isTrue();
    }

    /** Whether it was interrupted. */
    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
