package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes an exchange of a request: its id, the settings of this moment, the envelope, the style of the answer. */
final class Doorway {
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private final SettingsHolder settings;
    private final Supplier<String> ids;
    private final Clock clock;
    private final LongSupplier nanoTime;

    Doorway(SettingsHolder settings, Supplier<String> ids, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    String nextId() {
        return ids.get();
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    Settings settings() {
        return settings.now();
    }

    Exchange enter(String id, HttpRequest request, CallerDialect dialect, Addressed addressed) throws Unreadable {
        return enter(id, request, request.body(), dialect, addressed);
    }

    /** @param body the request as the dialect has it, where it came in a wrapping */
    Exchange enter(String id, HttpRequest request, byte[] body, CallerDialect dialect, Addressed addressed)
            throws Unreadable {
        Settings now = settings.now();
        Envelope envelope = dialect.open(body, addressed);
        Instant arrived = clock.instant();
        long started = nanoTime.getAsLong();
        Headers headers = Keys.withoutCredentials(request.headers());
        ReplyStyle style = new ReplyStyle(
                        envelope.usageWanted(), envelope.thoughtsWanted(), strict(headers), arrived.getEpochSecond())
                .withAsked(envelope);
        return new Exchange(
                id,
                arrived,
                started,
                started + now.server().requestTimeout().toNanos(),
                dialect,
                envelope,
                style,
                headers,
                Keys.presented(request),
                traceparent(headers),
                now,
                request.hangUp(),
                request.loop());
    }

    private static boolean strict(Headers headers) {
        return headers.first("x-signalbox-strict-openai")
                .or(() -> headers.first("x-tfy-strict-openai"))
                .map(value -> value.trim().equalsIgnoreCase("true"))
                .orElse(false);
    }

    private static Optional<String> traceparent(Headers headers) {
        return headers.first("traceparent")
                .map(String::trim)
                .filter(text -> TRACEPARENT.matcher(text).matches());
    }
}
