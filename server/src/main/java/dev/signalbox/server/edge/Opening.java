package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpResponse;
import dev.signalbox.server.http.StreamingBody;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a streamed answer: with its first frame, or, where the operator wants it and the first frame takes long,
 * before it. Whoever has the answer takes it over, and finds what was begun.
 */
final class Opening {
    private static final int OK = 200;

    private final Exchange exchange;
    private final Framing framing;
    private final HttpResponse response;
    private final LongSupplier nanoTime;
    private final Optional<Duration> every;
    private @Nullable Begun begun;
    private boolean taken;
    private EventLoop.@Nullable Timer timer;

    /** A body whose head has been sent, and what keeps it alive. */
    record Begun(StreamingBody body, Optional<Heartbeat> heartbeat) {
        void wrote() {
            heartbeat.ifPresent(Heartbeat::wrote);
        }

        void stop() {
            heartbeat.ifPresent(Heartbeat::stop);
        }
    }

    Opening(Exchange exchange, Framing framing, HttpResponse response, LongSupplier nanoTime) {
        this.exchange = exchange;
        this.framing = framing;
        this.response = response;
        this.nanoTime = nanoTime;
        this.every = framing.comment().length == 0
                ? Optional.empty()
                : exchange.settings().server().heartbeat();
    }

    /** Sees to it that a stream begins in time even if nothing is there to be sent. */
    void watch() {
        if (exchange.envelope().stream() && exchange.settings().server().earlyHeartbeat() && every.isPresent()) {
            synchronized (this) {
                timer = exchange.loop().schedule(every.get(), this::early);
            }
        }
    }

    private synchronized void early() {
        if (!taken && !exchange.hangUp().happened()) {
            begun = begin(headers());
            begun.body().write(framing.comment());
        }
    }

    private Begun begin(Headers headers) {
        StreamingBody body = response.stream(OK, headers);
        Optional<Heartbeat> heartbeat =
                every.map(time -> new Heartbeat(exchange.loop(), body, framing.comment(), time, nanoTime));
        heartbeat.ifPresent(Heartbeat::start);
        return new Begun(body, heartbeat);
    }

    /** What has begun already, if anything; nothing begins by itself any more. */
    synchronized Optional<Begun> take() {
        taken = true;
        EventLoop.Timer waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
        return Optional.ofNullable(begun);
    }

    /** What has begun already, or a beginning with these fields. */
    Begun stream(Headers headers) {
        return take().orElseGet(() -> begin(headers));
    }

    /** All that is known before anybody has answered. */
    private Headers headers() {
        Headers.Builder fields = Headers.builder()
                .add("content-type", framing.contentType())
                .add("x-signalbox-request-id", exchange.id())
                .add("x-request-id", exchange.id())
                .add("request-id", exchange.id())
                .add("cache-control", "no-cache")
                .add("x-accel-buffering", "no");
        exchange.traceparent().ifPresent(trace -> fields.add("traceparent", trace));
        return fields.build();
    }
}
