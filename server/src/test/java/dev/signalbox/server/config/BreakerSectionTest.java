package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.LastResort;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.StatusRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BreakerSectionTest {

    private static List<BreakerRule> rules(String rules) {
        return Yaml.settings(yaml(rules)).providers().get("p").breaker().rules();
    }

    private static String yaml(String rules) {
        return "providers:\n  p:\n    dialect: openai\n    key: ${OPENAI_API_KEY}\n    breaker:\n      rules:\n"
                + rules.indent(8);
    }

    private static String first(String rule) {
        List<String> errors = Yaml.errors(yaml(rule));
        return errors.isEmpty() ? "" : errors.getFirst();
    }

    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(rules("- { name: any, count: 3 }"))
                .containsExactly(new BreakerRule(
                        "any",
                        Optional.of(3),
                        Optional.empty(),
                        10,
                        Duration.ofMinutes(1),
                        Set.of(
                                StatusRange.of(401),
                                StatusRange.of(403),
                                StatusRange.of(408),
                                StatusRange.of(429),
                                new StatusRange(500, 599)),
                        Set.of(BreakerError.values()),
                        Duration.ofMinutes(1),
                        true,
                        LastResort.WITHOUT_RETRY_AFTER));
    }

    @Test
    void readsEveryKey() {
        assertThat(rules("""
                        - name: slow
                          percentage: 50
                          least: 4
                          interval: 30s
                          statuses: [429, 500-599]
                          errors: [timeout, connect]
                          trip: 5m
                          accept-retry-after: false
                          last-resort: never
                        """))
                .containsExactly(new BreakerRule(
                        "slow",
                        Optional.empty(),
                        Optional.of(50),
                        4,
                        Duration.ofSeconds(30),
                        Set.of(StatusRange.of(429), new StatusRange(500, 599)),
                        Set.of(BreakerError.TIMEOUT, BreakerError.CONNECT),
                        Duration.ofMinutes(5),
                        false,
                        LastResort.NEVER));
    }

    @Test
    void countsOnlyWhatIsWrittenWhereAnythingIs() {
        assertThat(rules("- { name: a, count: 1, statuses: [429] }").getFirst().errors())
                .isEmpty();
        assertThat(rules("- { name: a, count: 1, errors: [cut] }").getFirst().statuses())
                .isEmpty();
    }

    @Test
    void printsWhatItReads() {
        Settings settings = Yaml.settings(yaml("- { name: a, count: 1, statuses: [500-599, 429] }"));
        String printed = EffectiveConfiguration.print(settings);
        assertThat(printed).contains("500-599");
        assertThat(Yaml.settings(printed).providers().get("p").breaker())
                .isEqualTo(settings.providers().get("p").breaker());
    }

    @Test
    void letsAModelHaveRulesOfItsOwn() {
        Settings settings = Yaml.settings("""
                providers: { p: { dialect: openai, breaker: { rules: [{ name: a, count: 1 }] } } }
                models: { m: { provider: p }, n: { provider: p, breaker: { rules: [] } } }
                """);
        assertThat(settings.models().get("m").breaker()).isEmpty();
        assertThat(settings.models().get("n").breaker().orElseThrow().rules()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithARule() {
        assertThat(first("- { name: a }")).contains("nothing trips it (expected: a count or a percentage)");
        assertThat(first("- { name: a, count: 1, percentage: 5 }")).contains("count is there already");
        assertThat(first("- { name: a, count: 1, least: 5 }"))
                .contains("rules[0].least: a bound of percentage beside a count (expected: percentage, or no least)");
        assertThat(first("- { name: a, count: 1, statuses: [] }")).contains("nothing counts");
        assertThat(first("- { name: a, count: 1, statuses: [200] }"))
                .contains("\"200\" (expected: a status code or a range such as 500-599)");
        assertThat(first("- { name: a, count: 1, statuses: [599-500] }")).contains("a range such as 500-599");
        assertThat(first("- { name: a, count: 0 }")).contains("rules[0].count").contains("a number from 1");
        assertThat(first("- { name: a, count: 1, trip-duration: 1m }")).contains("use trip instead");
        assertThat(first("- { name: a, count: 1, errors: [reset] }")).contains("timeout, connect, cut, garbage");
        assertThat(first("- { name: a, count: 1 }\n- { name: a, count: 2 }"))
                .contains("rules[1].name: \"a\" (expected: each name once)");
    }
}
