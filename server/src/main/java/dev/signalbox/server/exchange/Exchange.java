package dev.signalbox.server.exchange;

import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ReplyStyle;
import java.time.Instant;
import java.util.Optional;

/**
 * One request as it arrived, with the settings that hold for it until its end.
 *
 * @param id our id of the request; the caller learns it as {@code x-signalbox-request-id}
 * @param arrived when it was complete, by the wall clock
 * @param startedNanos the same moment on the monotonic clock
 * @param deadlineNanos when the whole request must be answered, on the monotonic clock
 * @param dialect the dialect that the caller speaks
 * @param envelope what is known of the body without building it; holds the body's bytes
 * @param style how the caller wants its answer
 * @param headers the caller's header fields without any credential
 * @param key the digest of the presented key; the key itself went no further than the door
 * @param traceparent the caller's W3C trace context
 * @param settings the settings of this moment
 * @param hangUp tells when the caller goes away
 * @param loop the event loop that serves the caller's connection
 */
public record Exchange(
        String id,
        Instant arrived,
        long startedNanos,
        long deadlineNanos,
        CallerDialect dialect,
        Envelope envelope,
        ReplyStyle style,
        Headers headers,
        Optional<KeyDigest> key,
        Optional<String> traceparent,
        Settings settings,
        HangUp hangUp,
        EventLoop loop) {
    /** The same exchange, served to its end whether its caller waits or not. */
    public Exchange unattended() {
        return until(HangUp.never());
    }

    /** The same exchange with another request. */
    public Exchange with(Envelope other) {
        return new Exchange(
                id,
                arrived,
                startedNanos,
                deadlineNanos,
                dialect,
                other,
                style,
                headers,
                key,
                traceparent,
                settings,
                hangUp,
                loop);
    }

    /** The same exchange, given up when this says so. */
    public Exchange until(HangUp other) {
        return new Exchange(
                id,
                arrived,
                startedNanos,
                deadlineNanos,
                dialect,
                envelope,
                style,
                headers,
                key,
                traceparent,
                settings,
                other,
                loop);
    }
}
