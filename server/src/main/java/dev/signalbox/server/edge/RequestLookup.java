package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;

/** {@code GET /v1/requests/ID}: one entry of the ledger, or what was decided, for the caller whose request it was. */
final class RequestLookup {
    private final Doorway doorway;
    private final Identity identity;
    private final CallerDialects dialects;
    private final Edge.EntryFinder entries;
    private final Edge.EntryFinder decisions;

    RequestLookup(
            Doorway doorway,
            Identity identity,
            CallerDialects dialects,
            Edge.EntryFinder entries,
            Edge.EntryFinder decisions) {
        this.doorway = doorway;
        this.identity = identity;
        this.dialects = dialects;
        this.entries = entries;
        this.decisions = decisions;
    }

    void one(HttpRequest request, HttpResponse response) {
        answer(entries, request, response);
    }

    void decision(HttpRequest request, HttpResponse response) {
        answer(decisions, request, response);
    }

    private void answer(Edge.EntryFinder finder, HttpRequest request, HttpResponse response) {
        String wanted = request.variable("id").orElse("");
        String id = doorway.nextId();
        try {
            Caller caller = identity.recognise(Keys.presented(request), doorway.settings());
            Json.Obj entry = finder.find(wanted, caller.name())
                    .orElseThrow(() -> new Refused(new Failure.UnknownRequest(wanted)));
            response.whole(
                    200,
                    Headers.of("content-type", "application/json", "x-signalbox-request-id", id),
                    JsonCodec.write(entry));
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialects.of(request), id);
            response.whole(told.status(), told.headers(), told.body());
        }
    }
}
