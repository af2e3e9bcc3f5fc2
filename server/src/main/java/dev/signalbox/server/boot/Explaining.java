package dev.signalbox.server.boot;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Metadata;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.routing.LearnedObserver;
import dev.signalbox.server.routing.Learning;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.text.TokenRatios;
import dev.signalbox.server.vendors.Vendors;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ReplyStyle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The first half of the road by one configuration: who asks, what is offered, what is planned. Nobody is called and nothing
 * is recorded.
 */
public final class Explaining {
    private final Settings settings;
    private final Instant now;
    private final Identity identity = new Identity();
    private final Catalogue catalogue = new Catalogue();
    private final Routing routing;

    /** A request as far as it matters before anybody is called. */
    public record Question(CallerDialect dialect, Envelope envelope, Headers headers, Asker asker) {}

    /** Who asks. */
    public sealed interface Asker {
        /** Whoever has this key. */
        record Key(Optional<KeyDigest> digest) implements Asker {}

        /** The caller that the configuration calls so. */
        record Named(Caller caller) implements Asker {}
    }

    /** A target, and how often it is the first. */
    public record First(Target target, int times) {
        private First plus(First more) {
            return new First(target, times + more.times);
        }
    }

    /**
     * What was found.
     *
     * @param metadata what the request is told with
     */
    public record Explained(Caller caller, Map<String, String> metadata, Offer offer, Plan plan) {}

    /**
     * Explains by these settings.
     *
     * @param health how targets stand, by the configured names of their models; all others are healthy
     * @param now the moment that counts for what goes away
     * @param seed of what is drawn
     */
    public Explaining(
            Settings settings, PriceBook prices, Map<String, Health.Standing> health, Instant now, long seed) {
        this(settings, prices, health, now, seed, TextEmbedding.NONE);
    }

    /**
     * Explains by these settings.
     *
     * @param health how targets stand, by the configured names of their models; all others are healthy
     * @param now the moment that counts for what goes away
     * @param seed of what is drawn
     * @param embedding what learned routes read prompts with
     */
    public Explaining(
            Settings settings,
            PriceBook prices,
            Map<String, Health.Standing> health,
            Instant now,
            long seed,
            TextEmbedding embedding) {
        this(settings, prices, health, now, seed, embedding, new Policies());
    }

    /**
     * Explains by these settings.
     *
     * @param policies bands that are solved already, and those that are solved here
     */
    Explaining(
            Settings settings,
            PriceBook prices,
            Map<String, Health.Standing> health,
            Instant now,
            long seed,
            TextEmbedding embedding,
            Policies policies) {
        this.settings = settings;
        this.now = now;
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Routing.Services services = new Routing.Services(
                ToldHealth.of(health),
                new Speeds(() -> 0),
                new BookPrices(prices, clock),
                new SplittableRandom(seed),
                () -> 0,
                (_, _) -> {},
                new Abilities(prices, new TargetFacts(prices, Vendors.load())),
                new TokenRatios());
        this.routing = new Routing(
                services,
                Calls.NONE,
                new Learning.Parts(embedding, new BookRates(prices, clock), LearnedObserver.NONE, policies));
    }

    /** The caller of this name. */
    public Optional<Caller> caller(String name) {
        return identity.named(name, settings);
    }

    /**
     * What becomes of this request up to the point at which somebody would be called.
     *
     * @throws Refused if it would be refused before that
     */
    public Explained explain(Question question) {
        Exchange exchange = exchange(question);
        Caller caller = caller(question, exchange);
        Map<String, String> metadata = Metadata.of(exchange, caller);
        Offer offer = catalogue.find(exchange, caller);
        return new Explained(caller, metadata, offer, routing.plan(exchange, caller, offer));
    }

    /**
     * How often each target would be the first, by their names.
     *
     * @throws Refused if the request would be refused
     */
    public List<First> firsts(Question question, int draws) {
        Exchange exchange = exchange(question);
        Caller caller = caller(question, exchange);
        Offer offer = catalogue.find(exchange, caller);
        Map<String, First> firsts = new TreeMap<>();
        for (int i = 0; i < draws; i++) {
            Plan plan = routing.plan(exchange, caller, offer);
            Target first = plan.candidates().getFirst().target();
            firsts.merge(first.name(), new First(first, 1), First::plus);
        }
        return List.copyOf(firsts.values());
    }

    private Caller caller(Question question, Exchange exchange) {
        return switch (question.asker()) {
            case Asker.Key _ -> identity.recognise(exchange.key(), settings);
            case Asker.Named(Caller caller) -> caller;
        };
    }

    private Exchange exchange(Question question) {
        Optional<KeyDigest> key = switch (question.asker()) {
            case Asker.Key(Optional<KeyDigest> digest) -> digest;
            case Asker.Named _ -> Optional.empty();
        };
        return new Exchange(
                "explained",
                now,
                0,
                settings.server().requestTimeout().toNanos(),
                question.dialect(),
                question.envelope(),
                new ReplyStyle(false, false, now.getEpochSecond()),
                question.headers(),
                key,
                Optional.empty(),
                settings,
                HangUp.never(),
                new NoLoop());
    }

    /** Nothing of what runs on a loop is reached before somebody is called. */
    private static final class NoLoop implements EventLoop {
        @Override
        public void run(Runnable task) {
            task.run();
        }

        @Override
        public boolean here() {
            return true;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
