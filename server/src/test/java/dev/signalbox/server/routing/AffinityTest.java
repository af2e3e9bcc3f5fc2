package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.PrefixAffinitySettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests that begin alike, and the caches of providers. */
class AffinityTest {
    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(now::get);
    private final List<String> told = new ArrayList<>();
    private final Map<String, long[]> rates = new HashMap<>(); // of uncached and cached tokens
    private final Routing routing = new Routing(new Routing.Services(
            health,
            new Speeds(now::get),
            (target, tokens, cached) -> rates.containsKey(target.name())
                    ? OptionalLong.of(
                            (tokens - cached) * rates.get(target.name())[0] + cached * rates.get(target.name())[1])
                    : OptionalLong.empty(),
            new SplittableRandom(5),
            now::get,
            new RoutingObserver() {
                @Override
                public void sticky(String route, String outcome) {}

                @Override
                public void prefix(String route, String outcome) {
                    told.add(outcome);
                }
            }));
    private final Offer.Routed pool = route(Strategy.POOL, "a", "b", "c");

    private static Offer.Routed route(Strategy strategy, String... names) {
        List<Target> targets =
                Stream.of(names).map(name -> Targets.of(name).build()).toList();
        RouteSettings route = RouteSettings.builder(
                        "route",
                        strategy,
                        Stream.of(names).map(TargetSettings::of).toList())
                .prefixAffinity(Optional.of(new PrefixAffinitySettings(Duration.ofMinutes(5))))
                .build();
        return Offer.Routed.of(route, targets);
    }

    /** A prompt of so many kB, and what follows it. */
    private static Exchange begins(String word, int kiloBytes, String... turns) {
        StringBuilder messages = new StringBuilder("{\"role\":\"system\",\"content\":\""
                + (word + " ").repeat(kiloBytes * 1024 / (word.length() + 1)) + "\"}");
        for (String turn : turns) {
            messages.append(",{\"role\":\"user\",\"content\":\"").append(turn).append("\"}");
        }
        return Requests.ofBody("{\"model\":\"route\",\"messages\":[" + messages + "]}");
    }

    private String serve(Exchange exchange) {
        Plan plan = routing.plan(exchange, Requests.CALLER, pool);
        Target first = plan.candidates().getFirst().target();
        routing.answered(plan, first);
        return first.name();
    }

    @Test
    void aConversationGoesWhereItsBeginningIsCached() {
        String first = serve(begins("alpha", 5, "one"));
        serve(begins("beta", 5, "one"));
        assertThat(serve(begins("alpha", 5, "one", "two"))).isEqualTo(first);
        assertThat(serve(begins("alpha", 5, "one", "two", "x".repeat(20_000)))).isEqualTo(first);
        assertThat(told).containsExactly("cold", "cold", "warm", "warm");
        Plan plan = routing.plan(begins("alpha", 5, "one"), Requests.CALLER, pool);
        assertThat(plan.candidates().getFirst().reason()).isEqualTo("holds 4 kB of the beginning in its cache");
        assertThat(plan.candidates()).hasSize(3);
    }

    @Test
    void aShortPromptIsCachedNowhere() {
        assertThat(Stream.generate(() -> serve(Requests.plain())).limit(3)).containsExactly("a", "b", "c");
        assertThat(told).isEmpty();
    }

    @Test
    void stayingTakesNobodysTurn() {
        assertThat(serve(begins("alpha", 5))).isEqualTo("a");
        for (int i = 0; i < 4; i++) {
            assertThat(serve(begins("alpha", 5, "turn"))).isEqualTo("a");
        }
        assertThat(serve(begins("beta", 5))).isEqualTo("b");
    }

    @Test
    void whatIsNotUsedIsForgottenByTheProvider() {
        assertThat(serve(begins("alpha", 5))).isEqualTo("a");
        now.addAndGet(Duration.ofMinutes(4).toNanos());
        assertThat(serve(begins("alpha", 5))).isEqualTo("a");
        now.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(serve(begins("alpha", 5))).isEqualTo("b");
    }

    @Test
    void healthGoesBeforeTheCache() {
        assertThat(serve(begins("alpha", 5))).isEqualTo("a");
        health.failed("a");
        health.failed("a");
        String other = serve(begins("alpha", 5));
        assertThat(other).isNotEqualTo("a");
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(serve(begins("alpha", 5))).as("both hold it now").isIn("a", other);
    }

    @Test
    void aSwitchIsPricedIn() {
        rates.put("a", new long[] {100, 10});
        rates.put("b", new long[] {100, 10});
        rates.put("c", new long[] {100, 10});
        assertThat(serve(begins("alpha", 9))).isEqualTo("a");
        assertThat(serve(begins("alpha", 9))).as("8 kB at a tenth").isEqualTo("a");
        rates.put("b", new long[] {5, 5});
        assertThat(serve(begins("alpha", 9))).as("cheaper without a cache").isEqualTo("b");
        assertThat(told).containsExactly("cold", "warm", "dear");
    }

    @Test
    void aBeginningOfAllDoesNotEmptyTheOthers() {
        Map<String, Integer> served = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            served.merge(serve(begins("shared", 5, "question " + i)), 1, Integer::sum);
        }
        assertThat(served.get("a")).as("half as much again as a third").isBetween(100, 160);
        assertThat(served).containsKeys("b", "c");
        assertThat(told).contains("spilled");
        assertThat(told.stream().filter("warm"::equals).count()).isGreaterThan(280);
    }

    @Test
    void theSameTurnsAfterOtherToolsAreAnotherBeginning() {
        String tail =
                "\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(8_000) + "\"}],\"model\":\"route\"}";
        String one = "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"one\"}}]," + tail;
        String two = "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"two\"}}]," + tail;
        assertThat(serve(Requests.ofBody(one))).isEqualTo("a");
        assertThat(serve(Requests.ofBody(two))).isEqualTo("b");
        assertThat(serve(Requests.ofBody(one))).isEqualTo("a");
        assertThat(serve(Requests.ofBody(two))).isEqualTo("b");
    }
}
