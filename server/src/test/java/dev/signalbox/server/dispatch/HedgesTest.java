package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.HedgeSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HedgesTest {
    private static final Duration LEAST = Duration.ofMillis(200);

    private long now;
    private final Hedges.OfRoute route = new Hedges(() -> now).of("main");

    private static HedgeSettings measured(int percent) {
        return new HedgeSettings(Optional.empty(), LEAST, percent);
    }

    private void took(boolean stream, long millis, int times) {
        for (int i = 0; i < times; i++) {
            route.took(stream, Duration.ofMillis(millis).toNanos());
        }
    }

    @Test
    void lateIsWhatNinetyFiveOfAHundredDoNotExceed() {
        took(true, 300, 94);
        took(true, 900, 6);
        assertThat(route.late(measured(10), true)).contains(Duration.ofMillis(900));
        took(true, 300, 100);
        assertThat(route.late(measured(10), true)).contains(Duration.ofMillis(300));
    }

    @Test
    void nothingIsLateWhileTooLittleIsKnown() {
        took(true, 300, LateWindow.FEWEST - 1);
        assertThat(route.late(measured(10), true)).isEmpty();
        took(true, 300, 1);
        assertThat(route.late(measured(10), true)).contains(Duration.ofMillis(300));
        now += LateWindow.WINDOW.toNanos();
        assertThat(route.late(measured(10), true)).isEmpty();
    }

    @Test
    void streamsAndWholeAnswersAreMeasuredApart() {
        took(true, 300, 50);
        took(false, 4000, 50);
        assertThat(route.late(measured(10), true)).contains(Duration.ofMillis(300));
        assertThat(route.late(measured(10), false)).contains(Duration.ofSeconds(4));
    }

    @Test
    void aFastRouteWaitsForTheLeastTime() {
        took(true, 5, 50);
        assertThat(route.late(measured(10), true)).contains(LEAST);
    }

    @Test
    void aFixedTimeNeedsNoMeasure() {
        HedgeSettings fixed = new HedgeSettings(Optional.of(Duration.ofMillis(50)), LEAST, 10);
        assertThat(route.late(fixed, false)).contains(Duration.ofMillis(50));
    }

    @Test
    void secondAttemptsAreAShareOfTheRequests() {
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            route.requested(measured(10));
            taken += route.take() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(100);
    }

    private int takeAll() {
        int taken = 0;
        while (route.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void requestsThatComeAtOnceKeepTheirShares() {
        for (int i = 0; i < 1000; i++) {
            route.requested(measured(10));
        }
        assertThat(takeAll()).isEqualTo(100);
    }

    @Test
    void aQuietTimeSavesUpOnlyAFew() {
        for (int i = 0; i < 1000; i++) {
            route.requested(measured(10));
        }
        now += 3 * Hedges.MOMENT.toNanos();
        route.requested(measured(10));
        assertThat(takeAll()).isEqualTo(Hedges.MOST_SAVED);
    }
}
