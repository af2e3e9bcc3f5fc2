package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.QueueSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CeilingSectionTest {
    private static final String EVERYTHING = """
            providers:
              p:
                dialect: openai
                key: ${OPENAI_API_KEY}
                limits:
                  { concurrency: 32, requests-per-minute: 500, tokens-per-minute: 200k, queue: { most: 7, wait: 5s }, heed-provider: false }
            models:
              m: { provider: p, limits: { queue: {} } }
              n: { provider: p }
            """;

    @Test
    void hasNoLimitsUnlessTheyAreWritten() {
        Settings settings = Yaml.settings(EVERYTHING);
        assertThat(settings.models().get("n").limits()).isEqualTo(CeilingSettings.none());
        assertThat(CeilingSettings.none())
                .isEqualTo(new CeilingSettings(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true));
        assertThat(settings.models().get("m").limits().queue()).contains(new QueueSettings(100, Duration.ofSeconds(2)));
    }

    @Test
    void readsEveryKey() {
        assertThat(Yaml.settings(EVERYTHING).providers().get("p").limits())
                .isEqualTo(new CeilingSettings(
                        Optional.of(32),
                        Optional.of(500),
                        Optional.of(200_000L),
                        Optional.of(new QueueSettings(7, Duration.ofSeconds(5))),
                        false));
    }

    @Test
    void printsWhatItReads() {
        Settings settings = Yaml.settings(EVERYTHING);
        Settings again = Yaml.settings(EffectiveConfiguration.print(settings));
        assertThat(again.providers().get("p").limits())
                .isEqualTo(settings.providers().get("p").limits());
        assertThat(again.models()).isEqualTo(settings.models());
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(error("{ concurrency: 0 }")).contains("limits.concurrency").contains("a number from 1");
        assertThat(error("{ requests-per-minute: many }")).contains("requests-per-minute");
        assertThat(error("{ tokens-per-minute: 1.5 }")).contains("a number of tokens such as");
        assertThat(error("{ rpm: 5 }")).contains("use requests-per-minute instead");
        assertThat(error("{ max_parallel_requests: 5 }")).contains("use concurrency instead");
        assertThat(error("{ queue: { wait: 0s } }")).contains("queue.wait").contains("a duration such as");
        assertThat(error("{ queue: { size: 3 } }")).contains("use most instead");
        assertThat(error("{ queue: 3 }")).contains("limits.queue");
    }

    @Test
    void warnsOfLimitsThatLimitNothing() {
        String provider = "providers: { p: { dialect: openai, key: \"${OPENAI_API_KEY}\", limits: {} } }\n";
        assertThat(Yaml.warnings(provider + "models: { m: { provider: p, limits: {} } }\n"))
                .filteredOn(line -> line.contains("limits"))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "warning: providers.p.limits: no limit (expected: one of concurrency, requests-per-minute and"
                                + " tokens-per-minute, or no limits)",
                        "warning: models.m.limits: no limit (expected: one of concurrency, requests-per-minute and"
                                + " tokens-per-minute, or no limits)");
    }

    private static String error(String limits) {
        List<String> errors = Yaml.errors(
                "providers: { p: { dialect: openai, key: \"${OPENAI_API_KEY}\", limits: " + limits + " } }\n");
        return errors.isEmpty() ? "" : errors.getFirst();
    }
}
