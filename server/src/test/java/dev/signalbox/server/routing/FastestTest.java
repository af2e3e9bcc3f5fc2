package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Score;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FastestTest {
    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(now::get);
    private final Speeds speeds = new Speeds(now::get);
    private final Routing routing =
            new Routing(new Routing.Services(health, speeds, new SplittableRandom(3), () -> 0, (_, _) -> {}));
    private final Offer.Routed route = Offer.Routed.of(
            RouteSettings.of(
                    "route",
                    Strategy.LATENCY,
                    List.of(TargetSettings.of("a"), TargetSettings.of("b"), TargetSettings.of("c"))),
            List.of(target("a"), target("b"), target("c")));

    private static Target target(String name) {
        return Targets.of(name).build();
    }

    @BeforeEach
    void oneRequestBeginsTheMeasuring() {
        plan();
    }

    private List<String> plan() {
        return routing.plan(Requests.plain(), Requests.CALLER, route).candidates().stream()
                .map(candidate -> candidate.target().name())
                .toList();
    }

    private void answers(String target, int millisPerToken) {
        for (int i = 0; i < 3; i++) {
            speeds.answered(target, Duration.ofMillis(millisPerToken));
        }
    }

    private Map<String, Integer> firsts() {
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            firsts.merge(plan().getFirst(), 1, Integer::sum);
        }
        return firsts;
    }

    @Test
    void prefersTheFastestAndLinesUpTheOthers() {
        answers("a", 50);
        answers("b", 20);
        answers("c", 30);
        assertThat(plan()).containsExactly("b", "c", "a");
        assertThat(routing.plan(Requests.plain(), Requests.CALLER, route).candidates())
                .extracting(Candidate::score)
                .containsExactly(
                        Optional.of(new Score(20, "ms_per_output_token")),
                        Optional.of(new Score(30, "ms_per_output_token")),
                        Optional.of(new Score(50, "ms_per_output_token")));
    }

    @Test
    void sharesEvenlyAmongThoseWithinAFifthOfTheBest() {
        answers("a", 24);
        answers("b", 20);
        answers("c", 25);
        Map<String, Integer> firsts = firsts();
        assertThat(firsts).containsOnlyKeys("a", "b");
        assertThat(firsts.get("a")).isCloseTo(1_500, within(120));
    }

    @Test
    void triesWhoIsUnknown() {
        answers("a", 20);
        answers("b", 90);
        speeds.answered("c", Duration.ofMillis(500));
        Map<String, Integer> firsts = firsts();
        assertThat(firsts).containsOnlyKeys("a", "c");
        assertThat(firsts.get("c")).isCloseTo(1_500, within(120));
    }

    @Test
    void triesTheSlowAgainWhenItsAnswersAreOld() {
        answers("b", 90);
        answers("c", 90);
        now.addAndGet(Duration.ofMinutes(15).toNanos());
        answers("a", 20);
        assertThat(firsts()).containsOnlyKeys("a");
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(firsts()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void leavesOutTheUnhealthyHoweverFast() {
        answers("a", 20);
        answers("b", 60);
        answers("c", 40);
        health.failed("a");
        health.failed("a");
        assertThat(plan()).containsExactly("c", "b", "a");
    }
}
