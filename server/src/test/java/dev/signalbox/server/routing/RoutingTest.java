package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(now::get);
    private final Routing routing = new Routing(
            new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(7), () -> 0, (_, _) -> {}));

    private static Offer.Routed route(Target... targets) {
        List<TargetSettings> settings = java.util.Arrays.stream(targets)
                .map(target -> TargetSettings.of(target.name()))
                .toList();
        return Offer.Routed.of(RouteSettings.of("route", Strategy.PRIORITY, settings), List.of(targets));
    }

    private Plan plan(Offer offer) {
        return routing.plan(Requests.plain(), Requests.CALLER, offer);
    }

    private static List<String> names(Plan plan) {
        return plan.candidates().stream()
                .map(Candidate::target)
                .map(Target::name)
                .toList();
    }

    private void fails(String target, int times) {
        for (int i = 0; i < times; i++) {
            health.failed(target);
        }
    }

    @Test
    void triesGroupsInTheOrderOfTheirPriority() {
        Plan plan = plan(route(
                Targets.of("c").priority(2).build(),
                Targets.of("a").build(),
                Targets.of("b").priority(1).build()));
        assertThat(names(plan)).containsExactly("a", "b", "c");
    }

    @Test
    void leavesOutWhatIsRetiredFromOneRequestToTheNext() {
        Target a = Targets.of("a").build();
        Target b = Targets.of("b").priority(1).build();
        Offer.Routed whole = route(a, b);
        Exchange exchange = Requests.plain();
        assertThat(names(routing.plan(exchange, Requests.CALLER, whole))).containsExactly("a", "b");
        Skipped gone = new Skipped(a, Skipped.Kind.RETIRED, "retired on 2026-12-31");
        Plan plan = routing.plan(exchange, Requests.CALLER, Offer.Routed.of(whole.route(), List.of(b), List.of(gone)));
        assertThat(names(plan)).containsExactly("b");
        assertThat(plan.skipped()).containsExactly(gone);
    }

    @Test
    void sharesAGroupByWeight() {
        Offer.Routed route = route(
                Targets.of("a").weight(3).build(), Targets.of("b").weight(1).build());
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            first.merge(names(plan(route)).getFirst(), 1, Integer::sum);
        }
        assertThat(first.get("a")).isBetween(2_850, 3_150);
        assertThat(first.get("a") + first.get("b")).isEqualTo(4_000);
    }

    private static Offer.Choice.Pool pool(Strategy strategy, Target... members) {
        List<TargetSettings> settings = java.util.Arrays.stream(members)
                .map(target -> TargetSettings.of(target.name()))
                .toList();
        return new Offer.Choice.Pool(
                TargetSettings.pool("east").build(), RouteSettings.of("east", strategy, settings), List.of(members));
    }

    private static Offer.Routed withPool(Offer.Choice.Pool pool, Target behind) {
        RouteSettings route =
                RouteSettings.of("route", Strategy.PRIORITY, List.of(pool.rules(), TargetSettings.of(behind.name())));
        return new Offer.Routed(
                "route", route, List.of(new Offer.Branch("", List.of(pool, new Offer.Choice.One(behind)))), List.of());
    }

    @Test
    void letsTheMembersOfAPoolTakeTurnsInItsPlace() {
        Target b = Targets.of("behind").priority(1).build();
        Offer.Routed route = withPool(
                pool(Strategy.POOL, Targets.of("x").build(), Targets.of("y").build()), b);
        assertThat(names(plan(route))).containsExactly("x", "y", "behind");
        assertThat(names(plan(route))).containsExactly("y", "x", "behind");
        assertThat(plan(route).candidates().getFirst().reason()).isEqualTo("priority 0, pool east: in its turn");
    }

    @Test
    void usesAPoolWhileOneOfItsMembersIsHealthy() {
        fails("x", 2);
        Target b = Targets.of("behind").priority(1).build();
        Offer.Routed route = withPool(
                pool(Strategy.POOL, Targets.of("x").build(), Targets.of("y").build()), b);
        assertThat(names(plan(route))).containsExactly("y", "behind", "x");
        fails("y", 2);
        assertThat(names(plan(route)).getFirst()).isEqualTo("behind");
    }

    @Test
    void putsTheUnhealthyLast() {
        fails("a", 2);
        Plan plan =
                plan(route(Targets.of("a").build(), Targets.of("b").priority(1).build()));
        assertThat(names(plan)).containsExactly("b", "a");
        assertThat(plan.candidates().getLast().reason()).contains("last resort").contains("2 of 2");
        assertThat(plan.candidates()).extracting(Candidate::health).containsExactly("healthy", "unhealthy");
    }

    @Test
    void usesTheUnhealthyWhenThereIsNobodyElse() {
        fails("a", 5);
        fails("b", 5);
        Plan plan =
                plan(route(Targets.of("a").build(), Targets.of("b").priority(1).build()));
        assertThat(names(plan)).containsExactly("a", "b");
    }

    @Test
    void givesFailedTrafficOnlyToThoseThatTakeIt() {
        Plan plan = plan(route(
                Targets.of("a").build(),
                Targets.of("b").priority(1).notForFallback().build(),
                Targets.of("c").priority(2).build()));
        assertThat(names(plan)).containsExactly("a", "c");
        assertThat(plan.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.target().name()).isEqualTo("b");
            assertThat(skipped.reason()).contains("takes no traffic");
            assertThat(skipped.kind()).isEqualTo(Skipped.Kind.NO_FALLBACK);
        });
    }

    @Test
    void letsATargetThatTakesNoFailedTrafficBeTheFirst() {
        fails("a", 2);
        Plan plan = plan(route(
                Targets.of("a").build(),
                Targets.of("b").priority(1).notForFallback().build()));
        assertThat(names(plan)).containsExactly("b", "a");
    }

    @Test
    void bypassesRoutesForAModelThatIsNamed() {
        fails("a", 9);
        Plan plan = plan(new Offer.Direct("a", Targets.of("a").build()));
        assertThat(names(plan)).containsExactly("a");
        assertThat(plan.candidates().getFirst().reason()).isEqualTo("named by the caller");
    }
}
