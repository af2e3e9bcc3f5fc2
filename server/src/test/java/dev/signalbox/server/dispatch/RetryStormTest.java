package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.wire.model.WireError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** All targets fail for a minute, in virtual time: what they have to bear by retries. */
class RetryStormTest {
    private static final RetrySettings RETRY =
            new RetrySettings(2, Duration.ofMillis(100), Set.of(429, 500, 503), true);
    private static final Duration LENGTH = Duration.ofMinutes(1);
    private static final AttemptFailure BROKEN = new AttemptFailure(
            AttemptFailure.Kind.STATUS,
            503,
            AttemptFailure.ANSWERED + 503,
            WireError.gateway(WireError.Kind.UNAVAILABLE, "code", "message"),
            "detail",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final VirtualTime time = new VirtualTime();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final List<Candidate> plan = List.of(candidate("a"), candidate("b"));
    private int suppressed;
    private final Health health = new Health(time::now, new HealthObserver() {
        @Override
        public void retrySuppressed(String target) {
            suppressed++;
        }
    });

    private static Candidate candidate(String name) {
        return new Candidate(Targets.of(name).retry(RETRY).build(), "simulated");
    }

    private void storm(int perSecond) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < LENGTH.toSeconds() * perSecond; i++) {
            SplittableRandom own = random.split();
            time.at(Duration.ofNanos(own.nextLong(LENGTH.toNanos())), () -> request(own));
        }
        assertThat(time.run()).isEmpty();
    }

    private void request(SplittableRandom random) {
        Attempts.Surroundings surroundings =
                new Attempts.Surroundings(health, (pause, _) -> time.sleep(pause), random, time::now);
        SimulatedAttempts failing = new SimulatedAttempts(time, (candidate, _) -> {
            attempts.merge(candidate.target().name(), 1, Integer::sum);
            return new SimulatedAttempts.Fate(Duration.ofMillis(random.nextLong(20, 200)), Optional.of(BROKEN));
        });
        Attempts loop = new Attempts(failing, surroundings, HangUp.never(), time.now() + LENGTH.toNanos());
        assertThatThrownBy(() -> loop.run(plan))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.ProviderFailed.class));
    }

    @Test
    void aStormAddsATenthToWhatATargetBears() {
        int perSecond = 250;
        storm(perSecond);

        double requests = LENGTH.toSeconds() * (double) perSecond;
        assertThat(attempts.getOrDefault("a", 0) / requests).isBetween(1.05, 1.11);
        assertThat(attempts.getOrDefault("b", 0) / requests).isBetween(1.05, 1.11);
        assertThat(suppressed).isPositive();
    }

    @Test
    void aFewRequestsHaveAllTheirAttempts() {
        storm(3);

        assertThat(attempts).containsEntry("a", 3 * 3 * 60).containsEntry("b", 3 * 3 * 60);
        assertThat(suppressed).isZero();
    }
}
