package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final Health health = new Health(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void trustsATargetThatWasNeverTried() {
        assertThat(health.of("new").unhealthy()).isFalse();
    }

    @Test
    void needsTwoFailures() {
        health.failed("a");
        assertThat(health.of("a").unhealthy()).isFalse();
        health.failed("a");
        assertThat(health.of("a").unhealthy()).isTrue();
    }

    @Test
    void needsAFifthOfTheAttemptsToHaveFailed() {
        for (int i = 0; i < 9; i++) {
            health.succeeded("a");
        }
        health.failed("a");
        health.failed("a");
        assertThat(health.of("a").unhealthy()).as("2 of 11").isFalse();
        health.failed("a");
        assertThat(health.of("a").unhealthy()).as("3 of 12").isTrue();
    }

    @Test
    void recoversAsFailuresAge() {
        health.failed("a");
        health.failed("a");
        pass(Duration.ofSeconds(114));
        assertThat(health.of("a").unhealthy()).isTrue();
        pass(Duration.ofSeconds(7));
        assertThat(health.of("a").unhealthy()).isFalse();
        assertThat(health.of("a").attempts()).isZero();
    }

    @Test
    void forgetsInStepsAfterALongSilence() {
        health.failed("a");
        pass(Duration.ofHours(3));
        health.failed("a");
        assertThat(health.of("a").attempts()).isEqualTo(1);
        assertThat(health.of("a").failures()).isEqualTo(1);
    }

    @Test
    void countsTheUnhealthy() {
        health.failed("a");
        health.failed("a");
        health.failed("b");
        assertThat(health.unhealthy()).isEqualTo(1);
    }
}
