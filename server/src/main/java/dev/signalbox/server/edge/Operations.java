package dev.signalbox.server.edge;

import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Health and metrics. Health is answered on the event loop, so that it stays fast while everything else is busy. */
final class Operations {
    private static final Headers TEXT =
            Headers.of("content-type", "text/plain; charset=utf-8", "cache-control", "no-store");
    private static final Headers METRICS =
            Headers.of("content-type", "text/plain; version=0.0.4; charset=utf-8", "cache-control", "no-store");

    /** The query that makes readiness take its time. */
    static final String DEEP = "deep";

    private final Supplier<Optional<String>> notReady;
    private final Supplier<String> metrics;
    private final Endpoint deep;

    /**
     * Answers with these.
     *
     * @param notReady why no request should be sent here now, or empty
     * @param metrics all metrics in the Prometheus text format
     * @param deep answers those who want to know of every model
     */
    Operations(Supplier<Optional<String>> notReady, Supplier<String> metrics, Endpoint deep) {
        this.notReady = notReady;
        this.metrics = metrics;
        this.deep = deep;
    }

    void alive(HttpRequest request, HttpResponse response) {
        response.whole(200, TEXT, bytes("ok\n"));
    }

    void ready(HttpRequest request, HttpResponse response) throws Exception {
        Optional<String> reason = notReady.get();
        if (reason.isEmpty() && request.query(DEEP).isPresent()) {
            deep.serve(request, response);
            return;
        }
        response.whole(
                reason.isPresent() ? 503 : 200,
                TEXT,
                bytes(reason.map(r -> r + "\n").orElse("ready\n")));
    }

    void metrics(HttpRequest request, HttpResponse response) {
        response.whole(200, METRICS, bytes(metrics.get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
