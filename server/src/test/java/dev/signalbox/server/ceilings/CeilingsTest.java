package dev.signalbox.server.ceilings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CeilingsTest {
    private static final long NEVER = Duration.ofDays(1).toNanos();

    private final AtomicLong now = new AtomicLong(Duration.ofSeconds(1).toNanos());
    private final Ceilings ceilings = new Ceilings(now::get, CeilingObserver.NONE);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Place enter(Target target, long tokens) {
        return switch (ceilings.enter(target, tokens, false)) {
            case Entry.Entered(Place place) -> place;
            case Entry.Full(Saturation why) -> throw new AssertionError("full: " + why);
        };
    }

    private Saturation refused(Target target, long tokens) {
        return switch (ceilings.enter(target, tokens, false)) {
            case Entry.Entered _ -> throw new AssertionError("entered");
            case Entry.Full(Saturation why) -> why;
        };
    }

    private static CeilingSettings limits(int concurrency, int requests, long tokens) {
        return new CeilingSettings(
                Optional.of(concurrency).filter(n -> n > 0),
                Optional.of(requests).filter(n -> n > 0),
                Optional.of(tokens).filter(n -> n > 0),
                Optional.empty(),
                true);
    }

    private static CeilingSettings waiting(int concurrency, int requests, int most, Duration patience) {
        return new CeilingSettings(
                Optional.of(concurrency).filter(n -> n > 0),
                Optional.of(requests).filter(n -> n > 0),
                Optional.empty(),
                Optional.of(new QueueSettings(most, patience)),
                true);
    }

    @Test
    void givesAsManyPlacesAsThereAreAndEachOnce() {
        Target target = Targets.of("m").limits(limits(2, 0, 0)).build();
        Place first = enter(target, 1);
        enter(target, 1);
        Saturation why = refused(target, 1);
        assertThat(why.limit()).isEqualTo(Limit.CONCURRENCY);
        assertThat(why.words()).isEqualTo("model m takes 2 requests at once, and has them");
        first.close();
        first.close();
        assertThat(ceilings.inFlight("m")).isEqualTo(1);
        enter(target, 1);
        refused(target, 1);
    }

    @Test
    void takesNoMoreRequestsInAnyMinuteThanItMay() {
        Target target = Targets.of("m").limits(limits(0, 3, 0)).build();
        SplittableRandom random = new SplittableRandom(7);
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            pass(Duration.ofMillis(random.nextLong(1_500)));
            if (ceilings.enter(target, 1, false) instanceof Entry.Entered(Place place)) {
                place.close();
                sent.add(now.get());
            }
        }
        assertThat(sent.size()).isBetween(60, 80); // 25 minutes
        for (int i = 3; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - 3))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void saysWhenAMinuteHasRoomAgain() {
        Target target = Targets.of("m").limits(limits(0, 2, 0)).build();
        enter(target, 1).close();
        pass(Duration.ofSeconds(20));
        enter(target, 1).close();
        Saturation why = refused(target, 1);
        assertThat(why.rate()).isTrue();
        assertThat(why.left()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(42));
        pass(why.left());
        enter(target, 1);
    }

    @Test
    void countsTokensByEstimateUntilTheAnswerTellsThem() {
        Target target = Targets.of("m").limits(limits(0, 0, 1_000)).build();
        Place large = enter(target, 900);
        assertThat(refused(target, 200).limit()).isEqualTo(Limit.TOKENS);
        large.used(300);
        large.close();
        Place small = enter(target, 200);
        small.used(700);
        small.close();
        assertThat(refused(target, 1).words()).contains("model m takes 1000 tokens a minute");
        pass(Duration.ofSeconds(61));
        enter(target, 1_000);
    }

    @Test
    void letsARequestPassThatIsLargerThanTheLimitWhenNothingElseWasThere() {
        Target target = Targets.of("m").limits(limits(0, 0, 1_000)).build();
        enter(target, 5_000).close();
        refused(target, 1);
    }

    @Test
    void aProviderLimitHoldsForItsModelsTogether() {
        Target one = Targets.of("one").providerLimits(limits(2, 0, 0)).build();
        Target other = Targets.of("other").providerLimits(limits(2, 0, 0)).build();
        Place place = enter(one, 1);
        enter(other, 1);
        assertThat(refused(one, 1).words()).startsWith("provider provider takes 2");
        place.close();
        enter(other, 1);
        assertThat(ceilings.inFlightAt("provider")).isEqualTo(2);
    }

    @Test
    void passesATargetOverWhileItsProviderSaysThatNothingIsLeft() {
        Target target = Targets.of("m").build();
        ceilings.told(
                target, List.of(new Told("requests", Limit.REQUESTS, OptionalLong.empty(), 0, Duration.ofSeconds(30))));
        Saturation why = refused(target, 1);
        assertThat(why.limit()).isEqualTo(Limit.TOLD);
        assertThat(why.left()).isEqualTo(Duration.ofSeconds(30));
        assertThat(ceilings.enter(target, 1, true)).isInstanceOf(Entry.Entered.class);
        pass(Duration.ofSeconds(29));
        refused(target, 1);
        pass(Duration.ofSeconds(1));
        enter(target, 1);
    }

    @Test
    void reckonsThatAToldLimitFillsAllTheTime() {
        Target target = Targets.of("m").build();
        ceilings.told(
                target, List.of(new Told("requests", Limit.REQUESTS, OptionalLong.of(60), 0, Duration.ofMinutes(1))));
        assertThat(refused(target, 1).left()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        enter(target, 1);
    }

    @Test
    void takesWhatItSendsOffWhatWasTold() {
        Target target = Targets.of("m").build();
        ceilings.told(
                target,
                List.of(
                        new Told("requests", Limit.REQUESTS, OptionalLong.of(100), 2, Duration.ofMinutes(1)),
                        new Told("tokens", Limit.TOKENS, OptionalLong.of(10_000), 1_000, Duration.ofMinutes(1))));
        assertThat(refused(target, 4_000).words()).contains("its limit of tokens");
        enter(target, 10);
        enter(target, 10);
        assertThat(refused(target, 10).words()).contains("its limit of requests");
        ceilings.told(
                target, List.of(new Told("requests", Limit.REQUESTS, OptionalLong.of(100), 50, Duration.ofMinutes(1))));
        enter(target, 10);
    }

    @Test
    void heedsNoProviderWhereItIsToldNotTo() {
        CeilingSettings deaf =
                new CeilingSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        Target target = Targets.of("m").limits(deaf).build();
        ceilings.told(target, List.of(Told.nothing("requests", Duration.ofSeconds(30))));
        enter(target, 1);
    }

    @Test
    void servesThoseWhoWaitInTheirOrderAndNobodyPassesThem() {
        Target target =
                Targets.of("m").limits(waiting(1, 0, 10, Duration.ofSeconds(5))).build();
        Place held = enter(target, 1);
        Waiter first = ceilings.join(List.of(target), 1);
        Waiter second = ceilings.join(List.of(target), 1);
        assertThat(ceilings.queued("m")).isEqualTo(2);
        held.close();
        assertThat(first.place()).isPresent();
        assertThat(second.place()).isEmpty();
        refused(target, 1);
        first.place().orElseThrow().close();
        assertThat(second.place()).isPresent();
        assertThat(ceilings.queued("m")).isZero();
        second.place().orElseThrow().close();
        enter(target, 1);
    }

    @Test
    void whoLeavesTheLineLetsOthersPass() {
        Target target =
                Targets.of("m").limits(waiting(1, 0, 10, Duration.ofSeconds(5))).build();
        Place held = enter(target, 1);
        Waiter first = ceilings.join(List.of(target), 1);
        Waiter second = ceilings.join(List.of(target), 1);
        assertThat(ceilings.leave(first, true)).isEmpty();
        held.close();
        assertThat(second.place()).isPresent();
        assertThat(ceilings.leave(second, true)).as("gone with its place").isEmpty();
        assertThat(ceilings.inFlight("m")).isZero();
    }

    @Test
    void theLineIsNoLongerThanItMayBe() {
        Target target =
                Targets.of("m").limits(waiting(1, 0, 1, Duration.ofSeconds(5))).build();
        enter(target, 1);
        assertThat(ceilings.receives(target, 1)).isTrue();
        ceilings.join(List.of(target), 1);
        assertThat(ceilings.receives(target, 1)).isFalse();
        assertThat(ceilings.await(List.of(target), 1, HangUp.never(), NEVER)).isEmpty();
        assertThat(ceilings.queued("m")).isEqualTo(1);
    }

    @Test
    void takesTheFirstPlaceOfAllTargetsThatItWaitsFor() {
        Target one = Targets.of("one")
                .limits(waiting(1, 0, 10, Duration.ofSeconds(5)))
                .build();
        Target other = Targets.of("other")
                .limits(waiting(1, 0, 10, Duration.ofSeconds(5)))
                .build();
        enter(one, 1);
        Place busy = enter(other, 1);
        Waiter waiter = ceilings.join(List.of(one, other), 1);
        busy.close();
        assertThat(waiter.place().map(Place::target)).contains(other);
        assertThat(ceilings.queued("one")).isZero();
    }

    @Test
    void whoWaitsForAnotherModelDoesNotHoldUpItsProvider() {
        CeilingSettings atOnce = limits(2, 0, 0);
        Target busy = Targets.of("busy")
                .limits(waiting(1, 0, 10, Duration.ofSeconds(5)))
                .providerLimits(atOnce)
                .build();
        Target free = Targets.of("free").providerLimits(atOnce).build();
        enter(busy, 1);
        Waiter waiter = ceilings.join(List.of(busy), 1);
        Place place = enter(free, 1);
        place.close();
        assertThat(waiter.place()).isEmpty();
    }

    @Test
    void waitsForTheMinuteToHaveRoomToo() {
        Target target =
                Targets.of("m").limits(waiting(0, 1, 10, Duration.ofMinutes(2))).build();
        enter(target, 1).close();
        Waiter waiter = ceilings.join(List.of(target), 1);
        assertThat(waiter.untilRoom(now.get(), NEVER))
                .isBetween(
                        Duration.ofSeconds(60).toNanos(), Duration.ofSeconds(61).toNanos());
        pass(Duration.ofSeconds(61));
        refused(target, 1);
        assertThat(waiter.place()).as("served before whoever came later").isPresent();
    }

    /** Who lay down because of a place must not oversleep when it is the minute that keeps him. */
    @Test
    void wakesWhenTheMinuteHasRoomAlsoWhereAPlaceWasMissingBefore() throws Exception {
        Target target =
                Targets.of("m").limits(waiting(1, 1, 10, Duration.ofMinutes(5))).build();
        Place held = enter(target, 1);
        pass(Duration.ofMillis(60_900));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Place>> waited =
                    threads.submit(() -> ceilings.await(List.of(target), 1, HangUp.never(), NEVER));
            while (ceilings.queued("m") == 0) {
                Thread.onSpinWait();
            }
            held.close();
            pass(Duration.ofMillis(100));
            assertThat(waited.get(20, TimeUnit.SECONDS)).isPresent();
        }
    }

    /** What a provider says may be nonsense, and no time for ever. */
    @Test
    void believesNoProviderForLongerThanADay() {
        Target target = Targets.of("m").limits(limits(9, 0, 0)).build();
        ceilings.told(target, List.of(Told.nothing("requests", Duration.ofDays(2_000_000))));
        refused(target, 1);
        pass(Duration.ofDays(1));
        enter(target, 1);
    }

    @Test
    void endsWaitingWhenTheTimeIsOver() {
        Ceilings real = new Ceilings(System::nanoTime, CeilingObserver.NONE);
        Target target =
                Targets.of("m").limits(waiting(1, 0, 10, Duration.ofMillis(30))).build();
        real.enter(target, 1, false);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        assertThat(real.await(List.of(target), 1, HangUp.never(), deadline)).isEmpty();
        assertThat(real.await(List.of(target), 1, HangUp.never(), System.nanoTime()))
                .isEmpty();
        assertThat(real.queued("m")).isZero();
    }

    @Test
    void hundredsAtOnceNeverExceedTheLimitAndLeaveNothingBehind() throws InterruptedException, ExecutionException {
        Ceilings real = new Ceilings(System::nanoTime, CeilingObserver.NONE);
        Target target = Targets.of("m")
                .limits(waiting(5, 0, 1_000, Duration.ofSeconds(30)))
                .build();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                all.add(callers.submit(() -> {
                    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                    Place place = real.await(List.of(target), 1, HangUp.never(), deadline)
                            .orElseThrow();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    place.close();
                    served.incrementAndGet();
                }));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }
        assertThat(served).hasValue(500);
        assertThat(most.get()).isBetween(1, 5);
        assertThat(real.inFlight("m")).isZero();
        assertThat(real.queued("m")).isZero();
    }
}
