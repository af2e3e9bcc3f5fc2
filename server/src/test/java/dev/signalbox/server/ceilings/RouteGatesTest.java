package dev.signalbox.server.ceilings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.RateSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class RouteGatesTest {
    private static final RateSettings REQUESTS = new RateSettings(Optional.of(3), Optional.empty());
    private static final RateSettings TOKENS = new RateSettings(Optional.empty(), Optional.of(1_000L));

    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final List<String> told = new ArrayList<>();
    private final RouteGates gates = new RouteGates(now::get, (route, limit) -> told.add(route + ' ' + limit));

    @Test
    void takesNoMoreRequestsInAnyMinuteThanItMay() {
        for (int i = 0; i < 3; i++) {
            gates.enter("a", REQUESTS, 10).accept(10);
        }

        Failure.TooOften failure = refused("a", REQUESTS, 10);
        assertThat(failure.detail()).isEqualTo("the route a takes 3 requests a minute, and had them");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(told).containsExactly("a REQUESTS");
        gates.enter("b", REQUESTS, 10).accept(10);

        now.addAndGet(Duration.ofSeconds(61).toNanos());
        gates.enter("a", REQUESTS, 10).accept(10);
    }

    @Test
    void countsWhatARequestMayNeedUntilItIsKnownWhatItUsed() {
        LongConsumer first = gates.enter("a", TOKENS, 900);
        assertThat(refused("a", TOKENS, 200).detail()).contains("1000 tokens a minute");

        first.accept(100);
        first.accept(100_000);

        gates.enter("a", TOKENS, 900).accept(0);
        gates.enter("a", TOKENS, 900).accept(900);
        refused("a", TOKENS, 1);
    }

    @Test
    void letsARequestThroughThatIsLargerThanTheLimitWhereNothingElseWas() {
        gates.enter("a", TOKENS, 5_000).accept(5_000);

        refused("a", TOKENS, 1);
    }

    @Test
    void givesACrowdExactlyWhatThereIs() throws Exception {
        RateSettings limits = new RateSettings(Optional.of(100), Optional.of(1_000L));
        AtomicLong let = new AtomicLong();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            RouteGates quiet = new RouteGates(now::get, (_, _) -> {});
            for (int i = 0; i < 2_000; i++) {
                all.add(crowd.submit(() -> {
                    try {
                        quiet.enter("a", limits, 25);
                        let.incrementAndGet();
                    } catch (Refused e) {
                        assertThat(e.failure()).isInstanceOf(Failure.TooOften.class);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(let).hasValue(40);
    }

    private Failure.TooOften refused(String route, RateSettings limits, long tokens) {
        Refused refused = catchThrowableOfType(Refused.class, () -> gates.enter(route, limits, tokens));
        assertThat(refused).isNotNull();
        return (Failure.TooOften) refused.failure();
    }
}
