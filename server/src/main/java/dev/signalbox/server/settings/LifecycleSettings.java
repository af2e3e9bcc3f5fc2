package dev.signalbox.server.settings;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a model or a route goes away. Each day begins at 00:00 UTC.
 *
 * @param deprecated the day from which callers are told to leave
 * @param sunset the day from which it is refused; absent where it is not known yet
 * @param successor the model or route that takes its place
 * @param link a page for people that tells more
 */
public record LifecycleSettings(
        LocalDate deprecated, Optional<LocalDate> sunset, Optional<String> successor, Optional<URI> link) {

    public LifecycleSettings {
        sunset.ifPresent(day -> Checks.that(day.isAfter(deprecated), "sunset", day, "a day after " + deprecated));
        successor.ifPresent(name -> Checks.name("successor", name));
    }

    /** How far it has gone. */
    public enum Stage implements Word {
        /** Nothing is told yet. */
        ACTIVE("active"),
        /** It serves, and tells that it goes. */
        DEPRECATED("deprecated"),
        /** It is refused. */
        RETIRED("retired");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How far it has gone at this moment. */
    public Stage stage(Instant now) {
        if (sunsetAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return Stage.RETIRED;
        }
        return now.isBefore(deprecatedAt()) ? Stage.ACTIVE : Stage.DEPRECATED;
    }

    public Instant deprecatedAt() {
        return begin(deprecated);
    }

    public Optional<Instant> sunsetAt() {
        return sunset.map(LifecycleSettings::begin);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
