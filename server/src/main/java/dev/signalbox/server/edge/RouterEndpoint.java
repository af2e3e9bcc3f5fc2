package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.EndpointKind;
import dev.signalbox.server.http.Endpoints;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.http.PathPattern;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.routers.KeptRouter;
import dev.signalbox.server.routers.Remark;
import dev.signalbox.server.routers.RouterKeeper;
import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.WireError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code PUT}, {@code GET} and {@code DELETE /v1/routers/NAME}, and the same at Azure's path: for the callers who may edit routers. */
final class RouterEndpoint {
    static final String PATH = "/v1/routers/{name}";
    static final String AZURE =
            "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.CognitiveServices/accounts/{a}"
                    + "/deployments/{name}";

    private static final int MOST_BYTES = 1 << 20;
    private static final String TYPE = "Microsoft.CognitiveServices/accounts/deployments";

    private final Doorway doorway;
    private final Identity identity;
    private final CallerDialects dialects;
    private final RouterKeeper keeper;

    RouterEndpoint(Doorway doorway, Identity identity, CallerDialects dialects, RouterKeeper keeper) {
        this.doorway = doorway;
        this.identity = identity;
        this.dialects = dialects;
        this.keeper = keeper;
    }

    /** All of its entries in the table. */
    List<Endpoints.Entry> entries() {
        return List.of(
                entry("PUT", PATH, this::put),
                entry("GET", PATH, this::get),
                entry("DELETE", PATH, this::delete),
                entry("PUT", AZURE, this::put),
                entry("GET", AZURE, this::get),
                entry("DELETE", AZURE, this::delete));
    }

    private static Endpoints.Entry entry(String method, String path, Endpoint endpoint) {
        return new Endpoints.Entry(
                method, PathPattern.of(path), EndpointKind.LOOKUP, false, Optional.empty(), MOST_BYTES, endpoint);
    }

    private void put(HttpRequest request, HttpResponse response) {
        answer(request, response, name -> keeper.put(name, request.body(), terms(request)));
    }

    private void get(HttpRequest request, HttpResponse response) {
        answer(request, response, keeper::get);
    }

    private void delete(HttpRequest request, HttpResponse response) {
        answer(request, response, name -> keeper.delete(name, terms(request)));
    }

    private static RouterKeeper.Terms terms(HttpRequest request) {
        return new RouterKeeper.Terms(
                request.headers().first("if-match").map(String::strip),
                request.headers().first("if-none-match").map(String::strip),
                request.query("force").filter("true"::equals).isPresent());
    }

    private interface Work {
        KeptRouter on(String name);
    }

    private void answer(HttpRequest request, HttpResponse response, Work work) {
        String id = doorway.nextId();
        try {
            Caller caller = identity.recognise(Keys.presented(request), doorway.settings());
            List<String> editors = doorway.settings()
                    .routers()
                    .map(RouterSettings::editors)
                    .orElseThrow(() -> new Refused(new Failure.Forbidden(
                            "routers_off", "routers: off (expected: routers.folder in the configuration)")));
            if (!editors.contains(caller.name())) {
                throw new Refused(new Failure.Forbidden(
                        "not_an_editor",
                        "this key may not edit routers (expected: the key of one of routers.editors)"));
            }
            switch (work.on(request.variable("name").orElse(""))) {
                case KeptRouter.Kept kept ->
                    response.whole(
                            kept.fresh() ? 201 : 200,
                            headers(id).toBuilder().add("etag", kept.etag()).build(),
                            JsonCodec.write(resource(kept, request.path())));
                case KeptRouter.Gone(boolean was) ->
                    response.whole(
                            200, headers(id), JsonCodec.write(Json.object(fields -> fields.put("deleted", was))));
                case KeptRouter.Refused refused -> refuse(refused, request, response, id);
            }
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialects.of(request), id);
            response.whole(told.status(), told.headers(), told.body());
        }
    }

    private void refuse(KeptRouter.Refused refused, HttpRequest request, HttpResponse response, String id) {
        WireError.Kind kind = switch (refused.why()) {
            case INVALID -> WireError.Kind.BAD_REQUEST;
            case OFF -> WireError.Kind.FORBIDDEN;
            case MISSING -> WireError.Kind.NOT_FOUND;
            case CONFLICT, OTHER_VERSION -> WireError.Kind.CONFLICT;
            case UNWRITABLE -> WireError.Kind.UNAVAILABLE;
        };
        String code = switch (refused.why()) {
            case INVALID -> "invalid_router";
            case OFF -> "routers_off";
            case MISSING -> "router_not_found";
            case CONFLICT -> "router_conflict";
            case OTHER_VERSION -> "precondition_failed";
            case UNWRITABLE -> "routers_not_writable";
        };
        WireError error = WireError.gateway(kind, code, refused.words()).withRequestId(id);
        boolean version = refused.why() == KeptRouter.Why.OTHER_VERSION;
        response.whole(
                version ? 412 : dialects.of(request).status(error),
                headers(id),
                dialects.of(request).write(error));
    }

    private static Headers headers(String id) {
        return Headers.of(
                "content-type", "application/json", "cache-control", "no-store", "x-signalbox-request-id", id);
    }

    /** As Azure tells it, and what was lost or assumed. */
    private static Json resource(KeptRouter.Kept kept, String path) {
        return Json.object(fields -> {
            fields.put("id", path).put("type", TYPE).all(kept.resource());
            if (!kept.remarks().isEmpty()) {
                fields.put(
                        "remarks",
                        Json.array(kept.remarks().stream()
                                .map(RouterEndpoint::remark)
                                .toList()));
            }
        });
    }

    private static Json remark(Remark remark) {
        return Json.object(fields -> fields.put("kind", remark.kind().name().toLowerCase(Locale.ROOT))
                .put("key", remark.path())
                .put("words", remark.words()));
    }
}
