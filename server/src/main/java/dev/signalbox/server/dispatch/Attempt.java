package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Entry;
import dev.signalbox.server.ceilings.Place;
import dev.signalbox.server.ceilings.Saturation;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.server.upstream.Dialects;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes one attempt after another for one exchange: hold, send, read; a failed one settles its own hold. */
final class Attempt implements Attempting {
    private static final int LONGEST_ERROR = 1024 * 1024;
    private static final int LONGEST_ANSWER = 256 * 1024 * 1024;
    private static final byte[] NOTHING = {};
    private static final Duration ERROR_TIME = Duration.ofSeconds(10);

    private final Dispatch.Services services;
    private final Exchange exchange;
    private final Holds account;
    private final Bounds bounds;
    private final Preparation preparation;
    private final FailureReading failures;
    private final long inputTokens;
    private final Entrance entrance;
    private final Detours detours;
    private final AtomicInteger made;
    private final Telling telling;
    private final Streams streams;
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
        this.telling = telling;
        this.services = services;
        this.exchange = exchange;
        this.account = account;
        this.detours = new Detours(account, services.clock());
        this.preparation = new Preparation(exchange, losses, services.fetcher());
        this.failures = new FailureReading(services.clock());
        this.inputTokens = TokenEstimate.input(exchange.envelope());
        this.entrance = new Entrance(services.ceilings(), exchange, services.clock(), inputTokens);
        this.streams = new Streams(services, exchange, failures, telling, entrance);
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
        Running running = new Running(lane, target, pass, dialect, request, hold, place, now, deadline);
        try {
            ProviderResponse response =
                    services.upstream().send(exchange.until(lane.hangUp()), target, dialect, request.body(), deadline);
            return answered(running, response);
        } catch (HttpFailure e) {
            return broken(running, e);
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

    private Tried answered(Running running, ProviderResponse response) throws HttpFailure {
        entrance.heed(running.target(), response.headers());
        boolean good = response.status() >= 200 && response.status() < 300;
        if (!good) {
            byte[] body = response.whole(LONGEST_ERROR, ERROR_TIME);
            return failed(
                    running,
                    failures.status(running.target(), running.dialect(), response.status(), response.headers(), body),
                    Measured.NOTHING);
        }
        boolean events = response.headers()
                .first("content-type")
                .map(type -> type.startsWith("text/event-stream"))
                .orElse(false);
        return exchange.envelope().stream() && events ? streamed(running, response) : whole(running, response);
    }

    private Tried whole(Running running, ProviderResponse response) {
        Optional<String> requestId = Upstream.requestId(running.target(), response.headers());
        byte[] body;
        try {
            body = response.whole(LONGEST_ANSWER, Duration.ofNanos(Math.max(1, running.deadlineNanos() - now())));
        } catch (HttpFailure e) {
            return brokenInside(running, e, response.status(), requestId);
        }
        if (exchange.envelope().stream()) {
            return failed(
                    running,
                    failures.garbage(running.target(), "a whole answer although a stream was asked for", requestId),
                    Measured.NOTHING);
        }
        try {
            ProviderDialect.Summary summary = running.dialect().summary(body);
            byte[] told = preparation.sameDialect(running.dialect())
                    ? running.dialect().pass(body, exchange.style())
                    : exchange.dialect().write(finished(running.dialect().read(body)), exchange.style());
            Measured measured = new Measured(
                    Optional.of(summary.model()), summary.usage(), summary.contentBytes(), summary.providerStop());
            entrance.leave(running.place(), measured);
            if (!running.lane().win()) {
                return outrun(running, Outcome.OUTRUN, measured);
            }
            running.pass().succeeded();
            Reply.Whole reply = new Reply.Whole(told, running.served(made.get(), requestId), measured);
            telling.given(new Given(running, reply, body, now(), OptionalLong::empty));
            return new Tried.Answered(reply);
        } catch (Unreadable e) {
            return failed(
                    running,
                    failures.garbage(running.target(), String.valueOf(e.getMessage()), requestId),
                    Measured.NOTHING);
        }
    }

    /** An answer that broke at the provider is a failure of the attempt, not an answer. */
    private static ModelReply finished(ModelReply reply) throws Unreadable {
        if (reply.stop().reason() == StopReason.ERROR) {
            throw new Unreadable("the model stopped with \"" + reply.stop().provider() + "\"");
        }
        return reply;
    }

    private Tried streamed(Running running, ProviderResponse response) {
        Target target = running.target();
        AnswerSoFar told = new AnswerSoFar();
        ProviderStream stream = streams.of(running, response, resumption, told);
        HangUp.Registration registration = running.lane().hangUp().onHangUp(stream::close);
        Optional<AttemptFailure> failure;
        try {
            failure = stream.awaitContent();
        } finally {
            registration.cancel();
        }
        if (failure.isEmpty() && !running.lane().win()) {
            stream.close();
            return outrun(running, Outcome.OUTRUN, stream.measured());
        }
        if (failure.isEmpty()) {
            running.pass().began();
            Served served = running.served(made.get(), Upstream.requestId(target, response.headers()));
            Reply.Streaming reply = new Reply.Streaming(stream, served, stream::measured);
            telling.given(new Given(running, reply, NOTHING, now(), stream::firstContent));
            telling.begun(new Leg(reply, target, running.hold(), running.sentNanos(), stream::firstContent, told));
            return new Tried.Answered(reply);
        }
        Measured measured = stream.measured();
        if (running.lane().hangUp().happened()) {
            return abandoned(running, measured, true);
        }
        telling.brokeOff(target, measured);
        return failed(running, failure.get(), measured);
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }

    private Tried broken(Running running, HttpFailure failure) {
        return failure.kind() == HttpFailure.Kind.CANCELLED
                ? abandoned(running, Measured.NOTHING, failure.sent())
                : failed(running, failures.broken(running.target(), failure, Optional.empty()), Measured.NOTHING);
    }

    /** The provider had begun its answer: it worked for us and will bill it, so the ledger is told its status. */
    private Tried brokenInside(Running running, HttpFailure failure, int status, Optional<String> requestId) {
        return failure.kind() == HttpFailure.Kind.CANCELLED
                ? abandoned(running, Measured.NOTHING, true)
                : failed(
                        running,
                        failures.broken(running.target(), failure, requestId),
                        Measured.NOTHING,
                        OptionalInt.of(status));
    }

    /** Nobody waits for it any more: another attempt is the answer, or the caller is gone. */
    private Tried abandoned(Running running, Measured measured, boolean sent) {
        if (running.lane().lost()) {
            return outrun(running, sent ? Outcome.OUTRUN : Outcome.UNSENT, measured);
        }
        running.settle(
                now(), OptionalInt.empty(), Outcome.CANCELLED, Optional.of("caller_gone"), measured, Optional.empty());
        throw new Refused(new Failure.CallerGone("during attempt " + made.get()));
    }

    /** Its target did nothing wrong, so its health hears nothing of it. */
    private Tried outrun(Running running, Outcome outcome, Measured measured) {
        running.settle(
                now(), OptionalInt.empty(), outcome, Optional.of(AttemptResult.HEDGED), measured, Optional.empty());
        return new Tried.Outrun();
    }

    private Tried failed(Running running, AttemptFailure failure, Measured measured) {
        return failed(running, failure, measured, failure.answeredStatus());
    }

    private Tried failed(Running running, AttemptFailure failure, Measured measured, OptionalInt status) {
        running.pass().failed(failure.fault());
        entrance.heed(running.target(), failure);
        running.settle(
                now(),
                status,
                failure.unanswered() ? Outcome.UNANSWERED : Outcome.FAILED,
                Optional.of(failure.word()),
                measured,
                failure.providerRequestId());
        return resumption == null
                ? new Tried.Failed(failure)
                : new Tried.PassedOver(Resumption.notContinued(failure.detail()));
    }
}
