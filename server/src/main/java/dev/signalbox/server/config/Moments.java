package dev.signalbox.server.config;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Points in time: a day, which begins at 00:00 UTC, or a time with its offset. */
final class Moments {
    private Moments() {}

    static Kind<Instant> moment() {
        return new WordKind<>(
                "a day such as 2027-01-01, or a time with its offset such as 2027-01-01T09:00+01:00",
                Moments::parse,
                Moments::print,
                Moments::advice);
    }

    /** The time that is written, if it is one. */
    static Optional<Instant> parse(String word) {
        return LifecycleSection.parse(word)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .or(() -> withOffset(word));
    }

    private static Optional<Instant> withOffset(String word) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(word);
            return Optional.of(time.toInstant()).filter(_ -> time.getYear() >= 2000 && time.getYear() < 2200);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Where only the offset is missing; an hour of nowhere is not guessed. */
    private static String advice(String word) {
        try {
            String time = word.replace(' ', 'T');
            return LocalDateTime.parse(time).getYear() >= 2000 ? "did you mean " + time + "Z, in UTC?" : "";
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /** As short as it can be written. */
    static String print(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        boolean midnight = utc.toLocalTime().toNanoOfDay() == 0;
        return midnight ? utc.toLocalDate().toString() : time.toString();
    }
}
