package dev.signalbox.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.server.boot.LearnedModels;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.routing.LearnedObserver;
import dev.signalbox.server.routing.Learning;
import dev.signalbox.server.routing.ModelPrices;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every plan of a learned route, whatever is predicted and whatever fails. A seed decides all of a run. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedPlansHoldTest {
    private static final int CONFIGURATIONS = 4;
    private static final int REQUESTS = 120;
    private static final int MODELS = 6;
    private static final List<String> KNOWN = LearnedModels.all();
    private static final List<String> MODES = List.of("quality", "balanced", "cost");
    private static final List<String> AFFINITIES = List.of("adaptive", "sticky", "none");

    private int planned;
    private int refused;

    private record Asked(Exchange exchange, Caller caller, boolean tools, boolean large, Set<String> named) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nobodyIsEverPickedWhoIsExcluded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CONFIGURATIONS; i++) {
            Settings settings = settings(yaml(random));
            Health health = new Health(() -> 0);
            settings.models().keySet().stream()
                    .filter(_ -> random.nextInt(5) == 0)
                    .forEach(model -> {
                        health.failed(model);
                        health.failed(model);
                    });
            Routing routing = new Routing(
                    new Routing.Services(
                            health, new Speeds(() -> 0), new SplittableRandom(seed), () -> 0, (_, _) -> {}),
                    Calls.NONE,
                    new Learning.Parts(embedding(random.split()), prices(), LearnedObserver.NONE));
            for (int n = 0; n < REQUESTS; n++) {
                check(routing, asked(random, settings));
            }
        }
        assertThat(planned).as("plans").isGreaterThan(CONFIGURATIONS * REQUESTS / 12);
        assertThat(refused).as("refusals").isPositive();
    }

    /** In time, late and broken. */
    private static TextEmbedding embedding(SplittableRandom random) {
        return (_, _, _) -> switch (random.nextInt(4)) {
            case 0 -> new TextEmbedding.Made.Late();
            case 1 -> new TextEmbedding.Made.Broken("on purpose");
            default -> {
                float[] vector = new float[Embedder.SIZE];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) (random.nextDouble() - 0.5) / 10;
                }
                yield new TextEmbedding.Made.Vector(vector);
            }
        };
    }

    private static ModelPrices prices() {
        return target -> target.model()
                .price()
                .map(own -> own.prices().getFirst())
                .map(price -> new ModelPrices.Rates(
                        price.input().doubleValue(),
                        price.output().doubleValue(),
                        price.input().doubleValue() / 10));
    }

    private static String yaml(SplittableRandom random) {
        StringBuilder text = new StringBuilder("providers: { p: { dialect: openai, key: \"${KEY}\" } }\nmodels:\n");
        for (int i = 0; i < MODELS; i++) {
            text.append("  m%d: { provider: p, price: { input: %d, output: %d }%s%s%s%s }\n"
                    .formatted(
                            i,
                            1 + random.nextInt(9),
                            1 + random.nextInt(30),
                            random.nextBoolean() ? ", zone: " + (random.nextBoolean() ? "eu" : "us") : "",
                            random.nextInt(3) == 0 ? ", can: [images]" : "",
                            random.nextInt(3) == 0 ? ", context: 1k" : "",
                            random.nextInt(3) == 0 ? ", data-classes: [pii]" : ""));
        }
        text.append("routes:\n");
        for (int route = 0; route < 3; route++) {
            List<String> subset = subset(random);
            String known = subset.stream()
                    .map(name -> name + ": \"" + KNOWN.get(random.nextInt(KNOWN.size())) + "\"")
                    .collect(Collectors.joining(", "));
            text.append(
                    "  r%d: { strategy: learned, mode: %s, models: %s, known-as: { %s }, affinity: { strategy: %s }%s%s }\n"
                            .formatted(
                                    route,
                                    MODES.get(random.nextInt(3)),
                                    subset,
                                    known,
                                    AFFINITIES.get(random.nextInt(3)),
                                    random.nextInt(3) == 0 ? ", zones: [eu, us]" : "",
                                    random.nextInt(3) == 0 ? ", max-cost: 0.00" + (1 + random.nextInt(9)) : ""));
        }
        text.append("callers:\n");
        for (int i = 0; i < 2; i++) {
            text.append("  c%d: { key: \"%s\"%s%s%s }\n"
                    .formatted(
                            i,
                            KeyDigest.of("sbx_" + i).written(),
                            random.nextBoolean() ? ", zones: [eu]" : "",
                            random.nextInt(3) == 0 ? ", served-by: [m0, m1, m2]" : "",
                            random.nextInt(3) == 0 ? ", data-class: pii" : ""));
        }
        return text.toString();
    }

    private static List<String> subset(SplittableRandom random) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            all.add(random.nextInt(all.size() + 1), "m" + i);
        }
        return List.copyOf(all.subList(0, 2 + random.nextInt(MODELS - 2)));
    }

    private static Settings settings(String yaml) {
        Loaded loaded = Configuration.load("random.yaml", yaml, Path.of("."), Map.of("KEY", "k")::get);
        assertThat(loaded).as(yaml + loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private static Asked asked(SplittableRandom random, Settings settings) {
        String route = "r" + random.nextInt(3);
        List<String> subset = settings.routes().get(route).targets().stream()
                .map(target -> target.name())
                .toList();
        Set<String> named = random.nextBoolean()
                ? Set.of()
                : subset.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
        boolean tools = random.nextInt(4) == 0;
        boolean large = random.nextInt(4) == 0;
        String wishes = "\"routing_config\":{"
                + (random.nextBoolean() ? "\"mode\":\"" + MODES.get(random.nextInt(3)) + "\"," : "")
                + (named.isEmpty()
                        ? ""
                        : "\"models\":["
                                + named.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",")) + "],")
                + "\"session_affinity\":{\"session_id\":\"s" + random.nextInt(3) + "\"}},";
        String offered = tools ? "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]," : "";
        Exchange exchange = Requests.after(
                Requests.named(
                        route,
                        Headers.empty(),
                        wishes + offered,
                        "[{\"role\":\"user\",\"content\":\"" + (large ? "word ".repeat(2_000) : "") + "Prove that "
                                + random.nextInt(50) + " is even or odd.\"}]"),
                settings);
        KeyDigest key = KeyDigest.of("sbx_" + random.nextInt(2));
        return new Asked(exchange, new Identity().recognise(Optional.of(key), settings), tools, large, named);
    }

    private void check(Routing routing, Asked asked) {
        Offer.Routed offer = (Offer.Routed) new Catalogue().find(asked.exchange(), asked.caller());
        Plan plan;
        try {
            plan = routing.plan(asked.exchange(), asked.caller(), offer);
        } catch (Refused e) {
            refused++;
            assertThat(e.failure().code())
                    .isIn("no_eligible_target", "no_model_for_capabilities", "context_length_exceeded");
            if (most(asked).isEmpty()) {
                assertThat(offer.targets().filter(target -> may(target, asked))).isEmpty();
            }
            return;
        }
        planned++;
        List<Target> picked = plan.candidates().stream().map(Candidate::target).toList();
        ModelSelection selection = plan.learned().orElseThrow().selection();
        assertThat(picked)
                .allMatch(target -> may(target, asked))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(offer.targets()
                        .filter(target -> may(target, asked) && !isTooDear(target, selection, asked))
                        .toList());
        assertThat(selection.models())
                .filteredOn(ModelSelection.Model::eligible)
                .allSatisfy(model -> assertThat(picked).extracting(Target::name).contains(model.target()));
        assertThat(plan.fitting(asked.exchange()).envelope().fields().has("routing_config"))
                .isFalse();
        routing.answered(plan, picked.getFirst());
    }

    private static Optional<BigDecimal> most(Asked asked) {
        RouteSettings route = asked.exchange()
                .settings()
                .routes()
                .get(asked.exchange().envelope().model());
        return route.choosing() instanceof Choosing.Learned(LearnedSettings by) ? by.maxCost() : Optional.empty();
    }

    private static boolean isTooDear(Target target, ModelSelection selection, Asked asked) {
        double dollars = selection.models().stream()
                .filter(model -> model.target().equals(target.name()))
                .findFirst()
                .flatMap(ModelSelection.Model::dollars)
                .orElseThrow();
        return most(asked).filter(most -> dollars > most.doubleValue()).isPresent();
    }

    /** The rules, told once more and apart from the code that plans. */
    private static boolean may(Target target, Asked asked) {
        Optional<List<String>> zones = asked.caller().boundary().zones();
        Optional<List<String>> routes = asked.exchange()
                .settings()
                .routes()
                .get(asked.exchange().envelope().model())
                .zones();
        boolean named = asked.named().isEmpty() || asked.named().contains(target.name());
        boolean inside = (zones.isEmpty()
                        || target.model().zone().filter(zones.get()::contains).isPresent())
                && (routes.isEmpty()
                        || target.model().zone().filter(routes.get()::contains).isPresent());
        boolean servedBy = asked.caller().boundary().servedBy().isEmpty()
                || asked.caller().boundary().servedBy().get().stream()
                        .anyMatch(pattern -> pattern.matches(target.name()));
        boolean able = !asked.tools()
                || target.model().can().isEmpty()
                || target.model().can().contains(Capability.TOOLS);
        boolean fits = !asked.large() || target.model().context().isEmpty();
        Optional<String> dataClass = asked.caller().boundary().dataClass();
        boolean approved = dataClass
                .map(target.model().dataClasses()::contains)
                .orElse(target.model().dataClasses().isEmpty());
        return named && inside && servedBy && able && fits && approved;
    }
}
