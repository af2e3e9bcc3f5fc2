package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast a target must be of late to be tried at its place; one of both is there.
 *
 * @param timePerOutputToken the longest mean time of an output token
 * @param firstToken the longest mean time to the first content of a stream
 */
public record SlaSettings(Optional<Duration> timePerOutputToken, Optional<Duration> firstToken) {

    public SlaSettings {
        Checks.that(
                timePerOutputToken.isPresent() || firstToken.isPresent(),
                "sla",
                "nothing",
                "time-per-output-token or first-token");
        timePerOutputToken.ifPresent(time -> Checks.positive("time-per-output-token", time));
        firstToken.ifPresent(time -> Checks.positive("first-token", time));
    }
}
