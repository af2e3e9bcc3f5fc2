package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;

/** {@code POST /v1/feedback}: what a caller thought of the answer to one of its requests, or a grader of anybody's. */
final class FeedbackEndpoint implements Endpoint {
    static final String PATH = "/v1/feedback";
    static final int MOST_BYTES = 32 * 1024;

    private final Doorway doorway;
    private final Identity identity;
    private final CallerDialects dialects;
    private final Edge.FeedbackTaker taker;
    private final FeedbackRate rate;

    FeedbackEndpoint(Doorway doorway, Identity identity, CallerDialects dialects, Edge.FeedbackTaker taker) {
        this.doorway = doorway;
        this.identity = identity;
        this.dialects = dialects;
        this.taker = taker;
        this.rate = new FeedbackRate(doorway.nanoTime());
    }

    @Override
    public void serve(HttpRequest request, HttpResponse response) {
        String id = doorway.nextId();
        try {
            Caller caller = identity.recognise(Keys.presented(request), doorway.settings());
            rate.take(caller.name());
            FeedbackReading.Told told = FeedbackReading.read(request.body());
            Json.Obj kept = taker.take(caller.name(), told.requestId(), told.score(), told.comment(), told.labels())
                    .orElseThrow(() -> new Refused(new Failure.UnknownRequest(told.requestId())));
            response.whole(
                    200,
                    Headers.of("content-type", "application/json", "x-signalbox-request-id", id),
                    JsonCodec.write(kept));
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialects.of(request), id);
            response.whole(told.status(), told.headers(), told.body());
        }
    }
}
