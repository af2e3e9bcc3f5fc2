package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.RetryBudget;
import dev.signalbox.server.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryWindowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RetryWindow window = new RetryWindow(0);

    private static RetrySettings rules(int attempts, int floor, int percent) {
        return new RetrySettings(
                attempts,
                Duration.ofMillis(100),
                Set.of(503),
                true,
                Backoff.CONSTANT,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Optional.empty(),
                new RetryBudget(floor, percent));
    }

    private int allowed(long now, RetrySettings rules, int wanted) {
        int count = 0;
        for (int i = 0; i < wanted; i++) {
            count += window.retry(now, rules) ? 1 : 0;
        }
        return count;
    }

    @Test
    void theFloorIsAlwaysAllowed() {
        assertThat(allowed(0, rules(2, 10, 10), 500)).isEqualTo(100);
        assertThat(allowed(5 * SECOND, rules(2, 10, 10), 500)).isZero();
        assertThat(allowed(16 * SECOND, rules(2, 10, 10), 500)).isEqualTo(100);
    }

    @Test
    void beyondTheFloorRetriesGrowWithTheRequests() {
        for (int i = 0; i < 5000; i++) {
            window.request(0);
        }
        assertThat(allowed(0, rules(2, 10, 10), 5000)).isEqualTo(500);
        assertThat(allowed(0, rules(2, 10, 20), 5000)).isEqualTo(500);
    }

    @Test
    void aSingleRequestHasItsAttemptsWhateverTheBudget() {
        window.request(0);
        assertThat(allowed(0, rules(20, 0, 0), 30)).isEqualTo(20);
    }

    @Test
    void nothingIsAllowedWhereNothingWasGranted() {
        window.request(0);
        assertThat(allowed(0, rules(0, 0, 0), 3)).isZero();
    }
}
