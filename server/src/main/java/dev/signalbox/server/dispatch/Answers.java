package dev.signalbox.server.dispatch;

import dev.signalbox.server.dispatch.Attempt.Tried;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Reads what providers answer to the attempts of one exchange: a whole answer, the beginning of a stream, or a failure. */
final class Answers {
    private static final int LONGEST_ERROR = 1024 * 1024;
    private static final int LONGEST_ANSWER = 256 * 1024 * 1024;
    private static final byte[] NOTHING = {};
    private static final Duration ERROR_TIME = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final Exchange exchange;
    private final FailureReading failures;
    private final Entrance entrance;
    private final Streams streams;
    private final Telling telling;
    private final AtomicInteger made;
    private final Settling settling;

    Answers(
            LongSupplier nanoTime,
            Exchange exchange,
            FailureReading failures,
            Entrance entrance,
            Streams streams,
            Telling telling,
            AtomicInteger made,
            Settling settling) {
        this.nanoTime = nanoTime;
        this.exchange = exchange;
        this.failures = failures;
        this.entrance = entrance;
        this.streams = streams;
        this.telling = telling;
        this.made = made;
        this.settling = settling;
    }

    /** What this response comes to. */
    Tried read(Running running, ProviderResponse response) throws HttpFailure {
        entrance.heed(running.target(), response.headers());
        boolean good = response.status() >= 200 && response.status() < 300;
        if (!good) {
            byte[] body = response.whole(LONGEST_ERROR, ERROR_TIME);
            return settling.failed(
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
            body = response.whole(
                    LONGEST_ANSWER, Duration.ofNanos(Math.max(1, running.deadlineNanos() - nanoTime.getAsLong())));
        } catch (HttpFailure e) {
            return settling.brokenInside(running, e, response.status(), requestId);
        }
        if (exchange.envelope().stream()) {
            return settling.failed(
                    running,
                    failures.garbage(running.target(), "a whole answer although a stream was asked for", requestId),
                    Measured.NOTHING);
        }
        try {
            ProviderDialect.Summary summary = running.dialect().summary(body);
            byte[] told = running.dialect().name().equals(exchange.dialect().name())
                    ? running.dialect().pass(body, exchange.style())
                    : exchange.dialect().write(finished(running.dialect().read(body)), exchange.style());
            Measured measured = new Measured(
                    Optional.of(summary.model()), summary.usage(), summary.contentBytes(), summary.providerStop());
            entrance.leave(running.place(), measured);
            if (!running.lane().win()) {
                return settling.outrun(running, Outcome.OUTRUN, measured);
            }
            running.pass().succeeded();
            Reply.Whole reply = new Reply.Whole(told, running.served(made.get(), requestId), measured);
            telling.given(new Given(running, reply, body, nanoTime.getAsLong(), OptionalLong::empty));
            return new Tried.Answered(reply);
        } catch (Unreadable e) {
            return settling.failed(
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
        ProviderStream stream = streams.of(running, response, told);
        HangUp.Registration registration = running.lane().hangUp().onHangUp(stream::close);
        Optional<AttemptFailure> failure;
        try {
            failure = stream.awaitContent();
        } finally {
            registration.cancel();
        }
        if (failure.isEmpty() && !running.lane().win()) {
            stream.close();
            return settling.outrun(running, Outcome.OUTRUN, stream.measured());
        }
        if (failure.isEmpty()) {
            running.pass().began();
            Served served = running.served(made.get(), Upstream.requestId(target, response.headers()));
            Reply.Streaming reply = new Reply.Streaming(stream, served, stream::measured);
            telling.given(new Given(running, reply, NOTHING, nanoTime.getAsLong(), stream::firstContent));
            telling.begun(new Leg(reply, target, running.hold(), running.sentNanos(), stream::firstContent, told));
            return new Tried.Answered(reply);
        }
        Measured measured = stream.measured();
        if (running.lane().hangUp().happened()) {
            return settling.abandoned(running, measured, true);
        }
        telling.brokeOff(target, measured);
        return settling.failed(running, failure.get(), measured);
    }
}
