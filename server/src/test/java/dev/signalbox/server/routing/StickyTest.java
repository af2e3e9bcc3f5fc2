package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.StickySettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StickyTest {
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final StickySettings.Part HEADER =
            new StickySettings.Part(Optional.of("x-session-id"), Optional.empty());
    private static final StickySettings.Part METADATA = new StickySettings.Part(Optional.empty(), Optional.of("chat"));

    private final AtomicLong now = new AtomicLong();
    private final Health health = new Health(now::get);
    private final List<String> told = new ArrayList<>();
    private final Routing routing = seeded(5);

    private Routing seeded(long seed) {
        return new Routing(new Routing.Services(
                health,
                new Speeds(now::get),
                new SplittableRandom(seed),
                now::get,
                (route, outcome) -> told.add(route + " " + outcome)));
    }

    private static Offer.Routed route(Strategy strategy, List<StickySettings.Part> by, Target... targets) {
        List<TargetSettings> settings =
                List.of(targets).stream().map(t -> TargetSettings.of(t.name())).toList();
        RouteSettings route = RouteSettings.builder("route", strategy, settings)
                .sticky(Optional.of(new StickySettings(TTL, by)))
                .build();
        return Offer.Routed.of(route, List.of(targets));
    }

    private static Offer.Routed even(Strategy strategy) {
        return route(strategy, List.of(HEADER), target("a", 1), target("b", 1), target("c", 1));
    }

    private static Target target(String name, int weight) {
        return Targets.of(name).weight(weight).build();
    }

    private static Exchange session(String id) {
        return Requests.with(Headers.of("X-Session-Id", id));
    }

    private static Target first(Plan plan) {
        return plan.candidates().getFirst().target();
    }

    private Plan plan(Offer offer, Exchange exchange) {
        return routing.plan(exchange, Requests.CALLER, offer);
    }

    /** The first target answers. */
    private String serve(Offer offer, Exchange exchange) {
        Plan plan = plan(offer, exchange);
        routing.answered(plan, first(plan));
        return first(plan).name();
    }

    private Set<String> served(Offer offer, Exchange exchange, int times) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < times; i++) {
            names.add(serve(offer, exchange));
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"WEIGHTED", "POOL"})
    void aSessionStaysWithTheTargetThatAnsweredIt(Strategy strategy) {
        Offer offer = even(strategy);
        String first = serve(offer, session("s1"));
        assertThat(served(offer, session("s1"), 50)).containsExactly(first);
        assertThat(plan(offer, session("s1")).candidates()).hasSize(3);
        assertThat(told.subList(0, 2)).containsExactly("route new", "route kept");
    }

    @Test
    void aPlanThatNobodyAnsweredHoldsNothing() {
        Offer offer = even(Strategy.POOL);
        assertThat(first(plan(offer, session("s1"))).name()).isEqualTo("a");
        assertThat(first(plan(offer, session("s1"))).name()).isEqualTo("b");
    }

    @Test
    void eachAnswerBeginsTheTimeAnew() {
        Offer offer = even(Strategy.POOL);
        assertThat(serve(offer, session("s1"))).isEqualTo("a");
        for (int i = 0; i < 5; i++) {
            now.addAndGet(TTL.toNanos() * 9 / 10);
            assertThat(serve(offer, session("s1"))).isEqualTo("a");
        }
        now.addAndGet(TTL.toNanos() + 1);
        assertThat(serve(offer, session("s1"))).isEqualTo("b");
    }

    @Test
    void stayingTakesNobodysTurn() {
        Offer offer = even(Strategy.POOL);
        assertThat(serve(offer, session("s1"))).isEqualTo("a");
        assertThat(served(offer, session("s1"), 7)).containsExactly("a");
        assertThat(serve(offer, session("s2"))).isEqualTo("b");
        assertThat(serve(offer, session("s3"))).isEqualTo("c");
    }

    @Test
    void healthGoesBeforeStayingAndTheSessionStaysWhereItWent() {
        Offer offer = even(Strategy.POOL);
        assertThat(serve(offer, session("s1"))).isEqualTo("a");
        health.failed("a");
        health.failed("a");
        String other = serve(offer, session("s1"));
        assertThat(other).isNotEqualTo("a");
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(health.of("a").unhealthy()).isFalse();
        assertThat(served(offer, session("s1"), 10)).containsExactly(other);
        assertThat(told).contains("route moved");
    }

    @Test
    void aSessionFollowsTheFallbackThatAnswered() {
        Offer offer = even(Strategy.POOL);
        assertThat(serve(offer, session("s1"))).isEqualTo("a");
        Plan plan = plan(offer, session("s1"));
        routing.answered(plan, plan.candidates().get(2).target());
        assertThat(served(offer, session("s1"), 5))
                .containsExactly(plan.candidates().get(2).target().name());
    }

    @Test
    void aTargetThatIsBeingEmptiedKeepsNoSession() {
        Offer before = route(Strategy.WEIGHTED, List.of(HEADER), target("blue", 1), target("green", 0));
        assertThat(serve(before, session("s1"))).isEqualTo("blue");
        Offer after = route(Strategy.WEIGHTED, List.of(HEADER), target("blue", 0), target("green", 1));
        assertThat(serve(after, Requests.after(session("s1"), Settings.defaults())))
                .isEqualTo("green");
    }

    @Test
    void aRequestWithoutAllPartsBelongsToNoSession() {
        Offer offer = route(Strategy.POOL, List.of(HEADER, METADATA), target("a", 1), target("b", 1));
        Headers header = Headers.of("x-session-id", "s1");
        for (Exchange lacking : List.of(
                Requests.plain(),
                Requests.with(header),
                Requests.of(header, "\"metadata\":{\"chat\":\" \"},"),
                Requests.of(header, "\"metadata\":{\"chat\":7},"),
                Requests.of(header, "\"metadata\":{\"chat\":\"" + "x".repeat(257) + "\"},"),
                Requests.of(Headers.empty(), "\"metadata\":{\"chat\":\"s1\"},"))) {
            assertThat(plan(offer, lacking).session()).isEmpty();
        }
        Exchange whole = Requests.of(header, "\"metadata\":{\"chat\":\"s1\"},");
        assertThat(plan(offer, whole).session()).isPresent();
        assertThat(plan(offer, whole).session().orElseThrow().toString()).doesNotContain("s1");
    }

    private static Exchange conversation(String... turns) {
        StringBuilder messages = new StringBuilder("{\"role\":\"system\",\"content\":\"Be brief.\"}");
        for (int i = 0; i < turns.length; i++) {
            messages.append(",{\"role\":\"")
                    .append(i % 2 == 0 ? "user" : "assistant")
                    .append("\",\"content\":\"");
            messages.append(turns[i]).append("\"}");
        }
        return Requests.ofBody("{\"model\":\"route\",\"messages\":[" + messages + "]}");
    }

    @Test
    void aConversationIsKnownByHowItBegan() {
        Offer offer = route(
                Strategy.POOL,
                List.of(StickySettings.Part.ofConversation()),
                target("a", 1),
                target("b", 1),
                target("c", 1));
        assertThat(serve(offer, conversation("Hello"))).isEqualTo("a");
        assertThat(serve(offer, conversation("Good morning"))).isEqualTo("b");
        assertThat(serve(offer, conversation("Hello", "Hello, who are you?", "Me")))
                .isEqualTo("a");
        assertThat(serve(offer, conversation("Hello", "Hello!", "Me", "Ah", "Yes")))
                .isEqualTo("a");
    }

    @Test
    void anIdGoesBeforeHowAConversationBegan() {
        Offer offer =
                route(Strategy.POOL, List.of(StickySettings.Part.ofConversation()), target("a", 1), target("b", 1));
        for (String header : List.of("x-signalbox-session-id", "x-ms-session-id")) {
            Set<String> served = new HashSet<>();
            served.add(serve(offer, Requests.of(Headers.of(header, header + 1), "")));
            served.add(serve(offer, Requests.of(Headers.of(header, header + 2), "")));
            assertThat(served).containsExactlyInAnyOrder("a", "b");
        }
        assertThat(plan(offer, Requests.of(Headers.empty(), "\"prompt_cache_key\":\"k1\","))
                        .session())
                .isNotEqualTo(plan(offer, Requests.plain()).session());
    }

    @Test
    void sessionsOfTwoCallersAreTwo() {
        Offer offer = even(Strategy.POOL);
        Caller other = new Caller("other", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(plan(offer, session("s1")).session())
                .isNotEqualTo(routing.plan(session("s1"), other, offer).session());
    }

    /** Over many routes made at random: whoever is healthy keeps its sessions, whatever else happens; a seed decides all. */
    @Test
    void sessionsHoldWhateverTheRoute() {
        SplittableRandom random = new SplittableRandom(77);
        for (int round = 0; round < 60; round++) {
            Target[] targets = new Target[1 + random.nextInt(5)];
            boolean pool = random.nextBoolean();
            for (int i = 0; i < targets.length; i++) {
                targets[i] = target(round + "-" + i, pool ? 1 : 1 + random.nextInt(9));
            }
            Offer offer = route(pool ? Strategy.POOL : Strategy.WEIGHTED, List.of(HEADER), targets);
            long seed = random.nextLong();
            Routing one = seeded(seed);
            Routing twin = seeded(seed);
            Map<String, String> pinned = new HashMap<>();
            for (int i = 0; i < 400; i++) {
                if (random.nextInt(60) == 0) {
                    String failing = targets[random.nextInt(targets.length)].name();
                    health.failed(failing);
                    health.failed(failing);
                }
                now.addAndGet(random.nextLong(Duration.ofSeconds(5).toNanos()));
                String id = "s" + random.nextInt(20);
                Plan plan = one.plan(session(id), Requests.CALLER, offer);
                Plan same = twin.plan(session(id), Requests.CALLER, offer);
                assertThat(same.candidates()).isEqualTo(plan.candidates());
                assertThat(plan.candidates()).hasSize(targets.length);
                String former = pinned.get(id);
                if (former != null && !health.of(former).unhealthy()) {
                    assertThat(first(plan).name()).isEqualTo(former);
                }
                int answering = random.nextInt(10) == 0 ? random.nextInt(targets.length) : 0;
                Target answers = plan.candidates().get(answering).target();
                one.answered(plan, answers);
                twin.answered(same, answers);
                pinned.put(id, answers.name());
            }
        }
    }
}
