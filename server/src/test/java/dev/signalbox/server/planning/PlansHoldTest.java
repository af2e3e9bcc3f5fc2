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
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final Map<String, Integer> planned = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private int stuck;

    /**
     * A request, and what it asks for.
     *
     * @param pick chooses who answers it
     */
    record Asked(Exchange exchange, Caller caller, boolean tools, Optional<String> team, int pick) {}

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
                Outcome outcome = check(one, asked, routes);
                assertThat(check(twin, asked, routes)).isEqualTo(outcome);
            }
        }
        assertThat(sum(planned)).as("plans").isGreaterThan(CONFIGURATIONS * REQUESTS / 4);
        assertThat(sum(refused)).as("refusals").isGreaterThan(CONFIGURATIONS);
        for (String route : List.of("any-rules", "any-cascade", "sticky-pool")) {
            assertThat(planned.getOrDefault(route, 0)).as("plans of " + route).isGreaterThan(CONFIGURATIONS / 2);
            assertThat(refused.getOrDefault(route, 0))
                    .as("refusals of " + route)
                    .isPositive();
        }
        assertThat(stuck).as("sessions that stayed").isGreaterThan(CONFIGURATIONS);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
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
                .orElse(Headers.empty())
                .plus("x-session", "session-" + random.nextInt(5));
        String offered = tools ? "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]," : "";
        String said = random.nextBoolean() ? "Hi" : "Implement a function that sorts. ".repeat(40);
        Exchange exchange = Requests.after(
                Requests.named(route, headers, offered, "[{\"role\":\"user\",\"content\":\"" + said + "\"}]"),
                settings);
        KeyDigest key = KeyDigest.of("sbx_" + random.nextInt(RandomRoutes.CALLERS));
        return new Asked(exchange, new Identity().recognise(Optional.of(key), settings), tools, team, random.nextInt());
    }

    private Outcome check(Routing routing, Asked asked, RandomRoutes routes) {
        Offer.Routed offer = (Offer.Routed) new Catalogue().find(asked.exchange(), asked.caller());
        Optional<List<Target>> meant = Allowed.meant(offer, asked, routes);
        String what = offer.asked() + " for " + asked.caller() + " " + asked.team();
        Plan plan;
        try {
            plan = routing.plan(asked.exchange(), asked.caller(), offer);
        } catch (Refused e) {
            refused.merge(offer.asked(), 1, Integer::sum);
            assertThat(e.failure().code()).isIn("no_eligible_target", "no_model_for_capabilities");
            assertThat(meant.orElse(List.of()).stream().filter(target -> Allowed.may(target, asked)))
                    .as("targets of " + what + " that may serve")
                    .isEmpty();
            return new Outcome(List.of(), e.failure().code());
        }
        planned.merge(offer.asked(), 1, Integer::sum);
        checkTargets(plan, asked, meant, what);
        List<String> order = names(plan);
        if (plan.session().isPresent()) {
            order = new ArrayList<>(order);
            order.addAll(checkSession(routing, plan, asked, offer));
        }
        return new Outcome(order, "");
    }

    private static void checkTargets(Plan plan, Asked asked, Optional<List<Target>> meant, String what) {
        Set<Target> seen = new HashSet<>();
        for (Candidate candidate : plan.candidates()) {
            assertThat(Allowed.may(candidate.target(), asked))
                    .as(candidate + " of " + what)
                    .isTrue();
            seen.add(candidate.target());
        }
        plan.skipped().forEach(skipped -> seen.add(skipped.target()));
        if (meant.isPresent()) {
            assertThat(seen)
                    .as("every target is tried or told, and no other: " + what)
                    .containsExactlyInAnyOrderElementsOf(new HashSet<>(meant.get()));
        }
        RouteSettings route = plan.route().orElseThrow();
        boolean plain = route.targets().stream().noneMatch(TargetSettings::pool);
        if (plain && (route.strategy() == Strategy.CASCADE || route.strategy() == Strategy.CAPABILITY)) {
            List<Target> written = meant.orElseThrow();
            assertThat(plan.candidates().stream()
                            .filter(candidate -> candidate.health().equals("healthy"))
                            .map(candidate -> written.indexOf(candidate.target())))
                    .as("places of the healthy in " + what)
                    .isSorted();
        }
    }

    /** Whoever answers keeps the session, while it is healthy. */
    private List<String> checkSession(Routing routing, Plan plan, Asked asked, Offer.Routed offer) {
        int place = Math.floorMod(asked.pick(), plan.candidates().size());
        Candidate answered = plan.candidates().get(place);
        routing.answered(plan, answered.target());
        Plan next = routing.plan(asked.exchange(), asked.caller(), offer);
        Candidate first = next.candidates().getFirst();
        if (answered.health().equals("healthy")) {
            assertThat(first.target().name())
                    .as("where the session of " + offer.asked() + " stays")
                    .isEqualTo(answered.target().name());
            stuck++;
        } else {
            boolean some =
                    plan.candidates().stream().anyMatch(each -> each.health().equals("healthy"));
            assertThat(first.health().equals("healthy")).isEqualTo(some);
        }
        return names(next);
    }

    private static List<String> names(Plan plan) {
        return plan.candidates().stream()
                .map(candidate -> candidate.target().name())
                .toList();
    }
}
