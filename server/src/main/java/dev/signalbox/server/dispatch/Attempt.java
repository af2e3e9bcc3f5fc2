package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Entry;
import dev.signalbox.server.ceilings.Place;
import dev.signalbox.server.ceilings.Saturation;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes one attempt after another for one exchange: prepares, enters, holds and sends; what comes back is read by {@link Answers}. */
final class Attempt implements Attempting {
    private final Dispatch.Services services;
    private final Exchange exchange;
    private final Holds account;
    private final Bounds bounds;
    private final Preparation preparation;
    private final long inputTokens;
    private final Entrance entrance;
    private final Detours detours;
    private final AtomicInteger made;
    private final Answers answers;
    private final Settling settling;
    private @Nullable Resumption resumption;

    /** What came of an attempt. */
    sealed interface Tried {
        /** An answer. */
        record Answered(Reply reply) implements Tried {}

        /** None. */
        record Failed(AttemptFailure failure) implements Tried {}

        /** Nothing was sent: the target cannot carry the request. */
        record PassedOver(Failure.BadRequest why) implements Tried {}

        /** Another attempt that ran beside this one was faster. */
        record Outrun() implements Tried {}

        /** Nothing was sent: the target has as much to do as it may. */
        record Full(Saturation why) implements Tried {}
    }

    Attempt(
            Dispatch.Services services,
            Exchange exchange,
            Holds account,
            LossPolicy losses,
            Bounds bounds,
            AtomicInteger made,
            Telling telling) {
        this.bounds = bounds;
        this.made = made;
        this.services = services;
        this.exchange = exchange;
        this.account = account;
        this.detours = new Detours(account, services.clock());
        this.preparation = new Preparation(exchange, losses, services.fetcher());
        FailureReading failures = new FailureReading(services.clock());
        this.inputTokens = TokenEstimate.input(exchange.envelope());
        this.entrance = new Entrance(services.ceilings(), exchange, services.clock(), inputTokens);
        this.settling = new Settling(services.nanoTime(), failures, entrance, made);
        Streams streams = new Streams(services, exchange, failures, telling, entrance);
        this.answers = new Answers(services.nanoTime(), exchange, failures, entrance, streams, telling, made, settling);
    }

    @Override
    public int made() {
        return made.get();
    }

    /** The answer of this target was not good enough, so that another one is asked. */
    void escalated(Target weak, String signal) {
        detours.escalated(weak, AttemptResult.ESCALATED + " " + signal);
    }

    /** The number of an attempt that is about to be sent beside these. */
    int another() {
        return made.incrementAndGet();
    }

    /** From now on attempts go on with an answer that broke off. */
    void resume(Resumption rest) {
        resumption = rest;
    }

    @Override
    public Tried at(Candidate candidate, Pass pass, boolean nothingElse) {
        return at(candidate, pass, Lane.alone(exchange.hangUp(), made), nothingElse);
    }

    /** Tries this candidate once, perhaps beside another attempt. */
    Tried at(Candidate candidate, Pass pass, Lane lane, boolean nothingElse) {
        Target target = candidate.target();
        ProviderDialect dialect = Dialects.of(target.provider().dialect());
        ModelFacts facts = services.facts().apply(exchange.settings(), target);
        return switch (preparation.forTarget(target, dialect, facts)) {
            case Preparation.Prepared.Sendable(Translation.Ready request) ->
                begun(candidate, pass, lane, nothingElse, dialect, facts, told(request, target));
            case Preparation.Prepared.Impossible(Failure.BadRequest why) -> {
                detours.unfit(target, why.detail());
                yield new Tried.PassedOver(why);
            }
        };
    }

    @Override
    public boolean fits(Candidate candidate) {
        Target target = candidate.target();
        ProviderDialect dialect = Dialects.of(target.provider().dialect());
        return entrance.receives(target)
                && preparation.fits(dialect, services.facts().apply(exchange.settings(), target));
    }

