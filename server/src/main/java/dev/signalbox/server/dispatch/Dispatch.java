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
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/** Carries out plans: tries candidates in order until one answers. */
public final class Dispatch {
    /** How long an exchange may spend on waiting and trying again, its first attempts not counted out. */
    static final Duration RETRY_WINDOW = Duration.ofSeconds(15);

    private final Services services;

    /**
     * What dispatch works with.
     *
     * @param facts what is known of the model behind a target
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public record Services(
            Upstream upstream,
            Health health,
            Fetcher fetcher,
            BiFunction<Settings, Target, ModelFacts> facts,
            Pauses pauses,
            Clock clock,
            LongSupplier nanoTime) {}

    /** Works with these. */
    public Dispatch(Services services) {
        this.services = services;
    }

    /**
     * The first answer that a candidate of the plan gives.
     *
     * @throws dev.signalbox.server.exchange.Refused if none does
     */
    public Reply send(Exchange exchange, Plan plan, Account account) {
        return new Attempts(services, exchange, account, LossPolicy.of(exchange, plan)).run(plan.candidates());
    }

    /**
     * The tokens of a request that is not sent for an answer.
     *
     * @throws dev.signalbox.server.exchange.Refused if no candidate could carry it, or a provider finds it wrong
     */
    public Counted count(Exchange exchange, Plan plan) {
        return new Counting(services, exchange, LossPolicy.of(exchange, plan)).run(plan.candidates());
    }
}
