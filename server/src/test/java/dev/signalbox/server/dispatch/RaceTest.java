package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.http.HangUp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RaceTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Caller caller = new Caller();
    private final Race race = new Race(caller, made);

    /** A caller that leaves when it is told to. */
    private static final class Caller implements HangUp {
        private final List<Runnable> actions = new ArrayList<>();
        private boolean gone;

        @Override
        public boolean happened() {
            return gone;
        }

        @Override
        public Registration onHangUp(Runnable action) {
            actions.add(action);
            return () -> actions.remove(action);
        }

        void leave() {
            gone = true;
            List.copyOf(actions).forEach(Runnable::run);
        }
    }

    @Test
    void onlyOneWinsAndTheOtherIsGivenUp() {
        List<String> told = new ArrayList<>();
        race.first().hangUp().onHangUp(() -> told.add("first"));
        race.second().hangUp().onHangUp(() -> told.add("second"));
        assertThat(race.first().begin()).hasValue(1);
        assertThat(race.second().begin()).hasValue(2);

        assertThat(race.second().win()).isTrue();
        assertThat(race.first().win()).isFalse();

        assertThat(told).containsExactly("first");
        assertThat(race.first().lost()).isTrue();
        assertThat(race.second().lost()).isFalse();
        assertThat(race.second().hangUp().happened()).isFalse();
    }

    @Test
    void nothingBeginsAfterTheDecision() {
        assertThat(race.first().begin()).hasValue(1);
        assertThat(race.first().win()).isTrue();

        assertThat(race.second().begin()).isEmpty();
        race.start(() -> {
            throw new AssertionError("must not start");
        });

        assertThat(race.awaitSecond()).isNull();
        assertThat(made).hasValue(1);
    }

    @Test
    void theCallerIsHeardInBothLanesUntilTheEnd() {
        List<String> told = new ArrayList<>();
        race.first().hangUp().onHangUp(() -> told.add("first"));
        HangUp.Registration second = race.second().hangUp().onHangUp(() -> told.add("second"));
        assertThat(race.first().win()).isTrue();
        second.cancel();

        caller.leave();

        assertThat(told).containsExactly("second", "first");
        assertThat(race.first().lost()).isFalse();
        assertThat(race.first().hangUp().happened()).isTrue();
    }

    @Test
    void theEndOfTheSecondIsWaitedFor() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        race.second().hangUp().onHangUp(givenUp::countDown);
        race.start(() -> {
            runs.countDown();
            try {
                givenUp.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ended.incrementAndGet();
            throw new IllegalStateException("what it throws is nobody's concern");
        });
        runs.await();

        race.endSecond();

        assertThat(ended).hasValue(1);
    }
}
