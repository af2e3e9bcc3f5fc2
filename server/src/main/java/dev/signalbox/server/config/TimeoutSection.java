package dev.signalbox.server.config;

import dev.signalbox.server.settings.TimeoutSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code providers.NAME.timeouts}. */
final class TimeoutSection {

    private static final Key<TimeoutSettings, Duration> CONNECT =
            key("connect", TimeoutSettings::connect, "For the connection, TLS included.");
    private static final Key<TimeoutSettings, Duration> FIRST_BYTE =
            key("first-byte", TimeoutSettings::firstByte, "From the request to the first byte of the answer's body.");
    private static final Key<TimeoutSettings, Duration> BETWEEN_TOKENS =
            key("between-tokens", TimeoutSettings::betweenTokens, "Between two pieces of a streamed answer.");
    private static final Key<TimeoutSettings, Duration> TOTAL =
            key("total", TimeoutSettings::total, "For one whole attempt.");

    private static final Key<TimeoutSettings, Optional<Duration>> FIRST_TOKEN = Key.<TimeoutSettings, Duration>optional(
                    "first-token",
                    Durations.moreThanZero(),
                    TimeoutSettings::firstToken,
                    "From the request to the first content of a streamed answer; a beginning without content does not count.")
            .otherwise("only `first-byte`");

    static final Section<TimeoutSettings> SECTION = Section.of(
                    "providers.NAME.timeouts",
                    "How long one attempt waits for the provider.",
                    List.of(CONNECT, FIRST_BYTE, FIRST_TOKEN, BETWEEN_TOKENS, TOTAL),
                    v -> new TimeoutSettings(
                            v.get(CONNECT), v.get(FIRST_BYTE), v.get(BETWEEN_TOKENS), v.get(TOTAL), v.get(FIRST_TOKEN)))
            .renamed(Map.of(
                    "read", "between-tokens",
                    "idle", "between-tokens",
                    "ttft", "first-token",
                    "request", "total"));

    private TimeoutSection() {}

    private static Key<TimeoutSettings, Duration> key(
            String name, Function<TimeoutSettings, Duration> getter, String meaning) {
        return Key.of(name, Durations.moreThanZero(), getter, TimeoutSettings.defaults(), meaning);
    }
}
