package dev.signalbox.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.ServerSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests for tests of what happens before anybody is called. */
public final class Requests {
    public static final Caller CALLER = new Caller("tester", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Settings SETTINGS = Settings.defaults();

    private Requests() {}

    public static Exchange plain() {
        return of(Headers.empty(), "");
    }

    public static Exchange with(Headers headers) {
        return of(headers, "");
    }

    /** @param fields further fields of the body, each with a comma behind it */
    public static Exchange of(Headers headers, String fields) {
        return of(headers, fields, "[{\"role\":\"user\",\"content\":\"Hi\"}]");
    }

    /** @param messages as JSON */
    public static Exchange of(Headers headers, String fields, String messages) {
        return of(headers, "{" + fields + "\"model\":\"route\",\"messages\":" + messages + "}", Instant.EPOCH);
    }

    /** One that names this model. */
    public static Exchange named(String model, Headers headers, String fields, String messages) {
        return of(headers, "{" + fields + "\"model\":\"" + model + "\",\"messages\":" + messages + "}", Instant.EPOCH);
    }

    /** One with this body. */
    public static Exchange ofBody(String body) {
        return of(Headers.empty(), body, Instant.EPOCH);
    }

    /** One that arrived at this moment. */
    public static Exchange at(Instant arrived) {
        return of(
                Headers.empty(),
                "{\"model\":\"route\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                arrived);
    }

    private static Exchange of(Headers headers, String body, Instant arrived) {
        try {
            return new Exchange(
                    "request",
                    arrived,
                    0,
                    Long.MAX_VALUE,
                    OpenAi.caller(),
                    OpenAi.caller().open(body.getBytes(UTF_8)),
                    new ReplyStyle(false, false, 0),
                    headers,
                    Optional.empty(),
                    Optional.empty(),
                    SETTINGS,
                    HangUp.never(),
                    new Here());
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The defaults with another listener. */
    public static Settings settings(ServerSettings server) {
        Settings all = Settings.defaults();
        return new Settings(
                server,
                all.providers(),
                all.models(),
                all.routes(),
                all.callers(),
                all.ledger(),
                all.telemetry(),
                all.fetch(),
                all.idempotency(),
                all.thinking(),
                all.events(),
                all.health(),
                all.routers(),
                all.version());
    }

    /** The same request under other settings. */
    public static Exchange after(Exchange exchange, Settings settings) {
        return new Exchange(
                exchange.id(),
                exchange.arrived(),
                exchange.startedNanos(),
                exchange.deadlineNanos(),
                exchange.dialect(),
                exchange.envelope(),
                exchange.style(),
                exchange.headers(),
                exchange.key(),
                exchange.traceparent(),
                settings,
                exchange.hangUp(),
                exchange.loop());
    }

    private static final class Here implements EventLoop {
        @Override
        public void run(Runnable task) {
            task.run();
        }

        @Override
        public boolean here() {
            return true;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
