package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Routes that share requests: by weight, or in turn. */
class SharesTest {
    private static final int REQUESTS = 4_000;

    private final Health health = new Health(() -> 0);

    private static Offer.Routed route(Strategy strategy, Target... targets) {
        List<TargetSettings> settings =
                List.of(targets).stream().map(t -> TargetSettings.of(t.name())).toList();
        return Offer.Routed.of(RouteSettings.of("route", strategy, settings), List.of(targets));
    }

    private static Target weighing(String name, int weight) {
        return Targets.of(name).weight(weight).build();
    }

    private static List<String> names(Plan plan) {
        return plan.candidates().stream().map(c -> c.target().name()).toList();
    }

    private Map<String, Integer> firsts(Routing routing, Offer offer, int requests) {
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            firsts.merge(
                    names(routing.plan(Requests.plain(), Requests.CALLER, offer))
                            .getFirst(),
                    1,
                    Integer::sum);
        }
        return firsts;
    }

    private Routing seeded(long seed) {
        return new Routing(
                new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(seed), () -> 0, (_, _) -> {}));
    }

    private void fails(String target) {
        health.failed(target);
        health.failed(target);
    }

    @Test
    void givesEachTargetItsShare() {
        Offer offer = route(Strategy.WEIGHTED, weighing("stable", 90), weighing("canary", 10));
        assertThat(firsts(seeded(1), offer, REQUESTS).get("canary")).isCloseTo(REQUESTS / 10, within(80));
    }

    @Test
    void drawsTheOthersAsFallbacks() {
        Offer offer = route(Strategy.WEIGHTED, weighing("a", 8), weighing("b", 1), weighing("c", 1));
        Plan plan = seeded(1).plan(Requests.plain(), Requests.CALLER, offer);
        assertThat(names(plan)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(plan.candidates())
                .extracting(Candidate::reason)
                .containsExactlyInAnyOrder("weight 8 of 10", "weight 1 of 10", "weight 1 of 10");
    }

    @Test
    void aWeightOfZeroIsAStandby() {
        Offer offer = route(Strategy.WEIGHTED, weighing("blue", 0), weighing("green", 100));
        assertThat(firsts(seeded(1), offer, 500)).containsOnlyKeys("green");
        fails("green");
        assertThat(firsts(seeded(1), offer, 500)).containsOnlyKeys("blue");
    }

    @Test
    void theSharesOfTheUnhealthyGoToTheOthersInProportion() {
        Offer offer = route(Strategy.WEIGHTED, weighing("a", 60), weighing("b", 30), weighing("c", 10));
        fails("a");
        Routing routing = seeded(1);
        Map<String, Integer> firsts = firsts(routing, offer, REQUESTS);
        assertThat(firsts).containsOnlyKeys("b", "c");
        assertThat(firsts.get("c")).isCloseTo(REQUESTS / 4, within(120));
        assertThat(names(routing.plan(Requests.plain(), Requests.CALLER, offer)))
                .last()
                .isEqualTo("a");
    }

    @Test
    void aPoolTakesEachInItsTurn() {
        Offer offer = route(Strategy.POOL, weighing("a", 1), weighing("b", 1), weighing("c", 1));
        Routing routing = seeded(1);
        List<List<String>> plans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            plans.add(names(routing.plan(Requests.plain(), Requests.CALLER, offer)));
        }
        assertThat(plans)
                .containsExactly(
                        List.of("a", "b", "c"), List.of("b", "c", "a"), List.of("c", "a", "b"), List.of("a", "b", "c"));
    }

    @Test
    void aPoolIsEvenAmongTheHealthy() {
        Offer offer = route(Strategy.POOL, weighing("a", 1), weighing("b", 1), weighing("c", 1), weighing("d", 1));
        fails("b");
        Routing routing = seeded(1);
        assertThat(firsts(routing, offer, 300)).isEqualTo(Map.of("a", 100, "c", 100, "d", 100));
        assertThat(names(routing.plan(Requests.plain(), Requests.CALLER, offer)))
                .last()
                .isEqualTo("b");
    }

    @Test
    void aCountTakesNobodysTurn() {
        Offer offer = route(Strategy.POOL, weighing("a", 1), weighing("b", 1));
        Routing routing = seeded(1);
        for (String expected : List.of("a", "b", "a")) {
            assertThat(names(routing.planCount(Requests.plain(), Requests.CALLER, offer)))
                    .first()
                    .isEqualTo(expected);
            assertThat(names(routing.plan(Requests.plain(), Requests.CALLER, offer)))
                    .first()
                    .isEqualTo(expected);
        }
    }

    /** Over many routes made at random: shares converge to the weights of the healthy, and a seed decides everything. */
    @Test
    void sharesConvergeWhateverTheRoute() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        for (int round = 0; round < 60; round++) {
            Health mixed = new Health(() -> 0);
            Target[] targets = new Target[1 + random.nextInt(6)];
            long sum = 0;
            for (int i = 0; i < targets.length; i++) {
                targets[i] = weighing("t" + i, i == 0 ? 1 + random.nextInt(50) : random.nextInt(100));
                if (i > 0 && random.nextInt(4) == 0) {
                    mixed.failed("t" + i);
                    mixed.failed("t" + i);
                } else {
                    sum += targets[i].weight();
                }
            }
            Offer offer = route(Strategy.WEIGHTED, targets);
            long seed = random.nextLong();
            Routing routing = new Routing(new Routing.Services(
                    mixed, new Speeds(() -> 0), new SplittableRandom(seed), () -> 0, (_, _) -> {}));
            Routing twin = new Routing(new Routing.Services(
                    mixed, new Speeds(() -> 0), new SplittableRandom(seed), () -> 0, (_, _) -> {}));
            Map<String, Integer> firsts = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                List<String> names = names(routing.plan(Requests.plain(), Requests.CALLER, offer));
                assertThat(names).hasSize(targets.length).doesNotHaveDuplicates();
                assertThat(names(twin.plan(Requests.plain(), Requests.CALLER, offer)))
                        .isEqualTo(names);
                firsts.merge(names.getFirst(), 1, Integer::sum);
            }
            for (Target target : targets) {
                double share = mixed.of(target.name()).unhealthy() ? 0 : (double) target.weight() / sum;
                assertThat(firsts.getOrDefault(target.name(), 0) / 2_000.0)
                        .as("round %s, target %s", round, target.name())
                        .isCloseTo(share, within(0.06));
            }
        }
    }
}
