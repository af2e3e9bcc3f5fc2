package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers that keep their target for an epoch. */
class EpochsTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private final Health health = new Health(() -> 0);
    private final Speeds speeds = new Speeds(() -> 0);
    private final Routing routing =
            new Routing(new Routing.Services(health, speeds, new SplittableRandom(3), () -> 0, (_, _) -> {}));
    private final Offer.Routed route = Offer.Routed.of(
            RouteSettings.builder(
                            "route",
                            Strategy.LATENCY,
                            Stream.of("fast", "slow", "other")
                                    .map(TargetSettings::of)
                                    .toList())
                    .mode(Optional.of(RouteMode.EPOCH_STICKY))
                    .build(),
            Stream.of("fast", "slow", "other")
                    .map(name -> Targets.of(name).build())
                    .toList());

    @BeforeEach
    void someAnswers() {
        first("watched from the first request on", EPOCH.minusSeconds(601));
        answers("fast", 10);
        answers("slow", 40);
        answers("other", 20);
    }

    private void answers(String target, int millisPerToken) {
        for (int i = 0; i < 100; i++) {
            speeds.answered(target, Duration.ofMillis(millisPerToken));
        }
    }

    private List<String> plan(String caller, Instant at) {
        Caller who = new Caller(caller, Optional.empty(), Optional.empty(), Optional.empty());
        return routing.plan(Requests.at(at), who, route).candidates().stream()
                .map(candidate -> candidate.target())
                .map(Target::name)
                .toList();
    }

    private String first(String caller, Instant at) {
        return plan(caller, at).getFirst();
    }

    @Test
    void aCallerKeepsItsTargetForAnEpoch() {
        for (int caller = 0; caller < 50; caller++) {
            String name = "caller-" + caller;
            String target = first(name, EPOCH);
            assertThat(first(name, EPOCH.plusSeconds(300))).isEqualTo(target);
            assertThat(first(name, EPOCH.plusSeconds(599))).isEqualTo(target);
        }
    }

    @Test
    void whatIsMeasuredInAnEpochHoldsFromTheNextOneOn() {
        Map<String, String> before = new HashMap<>();
        for (int caller = 0; caller < 200; caller++) {
            before.put("caller-" + caller, first("caller-" + caller, EPOCH));
        }
        answers("fast", 1_000);
        before.forEach((caller, target) ->
                assertThat(first(caller, EPOCH.plusSeconds(1))).isEqualTo(target));
        long onFast = before.keySet().stream()
                .filter(caller -> first(caller, EPOCH.plusSeconds(600)).equals("fast"))
                .count();
        assertThat(onFast).as("of 200 callers on a target of 1 s a token").isLessThan(15);
    }

    @Test
    void fasterTargetsGetMoreCallers() {
        Map<String, Integer> callers = new HashMap<>();
        for (int caller = 0; caller < 7_000; caller++) {
            callers.merge(first("caller-" + caller, EPOCH), 1, Integer::sum);
        }
        assertThat(callers.get("fast")).isCloseTo(4_000, within(200));
        assertThat(callers.get("other")).isCloseTo(2_000, within(200));
        assertThat(callers.get("slow")).isCloseTo(1_000, within(200));
    }

    @Test
    void onlyTheCallersOfAFailingTargetMove() {
        Map<String, List<String>> before = new HashMap<>();
        for (int caller = 0; caller < 300; caller++) {
            before.put("caller-" + caller, plan("caller-" + caller, EPOCH));
        }
        health.failed("other");
        health.failed("other");
        before.forEach((caller, order) -> assertThat(first(caller, EPOCH))
                .isEqualTo(order.getFirst().equals("other") ? order.get(1) : order.getFirst()));
    }
}
