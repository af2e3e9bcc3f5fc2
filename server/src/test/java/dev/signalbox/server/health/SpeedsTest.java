package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeedsTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final Speeds speeds = new Speeds(now::get);

    @BeforeEach
    void watch() {
        speeds.watch("a");
    }

    private void answers(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            speeds.answered("a", Duration.ofNanos(nanos));
        }
    }

    @Test
    void tellsNothingOfFewAnswers() {
        answers(2, 10);
        assertThat(speeds.perToken("a")).isEmpty();
        answers(1, 40);
        assertThat(speeds.perToken("a")).hasValue(20);
    }

    @Test
    void forgetsAnswersThatAreOld() {
        answers(3, 10);
        now.addAndGet(Duration.ofMinutes(19).toNanos());
        answers(3, 30);
        assertThat(speeds.perToken("a")).hasValue(20);
        assertThat(speeds.perToken("a", Duration.ofMinutes(3))).hasValue(30);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(speeds.perToken("a")).hasValue(30);
        now.addAndGet(Duration.ofMinutes(20).toNanos());
        assertThat(speeds.perToken("a")).isEmpty();
    }

    @Test
    void keepsTheLastHundred() {
        answers(50, 1_000);
        answers(350, 10);
        assertThat(speeds.perToken("a")).hasValue(10);
        answers(50, 30);
        assertThat(speeds.perToken("a")).hasValue(20);
    }

    @Test
    void keepsNothingOfTargetsThatNobodyWatches() {
        for (int i = 0; i < 3; i++) {
            speeds.answered("b", Duration.ofNanos(1));
        }
        speeds.watch("b");
        assertThat(speeds.perToken("b")).isEmpty();
    }
}
