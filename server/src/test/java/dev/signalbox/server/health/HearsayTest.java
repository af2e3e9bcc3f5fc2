package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.LastResort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the word of a peer does to a target, and what it never does. */
class HearsayTest {
    private static final BreakerSettings RULES = Rules.of(Rules.serverErrors(3));
    private static final BreakerSettings NEVER = Rules.of(Rules.with(Rules.serverErrors(3), LastResort.NEVER, true));
    private static final BreakerSettings NONE = BreakerSettings.none();
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong(7_000_000_000L);
    private final List<String> told = new ArrayList<>();
    private final Health health = new Health(now::get, new HealthObserver() {
        @Override
        public void tripped(String target, String rule, Duration time) {
            told.add(target + " out by " + rule);
        }

        @Override
        public void reset(String target) {
            told.add(target + " back");
        }

        @Override
        public void setBack(String target, Duration time) {
            told.add(target + " set back for " + time.toSeconds());
        }
    });

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Standing standing() {
        return health.of("a").standing();
    }

    private Heeded trip() {
        return health.heardTrip("a", RULES, "errors", HALF_MINUTE);
    }

    private Pass enter(boolean nothingElse) {
        return health.enter("a", RULES, nothingElse).orElseThrow();
    }

    private void fail(Pass pass, int times) {
        for (int i = 0; i < times; i++) {
            pass.failed(Fault.status(500));
        }
    }

    @Test
    void takesATargetOutForItsTimeAndTellsNobody() {
        assertThat(trip()).isEqualTo(Heeded.HEEDED);
        assertThat(standing()).isEqualTo(Standing.OPEN);
        assertThat(health.standing("a")).isEqualTo(Standing.OPEN);
        assertThat(health.of("a").words()).isEqualTo("taken out by the rule errors of a peer for another 30 s");
        assertThat(health.enter("a", RULES, false)).isEmpty();
        pass(HALF_MINUTE);
        assertThat(standing()).isEqualTo(Standing.HALF_OPEN);
        try (Pass probe = enter(false)) {
            assertThat(probe.probes()).as("each gateway probes by itself").isTrue();
            assertThat(health.enter("a", RULES, false)).as("a second probe").isEmpty();
            probe.succeeded();
        }
        assertThat(standing()).isEqualTo(Standing.HEALTHY);
        assertThat(told).as("what others told is not told again").isEmpty();
    }

    @Test
    void neverKeepsAwayARequestThatHasNowhereElseToGo() {
        assertThat(health.heardTrip("a", NEVER, "errors", HALF_MINUTE)).isEqualTo(Heeded.HEEDED);
        assertThat(health.of("a").barred()).isFalse();
        assertThat(health.enter("a", NEVER, false)).isEmpty();
        try (Pass last = health.enter("a", NEVER, true).orElseThrow()) {
            assertThat(last.probes()).isTrue();
            assertThat(health.enter("a", NEVER, true))
                    .as("another one beside it")
                    .isPresent();
            last.succeeded();
        }
        assertThat(standing())
                .as("what this gateway sees goes before what it hears")
                .isEqualTo(Standing.HEALTHY);
    }

    @Test
    void givesWayToOwnKnowledge() {
        fail(enter(false), 3);
        assertThat(trip()).isEqualTo(Heeded.KNOWN);
        assertThat(health.heardReset("a", RULES, Duration.ZERO))
                .as("its own trip")
                .isEqualTo(Heeded.KNOWN);
        assertThat(health.of("a").left()).isEqualTo(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(trip()).as("while a probe is awaited").isEqualTo(Heeded.KNOWN);
        assertThat(told).containsExactly("a out by errors");
    }

    @Test
    void becomesOwnKnowledgeByAFailedProbe() {
        trip();
        pass(HALF_MINUTE);
        try (Pass probe = enter(false)) {
            fail(probe, 1);
        }
        assertThat(told).containsExactly("a out by errors");
        assertThat(health.of("a").words()).contains("rule errors for another 60 s");
    }

    @Test
    void isDoubtedForATimeWhenTheTargetDidWellHere() {
        trip();
        pass(HALF_MINUTE);
        enter(false).succeeded();
        assertThat(trip()).isEqualTo(Heeded.DOUBTED);
        pass(Duration.ofMinutes(4));
        assertThat(trip()).isEqualTo(Heeded.DOUBTED);
        pass(Duration.ofMinutes(1));
        assertThat(trip()).isEqualTo(Heeded.HEEDED);
    }

    @Test
    void isBelievedAgainAfterAFailureOfOnesOwn() {
        trip();
        pass(HALF_MINUTE);
        try (Pass probe = enter(false)) {
            fail(probe, 1);
        }
        pass(Duration.ofMinutes(1));
        enter(false).succeeded();
        assertThat(standing()).isEqualTo(Standing.HEALTHY);
        assertThat(trip()).isEqualTo(Heeded.HEEDED);
    }

    @Test
    void letsOneProbeSoonerWhenThePeerFoundItWell() {
        trip();
        assertThat(health.heardReset("a", RULES, Duration.ofSeconds(1))).isEqualTo(Heeded.HEEDED);
        assertThat(standing()).isEqualTo(Standing.OPEN);
        pass(Duration.ofSeconds(1));
        assertThat(standing()).isEqualTo(Standing.HALF_OPEN);
        assertThat(health.heardReset("b", RULES, Duration.ofSeconds(1))).isEqualTo(Heeded.KNOWN);
    }

    @Test
    void meansNothingWhereTheRulesDiffer() {
        assertThat(health.heardTrip("a", RULES, "other", HALF_MINUTE)).isEqualTo(Heeded.FOREIGN);
        assertThat(health.heardTrip("b", NONE, "errors", HALF_MINUTE)).isEqualTo(Heeded.FOREIGN);
        assertThat(health.heardSetBack("a", RULES, HALF_MINUTE)).isEqualTo(Heeded.FOREIGN);
        assertThat(standing()).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void setsATargetWithoutRulesBackForNoLongerThanItsOwnFailuresWould() {
        assertThat(health.heardSetBack("a", NONE, Duration.ofHours(1))).isEqualTo(Heeded.HEEDED);
        assertThat(standing()).isEqualTo(Standing.UNHEALTHY);
        assertThat(health.standing("a")).isEqualTo(Standing.UNHEALTHY);
        assertThat(health.of("a").words()).isEqualTo("the last attempts of a peer failed");
        assertThat(health.enter("a", NONE, false)).as("demoted, not held back").isPresent();
        assertThat(health.heardSetBack("a", NONE, HALF_MINUTE))
                .as("before anybody could see")
                .isEqualTo(Heeded.DOUBTED);
        pass(Health.SET_BACK);
        assertThat(standing()).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void anAttemptThatBeganBeforeSaysNothingAgainstIt() {
        Pass early = health.enter("a", NONE, false).orElseThrow();
        pass(Duration.ofMillis(1));
        health.heardSetBack("a", NONE, HALF_MINUTE);
        early.succeeded();
        assertThat(standing()).isEqualTo(Standing.UNHEALTHY);
        pass(Duration.ofMillis(1));
        health.enter("a", NONE, true).orElseThrow().succeeded();
        assertThat(standing()).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void tellsOnceThatATargetIsSetBack() {
        Pass pass = health.enter("a", NONE, false).orElseThrow();
        fail(pass, 5);
        fail(enter(false), 0);
        assertThat(told).containsExactly("a set back for 20");
    }
}
