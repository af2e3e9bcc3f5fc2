package dev.signalbox.server.edge;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.EndpointKind;
import dev.signalbox.server.http.Endpoints;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.PathPattern;
import dev.signalbox.server.http.Rejections;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.peers.Hearing;
import dev.signalbox.server.peers.Peers;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.server.probes.DeepCheck;
import dev.signalbox.server.routers.RouterKeeper;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.telemetry.CountObserver;
import dev.signalbox.server.telemetry.RequestObserver;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.process.SimpleCall;
import dev.signalbox.wire.dialect.responses.Responses;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.WireError;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The door for applications: every path, what answers it, and in which words the server itself refuses. */
public final class Edge {
    private final Parts parts;
    private final CallerDialects dialects = new CallerDialects(
            OpenAi.caller(), Responses.caller(), Anthropic.caller(), Gemini.caller(), SimpleCall.caller());

    /**
     * What the door works with.
     *
     * @param entries finds one entry of the ledger as JSON
     * @param decisions finds what was decided for a request as JSON
     * @param feedback keeps what callers thought of answers
     * @param notReady why no request should be sent here now, or empty
     * @param deepCheck asks all models whether they answer
     * @param reach how many peers listen, or empty while there are none
     * @param hearing listens to peers
     * @param metrics all metrics in the Prometheus text format
     * @param pages tells what learned routes buy
     * @param routers keeps the routes that stand in files of their own
     */
    public record Parts(
            SettingsHolder settings,
            Pipeline pipeline,
            Identity identity,
            Catalogue catalogue,
            EntryFinder entries,
            EntryFinder decisions,
            FeedbackTaker feedback,
            RequestObserver observer,
            CountObserver counts,
            Supplier<Optional<String>> notReady,
            DeepCheck deepCheck,
            Supplier<Optional<Peers.Reach>> reach,
            Hearing hearing,
            Supplier<String> metrics,
            Supplier<String> ids,
            Clock clock,
            LongSupplier nanoTime,
            Abilities abilities,
            RouterPages pages,
            RouterKeeper routers) {}

    /** Finds an entry by the id of the request and the name of its caller. Blocks. */
    @FunctionalInterface
    public interface EntryFinder {
        /** The entry, if there is one and it is this caller's. */
        Optional<Json.Obj> find(String requestId, String caller);
    }

    /** Tells what learned routes buy. */
    @FunctionalInterface
    public interface RouterPages {
        /** Its modes and what they keep and save, as JSON; nothing of another route, or of a model. */
        Optional<Json.Obj> of(String name, Settings settings);
    }

    /** Keeps what a caller thought of an answer. Blocks. */
    @FunctionalInterface
    public interface FeedbackTaker {
        /**
         * What is kept as JSON, if there is such a request and this caller may tell of it.
         *
         * @throws dev.signalbox.server.exchange.Refused if it cannot be kept now
         */
        Optional<Json.Obj> take(
                String caller, String requestId, double score, Optional<String> comment, List<String> labels);
    }

    /** Works with these. */
    public Edge(Parts parts) {
        this.parts = parts;
    }

