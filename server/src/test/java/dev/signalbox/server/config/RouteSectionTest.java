package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.HedgeSettings;
import dev.signalbox.server.settings.LossRule;
import dev.signalbox.server.settings.OnCut;
import dev.signalbox.server.settings.OverflowRule;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.RetryOverrides;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.SlaSettings;
import dev.signalbox.server.settings.StickySettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.SummarySettings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.WeightRule;
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
                .containsValue(RouteSettings.builder(
                                "r",
                                Strategy.STATIC,
                                List.of(TargetSettings.model("a")
                                        .priority(0)
                                        .weight(1)
                                        .fallbackOn(Set.of(401, 403, 404, 410, 429, 500, 502, 503))
                                        .fallbackCandidate(true)
                                        .build()))
                        .weights(WeightRule.RELATIVE)
                        .build());
    }

    @Test
    void leadsNowhereThatItsZonesForbid() {
        String text = """
                providers: { p: { dialect: openai } }
                models: { here: { provider: p, zone: eu }, there: { provider: p, zone: us }, "any-*": { provider: p } }
                routes:
                  pool: { strategy: pool, targets: [ { model: here }, { model: there } ] }
                  own:
                    strategy: priority
                    zones: [eu, ch]
                    targets: [ { model: here }, { model: there }, { model: any-1 }, { pool: pool } ]
                """;
        assertThat(Yaml.errors(text))
                .containsExactly(
                        "signalbox.yaml:8:42 routes.own.targets[1].model: \"there\" is in the zone us (expected: the route's"
                                + " zones: eu, ch)",
                        "signalbox.yaml:8:60 routes.own.targets[2].model: \"any-1\" has no zone (expected: the route's"
                                + " zones: eu, ch)",
                        "signalbox.yaml:8:77 routes.own.targets[3].pool: \"there\" is in the zone us (expected: the route's"
                                + " zones: eu, ch)");
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
                .isEqualTo(RouteSettings.builder(
                                "team/pool",
                                Strategy.PRIORITY,
                                List.of(
                                        TargetSettings.model("a")
                                                .priority(1)
                                                .weight(3)
                                                .retry(Optional.of(new RetryOverrides(
                                                        Optional.of(1),
                                                        Optional.of(Duration.ofSeconds(1)),
                                                        Optional.of(Set.of(500)),
                                                        Optional.of(false),
                                                        Optional.of(Backoff.EXPONENTIAL),
                                                        Optional.of(Duration.ofSeconds(3)),
                                                        Optional.of(Duration.ZERO))))
                                                .fallbackOn(Set.of(429))
                                                .fallbackCandidate(false)
                                                .build(),
                                        TargetSettings.model("gpt-5")
                                                .retry(Optional.of(new RetryOverrides(
                                                        Optional.of(0),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty())))
                                                .build()))
                        .losses(Optional.of(LossRule.STRICT))
                        .build());
    }

    @Test
    void mayPointAtAPool() {
        String text = MODELS + """
                routes:
                  east: { strategy: pool, targets: [ { model: a }, { model: b } ] }
                  all: { strategy: priority, targets: [ { pool: east, weight: 3 }, { model: gpt-5, priority: 1 } ] }
                """;
        assertThat(Yaml.settings(text).routes().get("all").targets())
                .containsExactly(
                        TargetSettings.pool("east").weight(3).build(),
                        TargetSettings.model("gpt-5").priority(1).build());
    }

    @Test
    void warnsOfAMemberOfAPoolWithoutABreaker() {
        String text = """
                providers:
                  bare: { dialect: openai }
                  kept: { dialect: openai, breaker: { rules: [ { name: quota, count: 1, statuses: [429] } ] } }
                models:
                  a: { provider: bare }
                  b: { provider: bare, breaker: { rules: [] } }
                  c: { provider: kept }
                  "gpt-*": { provider: bare }
                routes:
                  r: { strategy: pool, targets: [ { model: a }, { model: b }, { model: c }, { model: gpt-5 } ] }
                  s: { strategy: weighted, targets: [ { model: a } ] }
                """;
        assertThat(Yaml.warnings(text))
                .filteredOn(line -> line.contains("breaker"))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "warning: routes.r.targets[0].model: a member of a pool without a breaker (expected: breaker.rules at the model"
                                + " or its provider, such as { name: quota, count: 1, statuses: [429] })",
                        "warning: routes.r.targets[3].model: a member of a pool without a breaker (expected: breaker.rules at the model"
                                + " or its provider, such as { name: quota, count: 1, statuses: [429] })");
    }

    @Test
    void pointsNoDeeperThanAtAPool() {
        String text = MODELS + """
                routes:
                  east: { strategy: pool, targets: [ { model: a } ] }
                  both: { strategy: priority, targets: [ { pool: east } ] }
                  deep: { strategy: priority, targets: [ { pool: both } ] }
                  self: { strategy: priority, targets: [ { pool: self } ] }
                  none: { strategy: priority, targets: [ { pool: a }, { pool: est } ] }
                  one:  { strategy: static, targets: [ { model: a } ] }
                  odd:  { strategy: priority, targets: [ { pool: one }, { model: a, pool: east }, {},
                                                         { pool: east, retry: { attempts: 1 } } ] }
                """;
        assertThat(Yaml.errors(text))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "routes.deep.targets[0].pool: \"both\" points at a pool itself (expected: a route whose targets are models)",
                        "routes.self.targets[0].pool: \"self\" points at a pool itself (expected: a route whose targets are models)",
                        "routes.none.targets[0].pool: the model \"a\" (expected one of: east, both, deep, self, none, one, odd)",
                        "routes.none.targets[1].pool: no route \"est\" (expected one of: east, both, deep, self, none, one, odd;"
                                + " did you mean east?)",
                        "routes.odd.targets[0].pool: \"one\" has the strategy static (expected: a route with one of"
                                + " priority, weighted, pool, latency)",
                        "routes.odd.targets[1]: a model and a pool (expected: one of them)",
                        "routes.odd.targets[2]: neither model nor pool (expected: one of them)",
                        "routes.odd.targets[3].retry: retry for a pool (expected: it at the targets of the pool)");
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        String text = MODELS
                + "routes: { r: { strategy: static, models: [a], targets: [{ model: a, retry_config: {} }] } }\n";
        assertThat(Yaml.errors(text))
                .containsExactly(
                        "signalbox.yaml:3:34 routes.r.models: models for the strategy static (use targets: [{model: NAME}] instead)",
                        "signalbox.yaml:3:69 routes.r.targets[0].retry_config: unknown key (use retry instead)");
    }

    @Test
    void wantsOneStrategyThatThisVersionHas() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: consensus, targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:26 routes.r.strategy: \"consensus\""
                                + " (expected one of: static, priority, weighted, pool, latency, task, capability, cost, rules, cascade, learned; not available in this version)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: [static, priority], targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:26 routes.r.strategy: a list (expected one of: static, priority, weighted, pool, latency, task, capability, cost, rules, cascade, learned)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { targets: [{ model: a }] } }\n"))
                .containsExactly(
                        "signalbox.yaml:3:11 routes.r.strategy: missing (expected one of: static, priority, weighted, pool, latency, task, capability, cost, rules, cascade, learned)");
    }

    @Test
    void wantsTargetsThatFitTheStrategy() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: static, targets: [{ model: a }, { model: b }] } }\n"))
                .containsExactly("signalbox.yaml:3:43 routes.r.targets: 2 targets"
                        + " (expected: exactly one for the strategy static)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: priority, targets: [] } }\n"))
                .containsExactly("signalbox.yaml:3:45 routes.r.targets: an empty list"
                        + " (expected: a list, each a mapping with model or pool)");
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
                .containsExactly("signalbox.yaml:3:46 routes.r.sticky.by: header and metadata (expected: one of them)");
        assertThat(Yaml.errors(text.replace("{ header: x-session-id }", "[{}]")))
                .containsExactly("signalbox.yaml:3:47 routes.r.sticky.by[0]: no header, no metadata and no conversation"
                        + " (expected: one of them)");
        assertThat(Yaml.errors(text.replace("x-session-id", "\"x y\"")))
                .containsExactly("signalbox.yaml:3:56 routes.r.sticky.by.header: \"x y\""
                        + " (expected: the name of a header that carries no key)");
        assertThat(Yaml.errors(text.replace("x-session-id", "Authorization")))
                .containsExactly("signalbox.yaml:3:56 routes.r.sticky.by.header: \"Authorization\""
                        + " (expected: the name of a header that carries no key)");
    }

    @Test
    void takesNoHeaderThatIsSetAndRemoved() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: static, targets: [{ model: a,"
                        + " headers: { set: { X-Team: one, x-other: two }, remove: x-team } }] } }\n"))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly("routes.r.targets[0].headers.set.X-Team: set and removed (expected: one of both)");
    }

    @Test
    void readsWhenToHedge() {
        String text = MODELS
                + "routes: { r: { strategy: pool, hedge: { after: 2s, percent: 5 }, targets: [{ model: a }, { model: b }] } }\n";
        assertThat(Yaml.settings(text).routes().get("r").hedge())
                .hasValue(new HedgeSettings(Optional.of(Duration.ofSeconds(2)), Duration.ofMillis(200), 5));
        assertThat(Yaml.settings(text.replace("{ after: 2s, percent: 5 }", "{}"))
                        .routes()
                        .get("r")
                        .hedge())
                .hasValue(HedgeSettings.defaults());
        assertThat(Yaml.errors(text.replace("pool", "static").replace(", { model: b }", "")))
                .containsExactly("signalbox.yaml:3:34 routes.r.hedge: nothing to hedge with for the strategy static"
                        + " (expected: more than one target)");
        assertThat(Yaml.errors(text.replace(", { model: b }", "")))
                .containsExactly("signalbox.yaml:3:32 routes.r.hedge: nothing to hedge with for one target"
                        + " (expected: more than one target)");
        assertThat(Yaml.settings(EffectiveConfiguration.print(Yaml.settings(text)))
                        .routes()
                        .get("r")
                        .hedge())
                .isEqualTo(Yaml.settings(text).routes().get("r").hedge());
        assertThat(Yaml.errors(text.replace("2s", "p99")))
                .containsExactly("signalbox.yaml:3:48 routes.r.hedge.after: \"p99\""
                        + " (expected: a duration such as 5s or 250ms, or p95)");
        assertThat(Yaml.errors(text.replace("percent: 5", "least: 5s")))
                .containsExactly("signalbox.yaml:3:52 routes.r.hedge.least: a bound of p95 beside a fixed time"
                        + " (expected: after: p95, or no least)");
    }

    @Test
    void refusesGroupsAndWeightsOfACapabilityRoute() {
        String route = "routes: { r: { strategy: capability, targets: [{ model: a, %s }] } }\n";
        assertThat(Yaml.errors(MODELS + route.formatted("priority: 1")))
                .singleElement()
                .asString()
                .contains("a group for the strategy capability");
        assertThat(Yaml.errors(MODELS + route.formatted("weight: 2")))
                .singleElement()
                .asString()
                .contains("a weight for the strategy capability");
    }

    @Test
    void saysWhatFollowsWhenAStreamBreaksOff() {
        String text = MODELS
                + "routes: { r: { strategy: static, on-cut: restart, on-cut-buffer: 16k, targets: [{ model: a }] } }\n";
        assertThat(Yaml.settings(text).routes().get("r").cuts()).isEqualTo(new CutSettings(OnCut.RESTART, 16 * 1024));
        assertThat(Yaml.settings(text.replace("restart, on-cut-buffer: 16k", "continue"))
                        .routes()
                        .get("r")
                        .cuts()
                        .then())
                .isEqualTo(OnCut.CONTINUE);
        assertThat(Yaml.errors(text.replace("restart", "continue")))
                .containsExactly("signalbox.yaml:3:52 routes.r.on-cut-buffer: a buffer for on-cut: continue"
                        + " (expected: on-cut: restart)");
        assertThat(Yaml.errors(text.replace("16k", "2M")).getFirst()).contains("routes.r.on-cut-buffer", "up to 1M");
        assertThat(Yaml.errors(text.replace("restart,", "resume,")).getFirst())
                .contains("routes.r.on-cut", "use continue");
    }

    @Test
    void readsHowFastATargetMustBe() {
        String routes = """
                routes:
                  r: { strategy: priority, targets: [{ model: m, sla: { time-per-output-token: 50ms, first-token: 2s } }] }
                """;
        assertThat(Yaml.settings(SLA_MODELS + routes)
                        .routes()
                        .get("r")
                        .targets()
                        .getFirst()
                        .sla())
                .contains(new SlaSettings(Optional.of(Duration.ofMillis(50)), Optional.of(Duration.ofSeconds(2))));
    }

    @Test
    void saysWhatIsWrongWithAnSla() {
        assertThat(slaError("priority", "sla: {}")).contains("nothing is asked of it");
        assertThat(slaError("static", "sla: { first-token: 1s }")).contains("an sla for the strategy static");
        assertThat(slaError("priority", "sla-cutoff: { first-token: 1s }")).contains("use sla instead");
        assertThat(slaError("priority", "sla: { ttft: 1s }")).contains("use first-token instead");
        assertThat(slaError("priority", "sla: { first-token: 0s }")).contains("sla.first-token");
    }

    private static final String SLA_MODELS = """
            providers: { p: { dialect: openai, key: "${OPENAI_API_KEY}" } }
            models: { m: { provider: p } }
            """;

    private static String slaError(String strategy, String sla) {
        List<String> errors = Yaml.errors(
                SLA_MODELS + "routes: { r: { strategy: " + strategy + ", targets: [{ model: m, " + sla + " }] } }\n");
        return errors.isEmpty() ? "" : errors.getFirst();
    }

    @Test
    void readsWhatToDoOnOverflow() {
        String text = MODELS
                + "routes: { r: { strategy: static, targets: [{ model: a }], on-context-overflow: larger, overflow: [{ model: b }] } }\n";
        assertThat(Yaml.settings(text).routes().get("r").overflow())
                .isEqualTo(new OverflowSettings(OverflowRule.LARGER, List.of(TargetSettings.of("b"))));
        assertThat(Yaml.errors(text.replace("larger", "truncate")))
                .singleElement()
                .asString()
                .contains("routes.r.overflow: targets that never serve (expected: on-context-overflow: larger)");
        assertThat(Yaml.errors(text.replace(", overflow: [{ model: b }]", "")))
                .singleElement()
                .asString()
                .contains("routes.r.overflow: missing");
        assertThat(Yaml.errors(text.replace("model: b", "model: c")))
                .singleElement()
                .asString()
                .contains("routes.r.overflow[0].model: no model");
    }

    @Test
    void readsWhoSummarises() {
        String text = MODELS
                + "routes: { r: { strategy: static, targets: [{ model: a }], on-context-overflow: summarise, summarise: { model: b, output: 1k } } }\n";
        assertThat(Yaml.settings(text).routes().get("r").overflow().summary())
                .contains(new SummarySettings("b", 1_000, Duration.ofSeconds(20)));
        assertThat(Yaml.errors(text.replace("overflow: summarise", "overflow: truncate")))
                .singleElement()
                .asString()
                .contains("routes.r.summarise: a model that is never asked (expected: on-context-overflow: summarise)");
        assertThat(Yaml.errors(text.replace(", summarise: { model: b, output: 1k }", "")))
                .singleElement()
                .asString()
                .contains("routes.r.summarise: missing");
        assertThat(Yaml.errors(text.replace("model: b", "model: r")))
                .singleElement()
                .asString()
                .contains("routes.r.summarise.model: the route \"r\"");
        assertThat(Yaml.errors(text.replace("1k", "17k")))
                .singleElement()
                .asString()
                .contains("routes.r.summarise.output: 17000 tokens (expected: up to 16000 tokens");
        assertThat(Yaml.errors(text.replace("static,", "static, zones: [eu],").replace("a: { p", "a: { zone: eu, p")))
                .singleElement()
                .asString()
                .contains("routes.r.summarise.model: \"b\" has no zone");
    }
}
