package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Laps;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.http.StreamingBody;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.server.telemetry.RequestObserver;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** A path to models in one dialect: request in, answer or error out. */
final class ModelEndpoint implements Endpoint {
    private static final int OK = 200;
    private static final String JSON = "application/json";

    private final CallerDialect dialect;
    private final Addressing addressing;
    private final Doorway doorway;
    private final Pipeline pipeline;
    private final RequestObserver observer;

    ModelEndpoint(
            CallerDialect dialect,
            Addressing addressing,
            Doorway doorway,
            Pipeline pipeline,
            RequestObserver observer) {
        this.dialect = dialect;
        this.addressing = addressing;
        this.doorway = doorway;
        this.pipeline = pipeline;
        this.observer = observer;
    }

    @Override
    public void serve(HttpRequest request, HttpResponse response) {
        String id = doorway.nextId();
        Framing framing = addressing.framing(request);
        long began = doorway.nanoTime().getAsLong();
        Exchange exchange;
        try {
            exchange = doorway.enter(id, request, dialect, addressing.read(request));
        } catch (Unreadable e) {
            Failure failure = new Failure.BadRequest("invalid_request", String.valueOf(e.getMessage()), e.field());
            Errors.Told told = Errors.tell(failure, dialect, id).timed(doorway.settings(), began, pipeline.laps());
            observer.rejected(id, dialect.name(), told.status(), failure.code());
            response.whole(told.status(), told.headers(), framing.refusal(told.body()));
            return;
        }
        Laps laps = pipeline.laps();
        Opening opening = new Opening(exchange, framing, response, doorway.nanoTime());
        try {
            opening.watch();
            switch (pipeline.serve(exchange, laps)) {
                case Pipeline.Answer.Fresh fresh -> fresh(exchange, fresh, laps, framing, opening, response);
                case Pipeline.Answer.Again again -> again(exchange, again.answer(), laps, framing, opening, response);
            }
        } catch (Refused refused) {
            Optional<Opening.Begun> begun = opening.take();
            if (begun.isPresent()) {
                refuse(exchange, refused.failure(), framing, begun.get());
            } else {
                Errors.Told told = Errors.tell(refused.failure(), dialect, id)
                        .timed(exchange.settings(), exchange.startedNanos(), laps);
                response.whole(told.status(), told.headers(), framing.refusal(told.body()));
            }
        } catch (RuntimeException e) {
            // The server cuts what has begun; a heartbeat must not outlive it.
            opening.take().ifPresent(Opening.Begun::stop);
            throw e;
        }
    }

    /** The head has left already: what failed is told as the last event. */
    private void refuse(Exchange exchange, Failure failure, Framing framing, Opening.Begun begun) {
        begun.stop();
        dialect.streamWriter(exchange.style())
                .fail(failure.told().withRequestId(exchange.id()))
                .forEach(event -> begun.body().write(framing.frame(event)));
        begun.body().end(framing.end());
    }

    /** Whatever fails here: the provider is let go, and the key of the request must not count as running for ever. */
    private void fresh(
            Exchange exchange,
            Pipeline.Answer.Fresh answer,
            Laps laps,
            Framing framing,
            Opening opening,
            HttpResponse response) {
        try {
            answer(exchange, answer, laps, framing, opening, response);
        } catch (RuntimeException e) {
            answer.reply().close();
            answer.keeping().failed();
            throw e;
        }
    }

    private void answer(
            Exchange exchange,
            Pipeline.Answer.Fresh answer,
            Laps laps,
            Framing framing,
            Opening opening,
            HttpResponse response) {
        Headers headers = AnswerHeaders.of(
                exchange, answer, laps, answer.reply() instanceof Reply.Whole ? JSON : framing.contentType());
        answer.keeping().told(OK, headers);
        switch (answer.reply()) {
            case Reply.Whole whole -> response.whole(OK, headers, whole.body());
            case Reply.Streaming streaming -> relay(exchange, streaming, framing, opening.stream(headers));
        }
    }

    /** A stream is kept as events, whatever frame they had: the repetition may ask for another. */
    private void again(
            Exchange exchange, KeptAnswer answer, Laps laps, Framing framing, Opening opening, HttpResponse response) {
        boolean stream = exchange.envelope().stream();
        Optional<Opening.Begun> begun = opening.take();
        if (begun.isPresent()) {
            begun.get().stop();
            begun.get().body().end(framed(answer.body(), framing));
            return;
        }
        response.whole(
                answer.status(),
                AnswerHeaders.again(exchange, answer, laps, stream ? framing.contentType() : JSON),
                stream ? framed(answer.body(), framing) : answer.body());
    }

    private static byte[] framed(byte[] events, Framing framing) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream(events.length);
        for (SseEvent event : new SseParser(Math.max(1, events.length)).feed(events)) {
            framed.writeBytes(framing.frame(event));
        }
        framed.writeBytes(framing.end());
        return framed.toByteArray();
    }

    /** Hands the stream over to the event loop: the virtual thread is done, the frames flow without it. */
    private static void relay(Exchange exchange, Reply.Streaming reply, Framing framing, Opening.Begun begun) {
        StreamingBody body = begun.body();
        HangUp.Registration registration = exchange.hangUp().onHangUp(() -> {
            begun.stop();
            reply.close();
        });
        reply.source().start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                body.write(framing.frame(frame.event()));
                begun.wrote();
                if (body.full()) {
                    reply.source().pause();
                    body.onDrain(reply.source()::resume);
                }
            }

            @Override
            public void end(Ending ending) {
                begun.stop();
                registration.cancel();
                body.end(framing.end());
            }
        });
    }
}