    /** The table of all paths. */
    public Endpoints endpoints() {
        Doorway doorway = new Doorway(parts.settings, parts.ids, parts.clock, parts.nanoTime);
        ModelList models = new ModelList(
                doorway,
                parts.identity,
                parts.catalogue,
                dialects,
                parts.clock,
                new RouteWindows(parts.catalogue, parts.abilities),
                parts.pages);
        RequestLookup requests = new RequestLookup(doorway, parts.identity, dialects, parts.entries, parts.decisions);
        Endpoint openAi = model(dialects.openAi(), Addressing.body(), doorway);
        Endpoint deployment = model(dialects.openAi(), Addressing.deployment(), doorway);
        Endpoint responses = model(dialects.responses(), Addressing.body(), doorway);
        Endpoint anthropic = model(dialects.anthropic(), Addressing.body(), doorway);
        Endpoint gemini = model(dialects.gemini(), new Addressing.Model(false), doorway);
        Endpoint geminiStream = model(dialects.gemini(), new Addressing.Model(true), doorway);
        Endpoint process = model(dialects.process(), Addressing.onlyRoute(parts.settings), doorway);
        Endpoint anthropicCount = new CountEndpoint(dialects.anthropic(), Addressing.body(), doorway, parts);
        Endpoint geminiCount = new CountEndpoint(dialects.gemini(), new Addressing.Model(false), doorway, parts);
        Operations operations = new Operations(
                parts.notReady,
                parts.metrics,
                new DeepReadiness(doorway, parts.identity, dialects, parts.deepCheck, parts.reach));
        Endpoints.Builder table = Endpoints.builder()
                .add("POST", "/v1/chat/completions", EndpointKind.MODEL, openAi)
                .add("POST", "/openai/v1/chat/completions", EndpointKind.MODEL, openAi)
                .add("POST", "/openai/deployments/{deployment...}/chat/completions", EndpointKind.MODEL, deployment)
                .add("POST", "/v1/responses", EndpointKind.MODEL, responses)
                .add("POST", "/openai/v1/responses", EndpointKind.MODEL, responses)
                .add("POST", "/v1/messages", EndpointKind.MODEL, anthropic)
                .add("POST", "/v1beta/models/{model...}:generateContent", EndpointKind.MODEL, gemini)
                .add("POST", "/v1beta/models/{model...}:streamGenerateContent", EndpointKind.MODEL, geminiStream)
                .add("POST", "/v1/models/{model...}:generateContent", EndpointKind.MODEL, gemini)
                .add("POST", "/v1/models/{model...}:streamGenerateContent", EndpointKind.MODEL, geminiStream)
                .add("POST", "/v1/process", EndpointKind.MODEL, process)
                .add("POST", "/v1/messages/count_tokens", EndpointKind.MODEL, anthropicCount)
                .add("POST", "/v1beta/models/{model...}:countTokens", EndpointKind.MODEL, geminiCount)
                .add("POST", "/v1/models/{model...}:countTokens", EndpointKind.MODEL, geminiCount)
                .add("GET", "/v1/models", EndpointKind.LOOKUP, models::all)
                .add("GET", "/v1/models/{model...}", EndpointKind.LOOKUP, models::one)
                .add("GET", "/openai/v1/models", EndpointKind.LOOKUP, models::all)
                .add("GET", "/openai/v1/models/{model...}", EndpointKind.LOOKUP, models::one)
                .add("GET", "/openai/models", EndpointKind.LOOKUP, models::all)
                .add("GET", "/openai/models/{model...}", EndpointKind.LOOKUP, models::one)
                .add("GET", "/v1beta/models", EndpointKind.LOOKUP, models::all)
                .add("GET", "/v1beta/models/{model...}", EndpointKind.LOOKUP, models::one)
                .add("GET", "/v1/requests/{id}", EndpointKind.LOOKUP, requests::one)
                .add("GET", "/v1/requests/{id}/decision", EndpointKind.LOOKUP, requests::decision)
                .add(new Endpoints.Entry(
                        "POST",
                        PathPattern.of(FeedbackEndpoint.PATH),
                        EndpointKind.LOOKUP,
                        false,
                        Optional.empty(),
                        FeedbackEndpoint.MOST_BYTES,
                        new FeedbackEndpoint(doorway, parts.identity, dialects, parts.feedback)))
                .immediate("GET", "/healthz", operations::alive)
                .immediateUnlessAsked("GET", "/readyz", Operations.DEEP, operations::ready)
                .add("GET", "/metrics", EndpointKind.OPERATIONS, operations::metrics)
                .operation("POST", PeerEndpoint.PATH, PeerEndpoint.MOST_BYTES, new PeerEndpoint(parts.hearing));
        new RouterEndpoint(doorway, parts.identity, dialects, parts.routers)
                .entries()
                .forEach(table::add);
        return table.build();
    }

    /** The server's own refusals in the dialect of the path. */
    public Rejections rejections() {
        return (head, status, code, message) -> {
            String id = parts.ids.get();
            CallerDialect dialect = dialects.of(head);
            WireError error = WireError.gateway(kind(status), code, told(head, status, message))
                    .withRequestId(id);
            Headers.Builder headers =
                    Headers.builder().add("content-type", "application/json").add("x-signalbox-request-id", id);
            if (status == 503) {
                headers.add("retry-after", "1");
            }
            parts.observer.rejected(id, dialect.name(), status, code);
            return new Rejections.Rejection(headers.build(), dialect.write(error));
        };
    }

    private Endpoint model(CallerDialect dialect, Addressing addressing, Doorway doorway) {
        return new ModelEndpoint(dialect, addressing, doorway, parts.pipeline, parts.observer);
    }

    private static String told(HttpRequest head, int status, String message) {
        return status == 404 || status == 405
                ? message + " (" + head.method() + " " + shortened(head.path()) + ")"
                : message;
    }

    private static String shortened(String path) {
        return path.length() > 200 ? path.substring(0, 200) + "..." : path;
    }

    private static WireError.Kind kind(int status) {
        return switch (status) {
            case 404 -> WireError.Kind.NOT_FOUND;
            case 405 -> WireError.Kind.METHOD_NOT_ALLOWED;
            case 408 -> WireError.Kind.REQUEST_TIMEOUT;
            case 413 -> WireError.Kind.TOO_LARGE;
            case 415 -> WireError.Kind.UNSUPPORTED_ENCODING;
            case 431 -> WireError.Kind.HEADERS_TOO_LARGE;
            case 500 -> WireError.Kind.INTERNAL;
            case 503 -> WireError.Kind.UNAVAILABLE;
            default -> WireError.Kind.BAD_REQUEST;
        };
    }
}
