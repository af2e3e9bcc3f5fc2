package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.fetch.Fetcher;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.ModelFacts;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Carries out plans: tries candidates in order until one answers. */
public final class Dispatch {
    private final Services services;
    private final HedgeObserver observer;
    private final Hedges hedges;

    /**
     * What dispatch works with.
     *
     * @param facts what is known of the model behind a target
     * @param random draws the length of pauses
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public record Services(
            Upstream upstream,
            Health health,
            Fetcher fetcher,
            BiFunction<Settings, Target, ModelFacts> facts,
            Pauses pauses,
            RandomGenerator random,
            Clock clock,
            LongSupplier nanoTime) {}

    /** Works with these. */
    public Dispatch(Services services, HedgeObserver observer) {
        this.services = services;
        this.observer = observer;
        this.hedges = new Hedges(services.nanoTime());
    }

    /**
     * The first answer that a candidate of the plan gives.
     *
     * @throws dev.signalbox.server.exchange.Refused if none does
     */
    public Reply send(Exchange exchange, Plan plan, Account account) {
        Bounds bounds = Bounds.of(exchange, plan);
        LossPolicy losses = LossPolicy.of(exchange, plan);
        Attempting attempt = attempting(exchange, plan, account, losses, bounds);
        Attempts.Surroundings surroundings =
                new Attempts.Surroundings(services.health(), services.pauses(), services.random(), services.nanoTime());
        return new Attempts(attempt, surroundings, exchange.hangUp(), exchange.deadlineNanos())
                .run(bounds.candidates());
    }

    private Attempting attempting(Exchange exchange, Plan plan, Account account, LossPolicy losses, Bounds bounds) {
        AtomicInteger made = new AtomicInteger();
        Attempt attempt = new Attempt(services, exchange, account, losses, bounds, made);
        return plan.route()
                .filter(route -> route.hedge().isPresent())
                .<Attempting>map(route -> {
                    Hedging.Around around = new Hedging.Around(
                            exchange,
                            route.name(),
                            route.hedge().orElseThrow(),
                            hedges.of(route.name()),
                            services.health(),
                            observer,
                            services.nanoTime(),
                            lane -> new Attempt(
                                    services, exchange.until(lane.hangUp()), account, losses, bounds, made));
                    return new Hedging(attempt, around, bounds.candidates(), made);
                })
                .orElse(attempt);
    }

    /**
     * The tokens of a request that is not sent for an answer.
     *
     * @throws dev.signalbox.server.exchange.Refused if no candidate could carry it, or a provider finds it wrong
     */
    public Counted count(Exchange exchange, Plan plan) {
        Bounds bounds = Bounds.of(exchange, plan);
        return new Counting(services, exchange, LossPolicy.of(exchange, plan)).run(bounds.candidates());
    }
}
