package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.RetryOverrides;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.StickySettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteSectionTest {

    private static final String MODELS = """
            providers: { p: { dialect: openai } }
            models: { a: { provider: p }, b: { provider: p }, "gpt-*": { provider: p } }
            """;

    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(Yaml.settings(MODELS + "routes: { r: { strategy: static, targets: [{ model: a }] } }\n")
                        .routes())
                .containsOnlyKeys("r")
                .containsValue(new RouteSettings(
                        "r",
                        Strategy.STATIC,
                        List.of(new TargetSettings(
                                "a", 0, 1, Optional.empty(), Set.of(401, 403, 404, 410, 429, 500, 502, 503), true))));
    }

    @Test
    void readsEveryKey() {
        String text = MODELS + """
                routes:
                  team/pool:
                    strategy: priority
                    losses: strict
                    targets:
                      - { model: a, priority: 1, weight: 3, fallback-on: [429], fallback-candidate: false,
                          retry: { attempts: 1, delay: 1s, on: [500], transport: false,
                                   backoff: exponential, longest-delay: 3s, window: 0s } }
                      - model: gpt-5
                        retry: { attempts: 0 }
                """;
        assertThat(Yaml.settings(text).routes().get("team/pool"))
                .isEqualTo(new RouteSettings(
                        "team/pool",
                        Strategy.PRIORITY,
                        List.of(
                                new TargetSettings(
                                        "a",
                                        1,
                                        3,
                                        Optional.of(new RetryOverrides(
                                                Optional.of(1),
                                                Optional.of(Duration.ofSeconds(1)),
                                                Optional.of(Set.of(500)),
                                                Optional.of(false),
                                                Optional.of(Backoff.EXPONENTIAL),
                                                Optional.of(Duration.ofSeconds(3)),
                                                Optional.of(Duration.ZERO))),
                                        Set.of(429),
                                        false),
                                new TargetSettings(
                                        "gpt-5",
                                        0,
                                        1,
                                        Optional.of(new RetryOverrides(
                                                Optional.of(0), Optional.empty(), Optional.empty(), Optional.empty())),
                                        TargetSettings.DEFAULT_FALLBACK_ON,
                                        true)),
                        Optional.of(LossRule.STRICT)));
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        String text = MODELS
                + "routes: { r: { strategy: static, models: [a], targets: [{ model: a, retry_config: {} }] } }\n";
        assertThat(Yaml.errors(text))
                .containsExactly(
                        "signalbox.yaml:3:34 routes.r.models: unknown key (use targets: [{model: NAME}] instead)",
                        "signalbox.yaml:3:69 routes.r.targets[0].retry_config: unknown key (use retry instead)");
    }

    @Test
    void wantsOneStrategyThatThisVersionHas() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: learned, targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:26 routes.r.strategy: \"learned\""
                                + " (expected one of: static, priority, weighted, pool, latency; not available in this version)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: [static, priority], targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:26 routes.r.strategy: a list (expected one of: static, priority, weighted, pool, latency)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:11 routes.r.strategy: missing (expected one of: static, priority, weighted, pool, latency)");
    }

    @Test
    void wantsTargetsThatFitTheStrategy() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: static, targets: [{ model: a }, { model: b }] } }\n"))
                .containsExactly("signalbox.yaml:3:43 routes.r.targets: 2 targets"
                        + " (expected: exactly one for the strategy static)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: priority, targets: [] } }\n"))
                .containsExactly("signalbox.yaml:3:45 routes.r.targets: an empty list"
                        + " (expected: a list, each a mapping with model)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: priority, targets: [{ model: a, weight: 0 }] } }\n"))
                .containsExactly("signalbox.yaml:3:45 routes.r.targets: no weight in the group of priority 0"
                        + " (expected: at least one weight above 0)");
        assertThat(Yaml.warnings(
                        MODELS + "routes: { r: { strategy: priority, targets: [{ model: a }, { model: a }] } }\n"))
                .anyMatch(line -> line.contains("targets[1].model: this model is a target already"));
    }

    @Test
    void tellsWhichStrategyIsMeantByOtherNames() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: canary, targets: [{ model: a }] } }\n"))
                .singleElement()
                .asString()
                .endsWith("; use weighted)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: round-robin, targets: [{ model: a }] } }\n"))
                .singleElement()
                .asString()
                .endsWith("; use pool)");
    }

    @Test
    void wantsPercentsThatAddUp() {
        String shares = MODELS + "routes: { r: { strategy: weighted, weights: sum, targets: ["
                + "{ model: a, weight: 90 }, { model: b, weight: %d }] } }\n";
        assertThat(Yaml.errors(shares.formatted(10))).isEmpty();
        assertThat(Yaml.errors(shares.formatted(9)))
                .containsExactly("signalbox.yaml:3:59 routes.r.targets: weights that add up to 99"
                        + " (expected: 100, because of weights: sum)");
        assertThat(Yaml.errors(shares.formatted(9).replace("weights: sum, ", "")))
                .isEmpty();
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: weighted, targets: [{ model: a, weight: 0 }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:45 routes.r.targets: no weight (expected: at least one weight above 0)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: pool, weights: sum, targets: [{ model: a }] } }\n"))
                .containsExactly("signalbox.yaml:3:41 routes.r.weights: sum for the strategy pool"
                        + " (expected: the strategy weighted)");
    }

    @Test
    void takesNoValueThatItsStrategyWouldNotHeed() {
        assertThat(Yaml.errors(
                        MODELS + "routes: { r: { strategy: weighted, targets: [{ model: a, priority: 1 }] } }\n"))
                .containsExactly("signalbox.yaml:3:68 routes.r.targets[0].priority: a group for the strategy weighted"
                        + " (expected: the strategy priority)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: pool, targets: [{ model: a, weight: 2 }] } }\n"))
                .containsExactly("signalbox.yaml:3:62 routes.r.targets[0].weight: a weight for the strategy pool"
                        + " (expected: the strategy weighted)");
    }

    @Test
    void readsWhatNamesASession() {
        String text = MODELS
                + "routes: { r: { strategy: pool, sticky: { by: { header: x-session-id } }, targets: [{ model: a }] } }\n";
        assertThat(Yaml.settings(text).routes().get("r").sticky())
                .hasValue(new StickySettings(
                        Duration.ofMinutes(30),
                        List.of(new StickySettings.Part(Optional.of("x-session-id"), Optional.empty()))));
        assertThat(Yaml.errors(text.replace("pool", "priority")))
                .containsExactly("signalbox.yaml:3:36 routes.r.sticky: sessions for the strategy priority"
                        + " (expected: weighted or pool)");
        assertThat(Yaml.errors(text.replace("header: x-session-id", "header: x, metadata: y")))
                .containsExactly(
                        "signalbox.yaml:3:46 routes.r.sticky.by: header and metadata (expected: one of the two)");
        assertThat(Yaml.errors(text.replace("{ header: x-session-id }", "[{}]")))
                .containsExactly("signalbox.yaml:3:47 routes.r.sticky.by[0]: no header and no metadata"
                        + " (expected: one of the two)");
        assertThat(Yaml.errors(text.replace("x-session-id", "\"x y\"")))
                .containsExactly(
                        "signalbox.yaml:3:56 routes.r.sticky.by.header: \"x y\"" + " (expected: the name of a header)");
    }
}
