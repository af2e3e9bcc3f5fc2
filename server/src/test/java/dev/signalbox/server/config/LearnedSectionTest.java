package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.learn.choice.Bands;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.settings.AffinityStrategy;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedSectionTest {
    private static final Weights SHIPPED = Weights.shipped();
    private static final List<String> PLAIN = Stream.concat(SHIPPED.pool().stream(), SHIPPED.models().stream())
            .filter(name -> name.matches("[a-z0-9.-]+"))
            .distinct()
            .toList();
    private static final String ONE = PLAIN.get(0);
    private static final String TWO = PLAIN.get(1);
    private static final String BEGINNING = """
            providers: { p: { dialect: openai, key: "${OPENAI_API_KEY}", vendor: house } }
            models:
              one: { provider: p, id: "%s", price: { input: 1, output: 2 } }
              two: { provider: p, id: house-model, base-model: "%s", price: { input: 3, output: 9 } }
              other: { provider: p, id: nobodys-model, price: { input: 1, output: 1 } }
              free: { provider: p, id: "%s" }
            callers: { c: { key: "sha256:%s" } }
            """.formatted(ONE, TWO, ONE, "0".repeat(64));

    private static String route(String lines) {
        return BEGINNING + "routes: { r: { strategy: learned" + lines + " } }\n";
    }

    private static LearnedSettings learned(Settings settings) {
        RouteSettings route = settings.routes().get("r");
        assertThat(route).isNotNull();
        assertThat(route.choosing()).isInstanceOf(Choosing.Learned.class);
        return ((Choosing.Learned) route.choosing()).by();
    }

    private static List<String> models(Settings settings) {
        return settings.routes().get("r").targets().stream()
                .map(TargetSettings::name)
                .toList();
    }

    @Test
    void readsAllOfARoute() {
        Settings settings = Yaml.settings(route(", mode: cost, models: [one, two, other], known-as: { other: \"" + TWO
                + "\" }, weights: \"" + SHIPPED.version()
                + "\", bands: { balanced: 0.02 }, budget: 30ms, affinity: { strategy: sticky, ttl: 10m }, max-cost: 0.05,"
                + " require-parameters: true"));
        LearnedSettings learned = learned(settings);
        assertThat(settings.routes().get("r").mode()).hasValue(RouteMode.COST);
        assertThat(models(settings)).containsExactly("one", "two", "other");
        assertThat(learned.weights().written()).hasValue(SHIPPED.version());
        assertThat(learned.bands().balanced()).isEqualTo(0.02);
        assertThat(learned.bands().cost()).isEqualTo(Bands.DEFAULT.cost());
        assertThat(learned.budget()).isEqualTo(Duration.ofMillis(30));
        assertThat(learned.affinity().strategy()).isEqualTo(AffinityStrategy.STICKY);
        assertThat(learned.affinity().ttl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(learned.maxCost().orElseThrow()).isEqualByComparingTo("0.05");
        assertThat(learned.requireParameters()).isTrue();
    }

    @Test
    void takesThePoolOfTheWeightsWhereNoSubsetIsGiven() {
        assumeTrue(SHIPPED.pool().size() > 1, "the weights of this build have no pool");
        Settings settings = Yaml.settings(route(""));
        assertThat(models(settings))
                .as("those with a price that are in the pool")
                .containsExactly("one", "two");
        assertThat(learned(settings).weights().written()).isEqualTo(Optional.empty());
        assertThat(EffectiveConfiguration.print(settings))
                .contains("weights: ")
                .contains(SHIPPED.version())
                .contains("mode: balanced");
    }

    @Test
    void readsWhatItWroteOut() {
        Settings settings =
                Yaml.settings(route(", models: [one, two], known-as: { two: \"" + ONE + "\" }, max-cost: 0.1"));
        String printed = EffectiveConfiguration.print(settings);
        Settings again = Yaml.settings(printed.replaceAll("sha256:0[^\\n\"]*", "sha256:" + "0".repeat(64)));
        assertThat(models(again)).isEqualTo(models(settings));
        assertThat(learned(again).knownAs()).isEqualTo(learned(settings).knownAs());
        assertThat(learned(again).maxCost()).isEqualTo(learned(settings).maxCost());
    }

    @Test
    void saysOnceWhatIsExpectedOfAFileOfWeights(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.weights"), "no weights at all");
        Loaded loaded = Configuration.load("x", route(", models: [one, two], weights: mine.weights"), folder, _ -> "k");
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        assertThat(((Loaded.Bad) loaded).problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("no weights (expected: a file that begins with SBXW)")
                .containsOnlyOnce("(expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", models: [] | routes.r.models: an empty list",
                ", models: [one, nobody] | routes.r.models[1]: no model \"nobody\"",
                ", models: [one, other] | routes.r.models[1]: \"other\" is not known to the weights",
                ", models: [one, free] | routes.r.models[1]: \"free\" has no price",
                ", models: [one, two], known-as: { one: x } | routes.r.known-as.one: \"x\" is not known to the weights",
                ", models: [one, two], known-as: { free: x } | routes.r.known-as.free: no model of this route",
                ", models: [one, two], weights: \"0.0\" | routes.r.weights: \"0.0\" no such version in this program",
                ", models: [one, two], weights: sum | routes.r.weights: sum for the strategy learned",
                ", models: [one, two], mode: fastest | routes.r.mode: fastest for the strategy learned",
                ", models: [one, two], mode: blanced | \"blanced\" (expected one of: balanced, quality, cost; did you mean balanced?)",
                ", models: [one, two], mode: qualty | (expected one of: quality, cost, balanced; did you mean quality?)",
                ", models: [one, two], mode: [cost] | routes.r.mode: a list (expected one of: quality, balanced, cost)",
                ", models: [one, two], bands: { balanced: 2 } | routes.r.bands.balanced: \"2\"",
                ", models: [one, two], max-cost: 0 | routes.r.max-cost: \"0\"",
                ", models: [one, two], affinity: { strategy: glue } | routes.r.affinity.strategy: \"glue\"",
                ", models: [one, two], affinity: { ttl: 0s } | routes.r.affinity.ttl: \"0s\"",
                ", targets: [{ model: one }] | routes.r.targets: targets for the strategy learned",
                ", models: [one, two], sticky: { by: { header: x-a } } | routes.r.sticky: sessions for the strategy learned",
                ", models: [one, two], model: x | routes.r.model: unknown key"
            })
    void tellsMistakesWithTheirPlace(String lines, String problem) {
        assertThat(Yaml.errors(route(lines)))
                .as(lines)
                .anySatisfy(line -> assertThat(line).contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: [one] | routes.r.models: models for the strategy pool",
                "bands: {} | routes.r.bands: bands for the strategy pool",
                "budget: 1s | routes.r.budget: budget for the strategy pool",
                "max-cost: 1 | routes.r.max-cost: max-cost for the strategy pool",
                "mode: balanced | routes.r.mode: a mode for the strategy pool",
                "mode: blanced | routes.r.mode: a mode for the strategy pool",
                "weights: percent | routes.r.weights: \"percent\""
            })
    void tellsWhatOtherStrategiesDoNotHeed(String line, String problem) {
        String text = BEGINNING + "routes: { r: { strategy: pool, targets: [{ model: one }, { model: two }], " + line
                + " } }\n";
        assertThat(Yaml.errors(text)).anySatisfy(told -> assertThat(told).contains(problem));
    }

    @Test
    void sendsWhoeverMissesAModelToTheWayToAddIt() {
        assertThat(Yaml.errors(route(", models: [one, other]")))
                .anySatisfy(line ->
                        assertThat(line).contains("signalbox router calibrate").contains("known-as"));
    }

    @Test
    void saysWhatItLookedUpAndWhatIsNear() {
        String near = ONE.substring(0, ONE.length() - 1) + "~";
        String text = route(", models: [one, other]").replace("nobodys-model", near);
        assertThat(Yaml.errors(text))
                .singleElement()
                .asString()
                .contains("\"other\" is not known to the weights " + SHIPPED.version() + ", nor is \"" + near + "\"")
                .contains("did you mean " + ONE + "? signalbox router show lists all")
                .containsPattern("expected one of: " + Pattern.quote(ONE) + "(, [^,]+){4}, \\.\\.\\.;");
        assertThat(Yaml.errors(route(", models: [one, two], known-as: { one: \"" + near + "\" }, weights: \""
                        + SHIPPED.version() + "\"")))
                .singleElement()
                .asString()
                .contains("\"" + near + "\" is not known to the weights " + SHIPPED.version() + " (expected")
                .contains("signalbox router show --weights " + SHIPPED.version());
    }

    @Test
    void warnsOfASubsetOfOne() {
        assertThat(Yaml.warnings(route(", models: [one]")))
                .anySatisfy(line -> assertThat(line).contains("routes.r.models: one model"));
    }

    @Test
    void refusesAFileThatHoldsNoWeights(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("own.weights"), "no weights");
        Loaded loaded = Configuration.load(
                "signalbox.yaml",
                route(", models: [one, two], weights: own.weights"),
                directory,
                Yaml.ENVIRONMENT::get);
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        assertThat(((Loaded.Bad) loaded).problems().toString())
                .contains("routes.r.weights")
                .contains("own.weights");
    }
}
