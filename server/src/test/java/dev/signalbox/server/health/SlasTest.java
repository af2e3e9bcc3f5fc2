package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.SlaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlasTest {
    private static final SlaSettings BOTH =
            new SlaSettings(Optional.of(Duration.ofMillis(50)), Optional.of(Duration.ofSeconds(2)));

    private final AtomicLong now = new AtomicLong();
    private final Speeds speeds = new Speeds(now::get);
    private final Slas slas = new Slas(speeds);

    @BeforeEach
    void watch() {
        speeds.watch("a");
    }

    private void answers(int times, int milliseconds) {
        for (int i = 0; i < times; i++) {
            speeds.answered("a", Duration.ofMillis(milliseconds));
        }
    }

    private void begins(int times, int milliseconds) {
        for (int i = 0; i < times; i++) {
            speeds.began("a", Duration.ofMillis(milliseconds));
        }
    }

    private String missed() {
        return slas.missed("a", BOTH).map(Slas.Missed::words).orElse("");
    }

    @Test
    void judgesByTheMeanOfAtLeastThreeAnswers() {
        answers(2, 900);
        assertThat(missed()).isEmpty();
        answers(1, 60);
        assertThat(missed()).isEqualTo("time-per-output-token of 620 ms in 3 minutes, more than its sla of 50 ms");
        answers(97, 10);
        assertThat(missed()).isEmpty();
    }

    @Test
    void isFastEnoughAtTheThresholdItself() {
        answers(3, 50);
        begins(3, 2_000);
        assertThat(missed()).isEmpty();
    }

    @Test
    void forgetsWhatIsOlderThanThreeMinutes() {
        answers(3, 100);
        now.addAndGet(Duration.ofMinutes(3).toNanos() - 1);
        assertThat(missed()).isNotEmpty();
        now.addAndGet(1);
        assertThat(missed()).isEmpty();
    }

    @Test
    void judgesByTheFirstTokenToo() {
        begins(2, 9_000);
        assertThat(missed()).isEmpty();
        begins(1, 9_000);
        assertThat(missed()).isEqualTo("first-token of 9000 ms in 3 minutes, more than its sla of 2000 ms");
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(missed()).isEmpty();
    }
}
