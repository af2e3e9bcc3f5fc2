package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.simulator.log.SimulatorStats;
import dev.signalbox.simulator.script.FaultRule;
import dev.signalbox.simulator.script.FaultSpec;
import dev.signalbox.simulator.script.Faults;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The simulator's own endpoints, by which another process scripts it and looks into it. */
final class Admin {
    private static final Set<String> SECRET =
            Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

    private static final Pattern KEY = Pattern.compile("([?&]key=)[^&]*");

    private final Setup setup;

    Admin(Setup setup) {
        this.setup = setup;
    }

    void serve(HttpServerRequest request, byte[] body) {
        switch (request.method().name() + " " + request.path()) {
            case "GET /simulator/stats" -> send(request, 200, stats(setup.log().stats()));
            case "GET /simulator/requests" ->
                send(request, 200, requests(setup.log().requests()));
            case "DELETE /simulator/requests" -> {
                setup.log().reset();
                send(request, 200, stats(setup.log().stats()));
            }
            case "GET /simulator/faults" -> send(request, 200, faults());
            case "POST /simulator/faults" -> script(request, new String(body, StandardCharsets.UTF_8));
            case "DELETE /simulator/faults" -> {
                setup.faults().clear();
                send(request, 200, faults());
            }
            default ->
                send(
                        request,
                        404,
                        Json.object()
                                .put(
                                        "error",
                                        request.method() + " " + request.path()
                                                + " (expected: GET or DELETE /simulator/requests, GET /simulator/stats,"
                                                + " GET, POST or DELETE /simulator/faults)"));
        }
    }

    void tooLarge(HttpServerRequest request) {
        send(request, 413, Json.object().put("error", "body: larger than " + setup.maxBodyBytes() + " bytes"));
    }

    /** Adds the rules of a text; none of them when one is wrong. */
    private void script(HttpServerRequest request, String text) {
        try {
            List<FaultRule> rules = FaultSpec.rules(text);
            rules.forEach(setup.faults()::add);
            send(request, 200, faults());
        } catch (IllegalArgumentException e) {
            send(request, 400, Json.object().put("error", e.getMessage()));
        }
    }

    private ObjectNode faults() {
        ObjectNode node = Json.object();
        node.putArray("faults");
        for (Faults.Tally tally : setup.faults().tallies()) {
            node.withArray("faults")
                    .addObject()
                    .put("rule", FaultSpec.text(tally.rule()))
                    .put("seen", tally.seen())
                    .put("hit", tally.hit());
        }
        return node;
    }

    private static ObjectNode stats(SimulatorStats stats) {
        ObjectNode node = Json.object()
                .put("requests", stats.requests())
                .put("answered", stats.answered())
                .put("broken", stats.broken())
                .put("aborted", stats.aborted())
                .put("faulted", stats.faulted())
                .put("open", stats.open())
                .put("connections", stats.connections())
                .put("openConnections", stats.openConnections());
        ObjectNode byModel = node.putObject("byModel");
        stats.byModel().forEach(byModel::put);
        ObjectNode byStatus = node.putObject("byStatus");
        stats.byStatus().forEach((status, count) -> byStatus.put(String.valueOf(status), count));
        return node;
    }

    private static ObjectNode requests(List<ReceivedRequest> requests) {
        ObjectNode node = Json.object();
        node.putArray("requests");
        requests.forEach(request -> request(request, node.withArray("requests").addObject()));
        return node;
    }

    private static void request(ReceivedRequest request, ObjectNode into) {
        into.put("number", request.number())
                .put("arrived", request.arrived().toString())
                .put("dialect", request.dialect())
                .put("method", request.method())
                .put("path", KEY.matcher(request.path()).replaceAll("$1***"))
                .put("model", request.model())
                .put("stream", request.stream())
                .put("fault", request.fault().orElse(null))
                .put("status", request.status())
                .put("events", request.events())
                .put("requestId", request.requestId())
                .put("outcome", request.outcome().toString())
                .put("ended", request.ended().map(Object::toString).orElse(null));
        ObjectNode headers = into.putObject("headers");
        request.headers()
                .forEach((name, values) -> values.forEach(
                        value -> headers.withArray(name).add(SECRET.contains(name) ? digest(value) : value)));
        into.put("body", request.bodyText());
    }

    /** Keys are not shown; who knows one can compare its digest. */
    private static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.utf8(secret));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void send(HttpServerRequest request, int status, ObjectNode body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Json.text(body) + "\n");
    }
}
