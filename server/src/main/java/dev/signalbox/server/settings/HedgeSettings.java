package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * When a request whose answer is late is sent to a second target too.
 *
 * @param after how long the first content may take; absent for what 95 of 100 requests to the route took lately
 * @param least the shortest time that is waited where it is measured
 * @param percent the most of a hundred requests to the route that are sent twice
 */
public record HedgeSettings(Optional<Duration> after, Duration least, int percent) {
    public static final int WHOLE = 100;
    private static final Duration USUAL_LEAST = Duration.ofMillis(200);
    private static final int USUAL_PERCENT = 10;

    public HedgeSettings {
        after.ifPresent(time -> Checks.positive("after", time));
        Checks.positive("least", least);
        Checks.that(percent >= 1 && percent <= WHOLE, "percent", percent, "1 to " + WHOLE);
    }

    public static HedgeSettings defaults() {
        return new HedgeSettings(Optional.empty(), USUAL_LEAST, USUAL_PERCENT);
    }
}
