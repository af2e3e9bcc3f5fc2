package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BreakerSettings;
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
    void waitsForTheProbeThatIsExpectedButOnlyForItsTime() {
        BreakerSettings rules = Rules.of(Rules.serverErrors(1));
        health.enter("a", rules, false).orElseThrow().failed(Fault.status(500));
        health.expectProbe("a", Duration.ofSeconds(65));
        pass(Duration.ofSeconds(61));
        assertThat(health.of("a").standing()).isEqualTo(Health.Standing.HALF_OPEN);
        assertThat(health.enter("a", rules, false)).as("a caller").isEmpty();
        assertThat(health.enter("a", rules, true)).as("one with nowhere to go").hasValueSatisfying(Pass::close);
        try (Pass probe = health.enterToProbe("a", rules).orElseThrow()) {
            assertThat(probe.probes()).isTrue();
            assertThat(health.enterToProbe("a", rules)).as("a second probe").isEmpty();
        }
        assertThat(health.enter("a", rules, false)).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(health.enter("a", rules, false).orElseThrow().probes()).isTrue();
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
