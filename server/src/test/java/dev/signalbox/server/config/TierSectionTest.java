package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ClassifierSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TierSectionTest {
    private static final String MODELS = """
            providers: { p: { dialect: openai } }
            models: { a: { provider: p }, b: { provider: p } }
            """;

    private static List<String> errors(String route) {
        return Yaml.errors(MODELS + "routes: { r: { strategy: cost, " + route + " } }\n").stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void readsTiersFromTheLowestToTheHighestHoweverTheyAreWritten() {
        String text = MODELS + "routes: { r: { strategy: cost, tiers: { reasoning: [ { model: b } ],"
                + " simple: [ { model: a }, { model: b } ] } } }\n";
        assertThat(Yaml.settings(text).routes().get("r"))
                .isEqualTo(RouteSettings.builder("r", Strategy.COST, List.of())
                        .branches(
                                new Choosing.Tiers(Optional.empty()),
                                List.of(
                                        new BranchSettings(
                                                "simple",
                                                "tiers.simple",
                                                List.of(TargetSettings.of("a"), TargetSettings.of("b"))),
                                        new BranchSettings(
                                                "reasoning", "tiers.reasoning", List.of(TargetSettings.of("b")))))
                        .build());
    }

    @Test
    void wantsAtLeastTwoTiers() {
        assertThat(errors("tiers: { simple: [ { model: a } ] }"))
                .containsExactly("routes.r.tiers: 1 tier (expected: at least two, or another strategy)");
        assertThat(errors("tiers: {}"))
                .containsExactly("routes.r.tiers: 0 tiers (expected: at least two, or another strategy)");
        assertThat(errors("losses: safe"))
                .containsExactly("routes.r.tiers: missing (expected: targets for at least two of the tiers)");
        assertThat(errors("tiers: { simple: [], complex: a }"))
                .containsExactly(
                        "routes.r.tiers.simple: an empty list (expected: a list, each a mapping with model or pool)",
                        "routes.r.tiers.complex: \"a\" (expected: a list, each a mapping with model or pool)");
    }

    @Test
    void tellsWhichTierIsMeant() {
        assertThat(errors(
                        "tiers: { small: [ { model: a } ], complexx: [ { model: a } ], reasoning: [ { model: a } ] }"))
                .containsExactly(
                        "routes.r.tiers.small: unknown key (use simple instead)",
                        "routes.r.tiers.complexx: unknown key (expected one of: simple, complex, reasoning;"
                                + " did you mean complex?)");
    }

    @Test
    void takesNoValueThatItsStrategyWouldNotHeed() {
        assertThat(errors("tiers: { simple: [ { model: a, weight: 2 } ], complex: [ { model: b } ] },"
                        + " otherwise: [ { model: a } ]"))
                .containsExactly(
                        "routes.r.tiers.simple[0].weight: a weight for the strategy cost (expected: the strategy weighted)",
                        "routes.r.otherwise: otherwise for the strategy cost (expected: tiers)");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: priority, targets: [ { model: a } ],"
                        + " tiers: { simple: [ { model: a } ], complex: [ { model: b } ] } } }\n"))
                .singleElement()
                .asString()
                .endsWith("routes.r.tiers: tiers for the strategy priority (expected: targets)");
        assertThat(errors("tiers: { simple: [ { model: c } ], complex: [ { model: b } ] }"))
                .singleElement()
                .asString()
                .startsWith("routes.r.tiers.simple[0].model: no model");
        assertThat(Yaml.errors(MODELS + "routes: { r: { strategy: tiered } }\n"))
                .first()
                .asString()
                .endsWith("; use cost)");
    }

    @Test
    void takesAModelThatIsAsked() {
        String text = MODELS + "routes: { r: { strategy: cost, classifier: { model: b, timeout: 300ms },"
                + " tiers: { simple: [ { model: a } ], complex: [ { model: b } ] } } }\n";
        assertThat(Yaml.settings(text).routes().get("r").choosing())
                .isEqualTo(new Choosing.Tiers(Optional.of(new ClassifierSettings("b", Duration.ofMillis(300)))));
        assertThat(Yaml.warnings(text))
                .anyMatch(line ->
                        line.contains("routes.r.classifier: every request waits for a call to another model first"));
        assertThat(Yaml.errors(text.replace("model: b, timeout", "model: x, timeout")))
                .singleElement()
                .asString()
                .contains("routes.r.classifier.model: no model");
        assertThat(Yaml.errors(MODELS
                        + "routes: { r: { strategy: pool, targets: [{ model: a }], classifier: { model: b } } }\n"))
                .singleElement()
                .asString()
                .endsWith("routes.r.classifier: a classifier for the strategy pool (expected: task or cost)");
    }
}