    @Override
    public void keptFrom(Candidate candidate, Health.State state) {
        detours.open(candidate.target(), state);
    }

    @Override
    public Optional<Candidate> inLine(List<Candidate> full) {
        return entrance.inLine(full);
    }

    @Override
    public void leaveLine() {
        entrance.leaveLine();
    }

    /** The request with a word on each target that was passed over for this one, and on each wish that was cut. */
    private Translation.Ready told(Translation.Ready request, Target target) {
        List<Adjustment> passedOver = detours.told(target);
        List<Adjustment> cut = bounds.cut(target);
        if (passedOver.isEmpty() && cut.isEmpty()) {
            return request;
        }
        List<Adjustment> adjustments = new ArrayList<>(passedOver);
        adjustments.addAll(cut);
        adjustments.addAll(request.adjustments());
        return new Translation.Ready(request.body(), request.losses(), adjustments);
    }

    private Tried begun(
            Candidate candidate,
            Pass pass,
            Lane lane,
            boolean nothingElse,
            ProviderDialect dialect,
            ModelFacts facts,
            Translation.Ready request) {
        Resumption rest = resumption;
        if (rest == null) {
            return enter(candidate, pass, lane, nothingElse, dialect, facts, request);
        }
        return switch (rest.of(request, dialect, facts)) {
            case Preparation.Prepared.Sendable(Translation.Ready more) ->
                enter(candidate, pass, lane, nothingElse, dialect, facts, more);
            case Preparation.Prepared.Impossible(Failure.BadRequest why) -> new Tried.PassedOver(why);
        };
    }

    /** The place is given back here, but for a stream that has begun: that gives it back when it is over. */
    private Tried enter(
            Candidate candidate,
            Pass pass,
            Lane lane,
            boolean nothingElse,
            ProviderDialect dialect,
            ModelFacts facts,
            Translation.Ready request) {
        return switch (entrance.enter(candidate.target(), nothingElse)) {
            case Entry.Full(Saturation why) -> {
                detours.full(candidate.target(), why);
                yield new Tried.Full(why);
            }
            case Entry.Entered(Place place) -> {
                boolean flows = false;
                try {
                    Tried tried = send(candidate, pass, lane, place, dialect, facts, request);
                    flows = tried instanceof Tried.Answered(Reply reply) && reply instanceof Reply.Streaming;
                    yield tried;
                } finally {
                    if (!flows) {
                        place.close();
                    }
                }
            }
        };
    }

    private Tried send(
            Candidate candidate,
            Pass pass,
            Lane lane,
            Place place,
            ProviderDialect dialect,
            ModelFacts facts,
            Translation.Ready request) {
        Target target = candidate.target();
        OptionalInt number = lane.begin();
        if (number.isEmpty()) {
            return new Tried.Outrun();
        }
        Hold hold = account.hold(
                number.getAsInt(),
                candidate,
                inputTokens + saidTokens(),
                outputBound(target, facts),
                request.losses(),
                request.adjustments());
        long now = now();
        long deadline = Math.min(
                exchange.deadlineNanos(),
                now + target.provider().timeouts().total().toNanos());
        Running running = new Running(lane, target, pass, dialect, request, hold, place, now, deadline, resumption);
        try {
            ProviderResponse response =
                    services.upstream().send(exchange.until(lane.hangUp()), target, dialect, request.body(), deadline);
            return answers.read(running, response);
        } catch (HttpFailure e) {
            return settling.broken(running, e);
        }
    }

    private long outputBound(Target target, ModelFacts facts) {
        OptionalLong set = target.rules().shaping().parameters().maxTokens();
        long each = set.isPresent()
                ? set.getAsLong()
                : exchange.envelope().maxOutput().orElse(facts.maxOutput().orElse(0));
        long bound = each * exchange.envelope().answers();
        return bound == 0 ? 0 : Math.max(1, bound - saidTokens());
    }

    private long saidTokens() {
        return resumption == null ? 0 : resumption.tokens();
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }
}
