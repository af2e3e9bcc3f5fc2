package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ConditionSettings;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.Matching;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.RuleSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RuleSectionTest {
    private static final String MODELS = """
            providers: { p: { dialect: openai }, q: { dialect: anthropic } }
            models:
              small-eu: { provider: p, tier: small, zone: eu, can: [tools], price: { input: 2, output: 4 }, context: 32k }
              small-us: { provider: p, tier: small, zone: us, price: { input: 1, output: 2 }, context: 400k }
              large-eu: { provider: q, tier: large, zone: eu, can: [tools, images], price: { input: 9, output: 20 }, owner: lab }
              large-us: { provider: q, tier: large, zone: us, data-classes: [clinical] }
              "any-*": { provider: p, tier: small }
            """;

    private static RouteSettings route(String rules) {
        return Yaml.settings(MODELS + "routes: { r: { strategy: rules, rules: " + rules + " } }\n")
                .routes()
                .get("r");
    }

    private static List<String> selected(String query) {
        return route("[ { when: { tools: true }, use: { " + query + " } } ]").branches().getFirst().targets().stream()
                .map(TargetSettings::name)
                .toList();
    }

    @Test
    void readsEveryKey() {
        RouteSettings route = Yaml.settings(MODELS + """
                routes:
                  r:
                    strategy: rules
                    rules:
                      - id: sovereign
                        when:
                          { callers: [a, "b*"], tenants: t, plans: [gold], teams: [red, "b*"], metadata: { team: [x, y], env: live },
                            headers: { X-Env: "*" }, data-classes: clinical, regions: eu-west, zones: b, dialects: anthropic,
                            stream: true, tools: false, images: true, json: false, input-over: 10k }
                        use: [ { model: large-eu }, { model: any-1 } ]
                      - { when: { tenants: u }, use: { zone: eu } }
                    otherwise: [ { model: small-us } ]
                """).routes().get("r");
        assertThat(route.branches())
                .extracting(BranchSettings::label, BranchSettings::place)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sovereign", "rules[0].use"),
                        org.assertj.core.groups.Tuple.tuple("rule-2", "rules[1].use"),
                        org.assertj.core.groups.Tuple.tuple("otherwise", "otherwise"));
        assertThat(route.choosing()).isInstanceOfSatisfying(Choosing.Rules.class, rules -> {
            RuleSettings first = rules.rules().getFirst();
            assertThat(first.when())
                    .isEqualTo(new ConditionSettings(
                            new ConditionSettings.Who(of("a", "b*"), of("t"), of("gold"), of("red", "b*")),
                            Map.of("team", of("x", "y"), "env", of("live")),
                            Map.of("X-Env", of("*")),
                            of("clinical"),
                            of("eu-west"),
                            of("b"),
                            of("anthropic"),
                            new ConditionSettings.Asks(
                                    Optional.of(true), Optional.of(false), Optional.of(true), Optional.of(false)),
                            OptionalLong.of(10_000)));
        });
    }

    private static Matching of(String... words) {
        return new Matching(List.of(words));
    }

    @Test
    void selectsModelsByWhatTheyAre() {
        assertThat(selected("tier: small")).containsExactly("small-eu", "small-us");
        assertThat(selected("tier: [small, large], zone: eu, can: [tools]")).containsExactly("small-eu", "large-eu");
        assertThat(selected("order: cheapest, zone: [eu, us]"))
                .containsExactly("small-us", "small-eu", "large-eu", "large-us");
        assertThat(selected("order: cheapest, can: tools, most: 1")).containsExactly("small-eu");
        assertThat(selected("input-price: 2")).containsExactly("small-eu", "small-us");
        assertThat(selected("output-price: 3.5")).containsExactly("small-us");
        assertThat(selected("context: 100k")).containsExactly("small-us");
        assertThat(selected("data-class: clinical")).containsExactly("large-us");
        assertThat(selected("provider: q, owner: \"la*\"")).containsExactly("large-eu");
    }

    @Test
    void selectsOnlyInTheZonesOfTheRoute() {
        RouteSettings route = Yaml.settings(
                        MODELS
                                + "routes: { r: { strategy: rules, zones: eu, rules: [{ when: { tools: true }, use: { tier: small } }] } }\n")
                .routes()
                .get("r");
        assertThat(route.targets()).extracting(TargetSettings::name).containsExactly("small-eu");
    }

    @Test
    void tellsWhatIsWrongWithItsPlace() {
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: rules } }\n"))
                .singleElement()
                .asString()
                .contains("routes.r.rules: missing");
        assertThat(Yaml.errors(MODELS + """
                routes:
                  r:
                    strategy: rules
                    targets: [ { model: small-eu } ]
                    rules:
                      - { id: a, when: {}, use: [ { model: small-eu, weight: 2 } ] }
                      - { id: a, when: { tenant: x, stream: maybe }, use: any }
                      - { when: { tools: true }, use: [ { model: medium } ] }
                  s: { strategy: priority, targets: [ { model: small-eu } ], rules: [ { when: { tools: true }, use: { zone: eu } } ] }
                """))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "routes.r.targets: targets for the strategy rules (expected: rules)",
                        "routes.r.rules[0].when: no condition (expected: at least one; what fits no rule is served by"
                                + " otherwise)",
                        "routes.r.rules[1].when.tenant: unknown key (use tenants instead)",
                        "routes.r.rules[1].when.stream: \"maybe\" (expected: true or false)",
                        "routes.r.rules[1].use: \"any\" (expected: a list of targets, or a mapping that selects models)",
                        "routes.r.rules[2].use[0].model: no model \"medium\" (expected one of: small-eu, small-us, large-eu,"
                                + " large-us, any-*)",
                        "routes.s.rules: rules for the strategy priority (expected: targets)");
    }

    @Test
    void tellsConditionsThatNoRequestCanMeet() {
        assertThat(Yaml.errors(MODELS + """
                routes:
                  r:
                    strategy: rules
                    rules:
                      - { when: { dialects: [openai*, azure, gemini] }, use: [ { model: small-eu } ] }
                      - { when: { headers: { Authorization: "Bearer*" } }, use: [ { model: small-eu } ] }
                """))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "routes.r.rules[0].when.dialects: \"azure\" (expected one of: openai, openai-responses, anthropic,"
                                + " gemini)",
                        "routes.r.rules[1].when.headers.Authorization: not a name (expected: the name of a header that"
                                + " carries no key)");
    }

    @Test
    void warnsOfRulesForWhomNobodyIs() {
        String callers = """
                callers:
                  ann: { key: "%s", tenant: retail, team: search, plan: gold }
                """.formatted(KeyDigest.of("k").written());
        String rules = MODELS + """
                routes:
                  r:
                    strategy: rules
                    rules:
                      - { when: { callers: [ann, bob], tenants: "ret*", teams: serach }, use: [ { model: small-eu } ] }
                      - when:
                          teams: [search, "sa*"]
                          plans: [gold, silver]
                          tenants: wholesale
                        use: [ { model: small-eu } ]
                """;
        assertThat(Yaml.warnings(rules + callers))
                .filteredOn(line -> line.contains("no caller "))
                .containsExactly(
                        "signalbox.yaml:12:34 warning: routes.r.rules[0].when.callers[1]: no caller \"bob\" (expected one"
                                + " of: ann)",
                        "signalbox.yaml:12:64 warning: routes.r.rules[0].when.teams: no caller of the team \"serach\""
                                + " (expected one of: search; did you mean search?)",
                        "signalbox.yaml:14:27 warning: routes.r.rules[1].when.teams[1]: no caller of the team \"sa*\""
                                + " (expected one of: search)",
                        "signalbox.yaml:15:25 warning: routes.r.rules[1].when.plans[1]: no caller of the plan \"silver\""
                                + " (expected one of: gold)",
                        "signalbox.yaml:16:20 warning: routes.r.rules[1].when.tenants: no caller of the tenant"
                                + " \"wholesale\" (expected one of: retail)");
        assertThat(Yaml.warnings(rules)).as("nobody is written at all").noneMatch(line -> line.contains("no caller "));
    }

    @Test
    void tellsAQueryThatSelectsNothing() {
        assertThat(
                        Yaml.errors(
                                MODELS
                                        + "routes: { r: { strategy: rules, rules: [{ when: { tools: true }, use: { tier: smal } }] } }\n"))
                .singleElement()
                .asString()
                .endsWith(
                        "routes.r.rules[0].use: no model is selected (expected: at least one; names that end in * are none)");
    }
}
