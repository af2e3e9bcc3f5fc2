package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.fetch.Fetcher;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.ModelFacts;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
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
     * @param cuts is told of answers that break off
     * @param escalations is told of answers that are not good enough
     */
    public record Services(
            Upstream upstream,
            Health health,
            Ceilings ceilings,
            Fetcher fetcher,
            BiFunction<Settings, Target, ModelFacts> facts,
            Pauses pauses,
            RandomGenerator random,
            Clock clock,
            LongSupplier nanoTime,
            CutObserver cuts,
            EscalationObserver escalations) {}

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
    public Reply send(Exchange given, Plan plan, Account account) {
        Exchange exchange = plan.fitting(given);
        Bounds bounds = Bounds.of(exchange, plan);
        LossPolicy losses = LossPolicy.of(exchange, plan);
        AtomicInteger made = new AtomicInteger();
        Telling telling =
                new Telling(exchange, plan.route().map(RouteSettings::cuts).orElse(CutSettings.DEFAULT));
        Function<Exchange, Attempt> attempts =
                within -> new Attempt(services, within, account, losses, bounds, made, telling);
        Attempts.Surroundings surroundings =
                new Attempts.Surroundings(services.health(), services.pauses(), services.random(), services.nanoTime());
        Function<Attempting, Attempts> loop =
                attempting -> new Attempts(attempting, surroundings, exchange.hangUp(), exchange.deadlineNanos());
        Attempt attempt = attempts.apply(exchange);
        Attempting attempting = attempting(exchange, plan, attempt, attempts, bounds, made);
        Reply reply;
        try {
            reply = plan.route().map(RouteSettings::choosing).orElse(Choosing.plain())
                            instanceof Choosing.Cascade(EscalateSettings rules)
                    ? cascade(exchange, plan.route().get(), rules, attempt, account, telling, loop, bounds)
                    : loop.apply(attempting).run(bounds.candidates());
        } catch (Refused refused) {
            withdrawn(telling, CutObserver.FAILED);
            throw refused;
        }
        withdrawn(telling, CutObserver.RESTARTED);
        return telling.isWatched() && reply instanceof Reply.Streaming streaming
                ? mended(exchange, streaming, new Continuation(bounds.candidates(), attempt, telling, loop), telling)
                : reply;
    }

    private Reply cascade(
            Exchange exchange,
            RouteSettings route,
            EscalateSettings rules,
            Attempt attempt,
            Account account,
            Telling telling,
            Function<Attempting, Attempts> loop,
            Bounds bounds) {
        Function<Signals, Optional<Judge>> judge = signals -> rules.judge()
                .flatMap(settings -> bounds.candidates().stream()
                        .map(Candidate::target)
                        .filter(target -> target.name().equals(settings.model()))
                        .findFirst()
                        .map(target -> new Judge(
                                services, exchange, account, attempt, route.name(), settings, target, signals)));
        return new Cascade(services, exchange, route, rules, attempt, telling, loop, bounds.candidates(), judge).run();
    }

    private void withdrawn(Telling telling, String outcome) {
        for (int i = 0; i < telling.withdrawn(); i++) {
            services.cuts().cut(outcome);
        }
    }

    private Reply mended(Exchange exchange, Reply.Streaming first, Continuation continuation, Telling telling) {
        MendedSource source = new MendedSource(
                telling.leg().orElseThrow(),
                continuation,
                telling,
                services.cuts(),
                exchange.loop(),
                services.nanoTime());
        return new Reply.Streaming(source, first.served(), source::measured);
    }

    private Attempting attempting(
            Exchange exchange,
            Plan plan,
            Attempt attempt,
            Function<Exchange, Attempt> attempts,
            Bounds bounds,
            AtomicInteger made) {
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
                            lane -> attempts.apply(exchange.until(lane.hangUp())));
                    return new Hedging(attempt, around, bounds.candidates(), made);
                })
                .orElse(attempt);
    }

    /**
     * Asks one target once, for a stage that has to know something of a request before it is sent. See {@link Calls}.
     *
     * @throws dev.signalbox.server.exchange.Refused if the caller went away, or nothing can be recorded
     */
    public Calls.Said ask(Exchange exchange, Holds holds, Target target, Calls.Question question) {
        return new Asking(services, holds).ask(exchange, target, question);
    }

    /**
     * The tokens of a request that is not sent for an answer.
     *
     * @throws dev.signalbox.server.exchange.Refused if no candidate could carry it, or a provider finds it wrong
     */
    public Counted count(Exchange given, Plan plan) {
        Exchange exchange =
                plan.learned().flatMap(Learned::stripped).map(given::with).orElse(given);
        Bounds bounds = Bounds.of(exchange, plan);
        return new Counting(services, exchange, LossPolicy.of(exchange, plan)).run(bounds.candidates());
    }

    /** Asks a target once whether it answers; its health does not hear of it. Blocks; called on a virtual thread. */
    public Probed probe(Settings settings, Target target, Probing how) {
        return new Probe(services, settings, target, how).run();
    }

    /** The most output tokens that {@link #probe} asks this target for. */
    public long probeCap(Settings settings, Target target) {
        return Probe.cap(services, settings, target);
    }
}
