package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.http.StreamingBody;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.server.telemetry.RequestObserver;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Unreadable;

/** A path to models in one dialect: request in, answer or error out. */
final class ModelEndpoint implements Endpoint {
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
        Exchange exchange;
        try {
            exchange = doorway.enter(id, request, dialect, addressing.read(request));
        } catch (Unreadable e) {
            Failure failure = new Failure.BadRequest("invalid_request", String.valueOf(e.getMessage()), e.field());
            Errors.Told told = Errors.tell(failure, dialect, id);
            observer.rejected(id, dialect.name(), told.status(), failure.code());
            response.whole(told.status(), told.headers(), framing.refusal(told.body()));
            return;
        }
        try {
            answer(exchange, pipeline.serve(exchange), framing, response);
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialect, id);
            response.whole(told.status(), told.headers(), framing.refusal(told.body()));
        }
    }

    private void answer(Exchange exchange, Pipeline.Answer answer, Framing framing, HttpResponse response) {
        switch (answer.reply()) {
            case Reply.Whole whole -> {
                response.whole(200, AnswerHeaders.of(exchange, answer, "application/json"), whole.body());
            }
            case Reply.Streaming streaming -> relay(exchange, answer, streaming, framing, response);
        }
    }

    /** Hands the stream over to the event loop: the virtual thread is done, the frames flow without it. */
    private void relay(
            Exchange exchange, Pipeline.Answer answer, Reply.Streaming reply, Framing framing, HttpResponse response) {
        StreamingBody body = response.stream(200, AnswerHeaders.of(exchange, answer, framing.contentType()));
        HangUp.Registration registration = exchange.hangUp().onHangUp(reply::close);
        reply.source().start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                body.write(framing.frame(frame.event()));
                if (body.full()) {
                    reply.source().pause();
                    body.onDrain(reply.source()::resume);
                }
            }

            @Override
            public void end(Ending ending) {
                registration.cancel();
                body.end(framing.end());
            }
        });
    }
}
