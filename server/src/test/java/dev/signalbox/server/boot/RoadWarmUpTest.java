package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.TextEmbedding;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class RoadWarmUpTest {
    private static TestGateway road;

    @BeforeAll
    static void start() {
        road = TestGateway.withRoutes(
                LearnedModels.route("auto", "") + LearnedModels.route("dear", ", max-cost: 0.0000001"));
    }

    @AfterAll
    static void stop() {
        road.close();
    }

    private static RoadWarmUp warmUp(TextEmbedding embedding, AtomicLong now, long step) {
        return new RoadWarmUp(
                PriceBook.load(), new Policies(), embedding, Clock.systemUTC(), () -> now.getAndAdd(step));
    }

    @Test
    void plansWithoutCallingOrCountingAnything() {
        AtomicInteger embedded = new AtomicInteger();
        int planned = warmUp(
                        (_, _, _) -> {
                            embedded.incrementAndGet();
                            return new TextEmbedding.Made.Off();
                        },
                        new AtomicLong(),
                        1)
                .of("auto", road.gateway.settings());
        assertThat(planned).isPositive();
        assertThat(embedded).as("each is another prompt").hasValue(planned);
        assertThat(road.simulator.requests()).isEmpty();
        assertThat(road.get("/metrics").body()).doesNotContain("signalbox_router_picks_total{");
    }

    @Test
    void endsWhenItsTimeIsOverAndWhereNobodyMayServe() {
        assertThat(warmUp(TextEmbedding.NONE, new AtomicLong(), 500_000_000).of("auto", road.gateway.settings()))
                .isLessThan(5);
        assertThat(warmUp(TextEmbedding.NONE, new AtomicLong(), 1).of("dear", road.gateway.settings()))
                .isZero();
    }
}
