package dev.signalbox.server.events;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpCall;
import dev.signalbox.server.http.HttpClient;
import dev.signalbox.server.http.HttpClientOptions;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.EventSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries to deliver events to a receiver, over connections of its own. */
final class Webhook implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLITENESS = Duration.ofSeconds(1);
    private static final int POLITE_BYTES = 16 * 1024;

    private final HttpClient client;
    private final Supplier<EventLoop> loops;
    private final Clock clock;

    Webhook(HttpRuntime runtime, Clock clock) {
        this.client = HttpClient.create(runtime, HttpClientOptions.defaults().withConnectTimeout(CONNECT));
        this.loops = runtime::loop;
        this.clock = clock;
    }

    /** Tries once. Blocks; called on a virtual thread. */
    Delivery deliver(Event event, EventSettings to) {
        byte[] body = event.body();
        long moment = clock.instant().getEpochSecond();
        Headers headers = Headers.of(
                "content-type", "application/json",
                "user-agent", "signalbox",
                "webhook-id", event.id(),
                "webhook-timestamp", Long.toString(moment),
                "webhook-signature", Signature.of(to.key(), event.id(), moment, body));
        HttpCall call = new HttpCall(
                "POST",
                to.webhook(),
                headers,
                body,
                CONNECT,
                PATIENCE,
                POLITENESS,
                System.nanoTime() + PATIENCE.toNanos(),
                loops.get());
        try (ProviderResponse response = client.send(call, HangUp.never())) {
            finish(response);
            return Delivery.of(response.status());
        } catch (HttpFailure e) {
            return Delivery.FAILED;
        }
    }

    /** Lets the receiver say what it wants to say, though only its status counts. */
    private static void finish(ProviderResponse response) {
        try {
            response.whole(POLITE_BYTES, POLITENESS);
        } catch (HttpFailure e) {
            // The status has told already what became of the delivery.
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
