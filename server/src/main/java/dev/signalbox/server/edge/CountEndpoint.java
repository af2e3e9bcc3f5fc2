package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Endpoint;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.server.telemetry.CountObserver;
import dev.signalbox.server.telemetry.RequestObserver;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.CountedCalls;
import dev.signalbox.wire.dialect.Unreadable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A path that counts the tokens of a request in one dialect and answers nothing else. */
final class CountEndpoint implements Endpoint {
    private final CallerDialect dialect;
    private final CountedCalls calls;
    private final Addressing addressing;
    private final Doorway doorway;
    private final Pipeline pipeline;
    private final RequestObserver requests;
    private final CountObserver counts;
    private final LongSupplier nanoTime;

    /** @throws IllegalArgumentException if callers of the dialect cannot ask for counts */
    CountEndpoint(CallerDialect dialect, Addressing addressing, Doorway doorway, Edge.Parts parts) {
        this.dialect = dialect;
        this.calls = dialect.counts()
                .orElseThrow(() -> new IllegalArgumentException(
                        "dialect: " + dialect.name() + " (expected: one that counts tokens)"));
        this.addressing = addressing;
        this.doorway = doorway;
        this.pipeline = parts.pipeline();
        this.requests = parts.observer();
        this.counts = parts.counts();
        this.nanoTime = parts.nanoTime();
    }

    @Override
    public void serve(HttpRequest request, HttpResponse response) {
        String id = doorway.nextId();
        Exchange exchange;
        try {
            byte[] body = calls.request(request.body());
            exchange = doorway.enter(id, request, body, dialect, addressing.read(request));
        } catch (Unreadable e) {
            Failure failure = new Failure.BadRequest("invalid_request", String.valueOf(e.getMessage()), e.field());
            Errors.Told told = Errors.tell(failure, dialect, id);
            requests.rejected(id, dialect.name(), told.status(), failure.code());
            response.whole(told.status(), told.headers(), told.body());
            return;
        }
        try {
            Counted counted = pipeline.count(exchange);
            counts.counted(exchange, Optional.of(counted), 200, Optional.empty(), since(exchange));
            response.whole(200, headers(exchange, counted), calls.write(counted.count(), exchange.style()));
        } catch (Refused refused) {
            Errors.Told told = Errors.tell(refused.failure(), dialect, id);
            Optional<String> code = Optional.of(refused.failure().code());
            counts.counted(exchange, Optional.empty(), told.status(), code, since(exchange));
            response.whole(told.status(), told.headers(), told.body());
        }
    }

    private Duration since(Exchange exchange) {
        return Duration.ofNanos(nanoTime.getAsLong() - exchange.startedNanos());
    }

    private static Headers headers(Exchange exchange, Counted counted) {
        return Headers.builder()
                .add("content-type", "application/json")
                .add("x-signalbox-request-id", exchange.id())
                .add("x-request-id", exchange.id())
                .add("request-id", exchange.id())
                .add("x-signalbox-count", counted.count().word())
                .add(
                        "x-signalbox-model",
                        AnswerHeaders.printable(counted.target().name()))
                .add("x-signalbox-provider", counted.target().provider().name())
                .build();
    }
}
