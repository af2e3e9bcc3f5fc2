package dev.signalbox.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.BreakerRule;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.LastResort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
    private static final BreakerSettings TWO_RULES = Rules.of(Rules.exhausted(), Rules.serverErrors(3));

    private final AtomicLong now = new AtomicLong(7_000_000_000L);
    private final List<String> events = new ArrayList<>();
    private final Health health = new Health(now::get, new HealthObserver() {
        @Override
        public void tripped(String target, String rule, Duration time) {
            events.add(target + " out by " + rule + " for " + time.toSeconds());
        }

        @Override
        public void reset(String target) {
            events.add(target + " back");
        }
    });

    private Optional<Pass> earlier = Optional.empty();

    /**
     * A history in words, each one step: {@code ok}, {@code 500}, {@code 429@30} (with Retry-After), {@code 429~30} (a
     * hint), an error's word, {@code probe=ok}, {@code probe=500}, {@code probe=left}, {@code +60} (seconds pass).
     */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "500 500,                            HEALTHY",
        "500 500 500,                        OPEN",
        "500 500 +61 500,                    HEALTHY",
        "500 timeout cut,                    OPEN",
        "500 ok 500 ok ok ok ok 503,         OPEN",
        "400 400 400 404,                    HEALTHY",
        "429,                                OPEN",
        "429 +59,                            OPEN",
        "429 +60,                            HALF_OPEN",
        "429@90 +60,                         BARRED",
        "429@90 +90,                         HALF_OPEN",
        "429@5 +5,                           HALF_OPEN",
        "429~20 +19,                         OPEN",
        "429~20 +20,                         HALF_OPEN",
        "429@999999 +86399,                  BARRED",
        "429@999999 +86400,                  HALF_OPEN",
        "429 429@90 +60,                     BARRED",
        "429@90 429@30 +60,                  BARRED",
        "429 500@90 +60,                     BARRED",
        "429 500 500 500 +60,                HALF_OPEN",
        "429 +60 probe=ok,                   HEALTHY",
        "429 +60 probe=500,                  OPEN",
        "429 +60 probe=500 +60,              HALF_OPEN",
        "429 +60 probe=500 +60 probe=ok,     HEALTHY",
        "429 +60 probe=429@90 +60,           BARRED",
        "429 +60 probe=left,                 HALF_OPEN",
        "429 +60 probe=400,                  HALF_OPEN",
        "429 +60 ok ok,                      HALF_OPEN",
        "429 +60 500 500 500,                HALF_OPEN",
        "500 500 500 +60 probe=ok 500 500,   HEALTHY",
        "500 500 500 +60 probe=ok 500 500 500, OPEN"
    })
    void goesThroughItsPhases(String history, Standing expected) {
        for (String step : history.split(" ")) {
            take(step);
        }
        assertThat(health.of("a").standing()).as(history).isEqualTo(expected);
    }

    private void take(String step) {
        if (step.startsWith("+")) {
            now.addAndGet(Duration.ofSeconds(Long.parseLong(step.substring(1))).toNanos());
        } else if (step.startsWith("probe=")) {
            probe(step.substring("probe=".length()));
        } else {
            tell(early(), step);
        }
    }

    /** The pass of a request that was sent while the target was still trusted. */
    private Pass early() {
        if (earlier.isEmpty()) {
            earlier = health.enter("a", TWO_RULES, true);
        }
        return earlier.orElseThrow();
    }

    private void probe(String result) {
        Pass probe = health.enter("a", TWO_RULES, false).orElseThrow();
        assertThat(probe.probes()).isTrue();
        assertThat(health.enter("a", TWO_RULES, false)).as("a second probe").isEmpty();
        if (!result.equals("left")) {
            tell(probe, result);
        }
        probe.close();
    }

    private static void tell(Pass pass, String result) {
        if (result.equals("ok")) {
            pass.succeeded();
        } else {
            pass.failed(fault(result));
        }
    }

    private static Fault fault(String words) {
        String[] parts = words.split("[@~]");
        if (!Character.isDigit(words.charAt(0))) {
            return Fault.error(BreakerError.valueOf(words.toUpperCase(Locale.ROOT)));
        }
        int status = Integer.parseInt(parts[0]);
        Optional<Duration> time =
                parts.length < 2 ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(parts[1])));
        boolean told = words.contains("@");
        return new Fault(
                OptionalInt.of(status),
                Optional.empty(),
                status >= 429,
                told ? time : Optional.empty(),
                told ? Optional.empty() : time);
    }

    @Test
    void tellsOfTripsAndOfTheReturn() {
        take("429@30");
        take("+30");
        probe("500");
        take("+60");
        probe("ok");
        assertThat(events).containsExactly("a out by exhausted for 30", "a out by errors for 60", "a back");
    }

    @Test
    void tripsByAPercentageOnlyWithEnoughAttempts() {
        BreakerSettings half = Rules.of(Rules.percentage("half", 50));
        Pass pass = health.enter("a", half, false).orElseThrow();
        for (int i = 0; i < 9; i++) {
            pass.failed(Fault.status(500));
        }
        assertThat(health.of("a").standing()).as("9 attempts").isEqualTo(Standing.HEALTHY);
        pass.succeeded();
        assertThat(health.of("a").standing()).as("a success trips nothing").isEqualTo(Standing.HEALTHY);
        pass.failed(Fault.status(500));
        assertThat(health.of("a").standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void staysClosedBelowThePercentage() {
        BreakerSettings half = Rules.of(Rules.percentage("half", 50));
        Pass pass = health.enter("a", half, false).orElseThrow();
        for (int i = 0; i < 100; i++) {
            pass.succeeded();
            pass.succeeded();
            pass.failed(Fault.status(503));
        }
        assertThat(health.of("a").standing()).isEqualTo(Standing.HEALTHY);
    }

    @ParameterizedTest(name = "{0}: told {1}, not told {2}")
    @CsvSource({"ALWAYS,true,true", "WITHOUT_RETRY_AFTER,false,true", "NEVER,false,false"})
    void isALastResortAsTheRuleSays(LastResort lastResort, boolean told, boolean untold) {
        BreakerSettings rules = Rules.of(Rules.with(Rules.exhausted(), lastResort, true));
        health.enter("told", rules, false)
                .orElseThrow()
                .failed(Fault.status(429).after(Duration.ofSeconds(9)));
        health.enter("untold", rules, false).orElseThrow().failed(Fault.status(429));
        assertThat(health.enter("told", rules, false)).isEmpty();
        assertThat(health.enter("untold", rules, false)).isEmpty();
        assertThat(health.enter("told", rules, true).isPresent()).isEqualTo(told);
        assertThat(health.enter("untold", rules, true).isPresent()).isEqualTo(untold);
        assertThat(health.of("told").barred()).isEqualTo(!told);
        assertThat(health.of("untold").barred()).isEqualTo(!untold);
    }

    @Test
    void keepsToItsOwnTimeWhereTheRuleDoesNotTakeTheTargets() {
        BreakerSettings deaf = Rules.of(Rules.with(Rules.exhausted(), LastResort.WITHOUT_RETRY_AFTER, false));
        health.enter("a", deaf, false).orElseThrow().failed(Fault.status(429).after(Duration.ofMinutes(5)));
        assertThat(health.of("a").standing()).isEqualTo(Standing.OPEN);
        assertThat(health.of("a").left()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void takesNewRulesWithoutForgettingThatATargetIsOut() {
        take("429@600");
        assertThat(health.enter("a", Rules.of(Rules.serverErrors(9)), false)).isEmpty();
        assertThat(health.enter("a", BreakerSettings.none(), false)).isPresent();
        assertThat(health.of("a").standing()).isEqualTo(Standing.HEALTHY);
    }

    @Test
    void isJudgedByItsRulesAlone() {
        take("500");
        take("500");
        assertThat(health.of("a").unhealthy()).isFalse();
        Pass unruled = health.enter("c", BreakerSettings.none(), false).orElseThrow();
        unruled.failed(Fault.status(500));
        unruled.failed(Fault.status(500));
        assertThat(health.of("c").standing()).isEqualTo(Standing.UNHEALTHY);
        assertThat(health.enter("c", BreakerSettings.none(), false))
                .as("demoted, not held back")
                .isPresent();
    }

    @Test
    void staysOutForTheLongestOfTheRulesThatTrip() {
        BreakerRule brief = Rules.exhausted();
        BreakerRule both = Rules.percentage("share", 1);
        BreakerRule early = new BreakerRule(
                "long",
                both.count(),
                both.percentage(),
                1,
                both.interval(),
                both.statuses(),
                both.errors(),
                Duration.ofMinutes(7),
                true,
                both.lastResort());
        health.enter("a", Rules.of(brief, early), false).orElseThrow().failed(Fault.status(429));
        assertThat(health.of("a").rule()).contains("long");
    }
}
