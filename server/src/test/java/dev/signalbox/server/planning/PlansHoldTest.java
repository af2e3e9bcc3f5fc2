package dev.signalbox.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every plan, over configurations, callers, requests and failures made at random. A seed decides all of a run. */
class PlansHoldTest {
    private static final int CONFIGURATIONS = 40;
    private static final int REQUESTS = 60;

    private int planned;
    private int refused;

    /** A request, and what it asks for. */
    private record Asked(Exchange exchange, Caller caller, boolean tools, Optional<String> team) {}

    /** What a plan came to: the targets in order, or why there is none. */
    private record Outcome(List<String> targets, String refusal) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noPlanHoldsWhatPolicyForbidsAndTheSameSeedMakesTheSamePlan(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CONFIGURATIONS; i++) {
            RandomRoutes routes = new RandomRoutes(random.split());
            Settings settings = settings(routes.yaml());
            Health health = new Health(() -> 0);
            settings.models().keySet().stream()
                    .filter(_ -> random.nextInt(4) == 0)
                    .forEach(model -> {
                        health.failed(model);
                        health.failed(model);
                    });
            long draws = random.nextLong();
            Routing one = routing(health, draws);
            Routing twin = routing(health, draws);
            for (int n = 0; n < REQUESTS; n++) {
                Asked asked = asked(random, settings, routes.routes());
                Outcome outcome = check(one, asked);
                assertThat(check(twin, asked)).isEqualTo(outcome);
            }
        }
        assertThat(planned).as("plans").isGreaterThan(CONFIGURATIONS * REQUESTS / 4);
        assertThat(refused).as("refusals").isGreaterThan(CONFIGURATIONS);
    }

    private static Routing routing(Health health, long seed) {
        return new Routing(
                new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(seed), () -> 0, (_, _) -> {}));
    }

    private static Settings settings(String yaml) {
        Loaded loaded = Configuration.load("random.yaml", yaml, Path.of("."), Map.of("KEY", "k")::get);
        assertThat(loaded).as(yaml).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private static Asked asked(SplittableRandom random, Settings settings, List<String> routes) {
        String route = routes.get(random.nextInt(routes.size()));
        boolean tools = random.nextInt(3) == 0;
        Optional<String> team = switch (random.nextInt(3)) {
            case 0 -> Optional.of("red");
            case 1 -> Optional.of("blue");
            default -> Optional.empty();
        };
        Headers headers = team.map(name -> Headers.of("x-signalbox-metadata", "{\"team\":\"" + name + "\"}"))
                .orElse(Headers.empty());
        String offered = tools ? "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]," : "";
        String said = random.nextBoolean() ? "Hi" : "Implement a function that sorts. ".repeat(40);
        Exchange exchange = Requests.after(
                Requests.named(route, headers, offered, "[{\"role\":\"user\",\"content\":\"" + said + "\"}]"),
                settings);
        KeyDigest key = KeyDigest.of("sbx_" + random.nextInt(RandomRoutes.CALLERS));
        return new Asked(exchange, new Identity().recognise(Optional.of(key), settings), tools, team);
    }

    private Outcome check(Routing routing, Asked asked) {
        Offer.Routed offer = (Offer.Routed) new Catalogue().find(asked.exchange(), asked.caller());
        Plan plan;
        try {
            plan = routing.plan(asked.exchange(), asked.caller(), offer);
        } catch (Refused e) {
            refused++;
            assertThat(e.failure().code()).isIn("no_eligible_target", "no_model_for_capabilities");
            assertThat(offer.targets().filter(target -> may(target, asked)).toList())
                    .as("targets of " + offer.asked() + " that may serve, of its only branch")
                    .matches(left -> offer.branches().size() > 1 || left.isEmpty());
            return new Outcome(List.of(), e.failure().code());
        }
        planned++;
        Set<Target> seen = new HashSet<>();
        for (Candidate candidate : plan.candidates()) {
            assertThat(may(candidate.target(), asked))
                    .as(candidate + " for " + asked.caller() + " " + asked.team())
                    .isTrue();
            seen.add(candidate.target());
        }
        plan.skipped().forEach(skipped -> seen.add(skipped.target()));
        if (offer.branches().size() == 1) {
            assertThat(seen)
                    .as("every target is tried or told")
                    .containsAll(offer.targets().toList());
        }
        return new Outcome(
                plan.candidates().stream()
                        .map(candidate -> candidate.target().name())
                        .toList(),
                "");
    }

    /** The rules, told once more and apart from the code that plans. */
    private static boolean may(Target target, Asked asked) {
        ModelSettings model = target.model();
        BoundarySettings boundary = asked.caller().boundary();
        boolean zone = boundary.zones().isEmpty()
                || model.zone().filter(boundary.zones().get()::contains).isPresent();
        boolean dataClass = boundary.dataClass().isEmpty()
                ? model.dataClasses().isEmpty()
                : model.dataClasses().contains(boundary.dataClass().get());
        boolean servedBy = boundary.servedBy().isEmpty()
                || boundary.servedBy().get().stream().anyMatch(pattern -> pattern.matches(target.name()));
        boolean able = !asked.tools() || model.can().isEmpty() || model.can().contains(Capability.TOOLS);
        Map<String, String> wanted = target.rules().metadataMatch();
        boolean matches =
                wanted.isEmpty() || Optional.ofNullable(wanted.get("team")).equals(asked.team());
        return zone && dataClass && servedBy && able && matches;
    }
}
