package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.dispatch.RetryPolicy.Decision;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.wire.model.WireError;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofMillis(100);

    private final Target target = Targets.of("a").build();

    private static AttemptFailure failure(AttemptFailure.Kind kind, int status, Duration retryAfter) {
        return new AttemptFailure(
                kind,
                status,
                "word",
                WireError.gateway(WireError.Kind.BAD_GATEWAY, "code", "message"),
                "detail",
                Optional.ofNullable(retryAfter),
                Optional.empty(),
                Optional.empty());
    }

    private static AttemptFailure status(int status) {
        return failure(AttemptFailure.Kind.STATUS, status, null);
    }

    private Decision decide(AttemptFailure failure, int retries, boolean others) {
        return RetryPolicy.decide(failure, target, retries, others, WINDOW);
    }

    @Test
    void triesTheSameTargetAgainBeforeTheNext() {
        assertThat(decide(status(503), 0, true)).isEqualTo(new Decision.Again(DELAY));
        assertThat(decide(status(503), 1, true)).isEqualTo(new Decision.Again(DELAY));
        assertThat(decide(status(503), 2, true)).isEqualTo(new Decision.Next());
        assertThat(decide(status(503), 2, false)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void goesToTheNextTargetAtOnceWhenAskedToComeBackLater() {
        AttemptFailure later = failure(AttemptFailure.Kind.STATUS, 429, Duration.ofSeconds(2));
        assertThat(decide(later, 0, true)).isEqualTo(new Decision.Next());
        assertThat(decide(later, 0, false)).isEqualTo(new Decision.Again(Duration.ofSeconds(2)));
    }

    @Test
    void doesNotWaitLongerThanTheWindow() {
        AttemptFailure later = failure(AttemptFailure.Kind.STATUS, 429, Duration.ofSeconds(60));
        assertThat(decide(later, 0, false)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void tellsTheCallerWhatNobodyElseCouldDoBetter() {
        assertThat(decide(status(400), 0, true)).isEqualTo(new Decision.GiveUp());
        assertThat(decide(status(422), 0, true)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void fallsBackWithoutRetryWhereOnlyTheCredentialIsBad() {
        assertThat(decide(status(401), 0, true)).isEqualTo(new Decision.Next());
        assertThat(decide(status(401), 0, false)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void leavesATargetThatLetTimePassWhenThereIsAnother() {
        AttemptFailure slow = failure(AttemptFailure.Kind.TIMEOUT, 408, null);
        assertThat(decide(slow, 0, true)).isEqualTo(new Decision.Next());
        assertThat(decide(slow, 0, false)).isEqualTo(new Decision.Again(DELAY));
    }

    @Test
    void triesBrokenConnectionsWhateverStatusesAreListed() {
        AttemptFailure cut = failure(AttemptFailure.Kind.TRANSPORT, 502, null);
        Target strict = Targets.of("b")
                .retry(new RetrySettings(1, DELAY, Set.of(), true))
                .fallbackOn()
                .build();
        assertThat(RetryPolicy.decide(cut, strict, 0, true, WINDOW)).isEqualTo(new Decision.Again(DELAY));
        assertThat(RetryPolicy.decide(cut, strict, 1, true, WINDOW)).isEqualTo(new Decision.Next());
    }

    @Test
    void doesNotTryBrokenConnectionsAgainWhereThatIsSwitchedOff() {
        AttemptFailure cut = failure(AttemptFailure.Kind.TRANSPORT, 502, null);
        Target off = Targets.of("b")
                .retry(new RetrySettings(2, DELAY, Set.of(429), false))
                .build();
        assertThat(RetryPolicy.decide(cut, off, 0, true, WINDOW)).isEqualTo(new Decision.Next());
        assertThat(RetryPolicy.decide(cut, off, 0, false, WINDOW)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void growsThePausesUpToTheLongestWhereItIsToldTo() {
        RetrySettings growing = new RetrySettings(
                9, DELAY, Set.of(503), true, Backoff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofSeconds(15));
        Target patient = Targets.of("b").retry(growing).build();
        long[] most = {100, 200, 400, 800, 1000, 1000};
        for (int retries = 0; retries < most.length; retries++) {
            assertThat(RetryPolicy.decide(status(503), patient, retries, false, WINDOW))
                    .isEqualTo(new Decision.Again(Duration.ofMillis(most[retries]), true));
        }
        AttemptFailure later = failure(AttemptFailure.Kind.STATUS, 503, Duration.ofSeconds(3));
        assertThat(RetryPolicy.decide(later, patient, 0, false, WINDOW))
                .as("a named time is kept whole")
                .isEqualTo(new Decision.Again(Duration.ofSeconds(3)));
    }

    @Test
    void takesARetiredModelForAnAbsentOne() {
        assertThat(decide(status(410), 0, true)).isEqualTo(new Decision.Next());
        assertThat(decide(status(404), 0, true)).isEqualTo(new Decision.Next());
    }

    @Test
    void usesTheStatusesOfTheTarget() {
        Target own = Targets.of("b")
                .retry(new RetrySettings(0, DELAY, Set.of(), true))
                .fallbackOn(400)
                .build();
        assertThat(RetryPolicy.decide(status(400), own, 0, true, WINDOW)).isEqualTo(new Decision.Next());
        assertThat(RetryPolicy.decide(status(503), own, 0, true, WINDOW)).isEqualTo(new Decision.GiveUp());
    }
}
