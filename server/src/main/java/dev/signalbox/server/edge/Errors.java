package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Laps;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.model.WireError;
import java.time.Duration;
import java.util.Optional;

/** The one place where a failure becomes a status, header fields and an error envelope. */
final class Errors {
    /** A failure as HTTP. */
    record Told(int status, Headers headers, byte[] body) {
        /** The same, with how long it took. */
        Told timed(Settings settings, long startedNanos, Laps laps) {
            Headers.Builder fields = headers.toBuilder();
            ServerTiming.add(fields, settings, startedNanos, laps);
            return new Told(status, fields.build(), body);
        }
    }

    private Errors() {}

    static Told tell(Failure failure, CallerDialect dialect, String requestId) {
        WireError error = failure.told().withRequestId(requestId);
        Headers.Builder headers = Headers.builder()
                .add("content-type", "application/json")
                .add("x-signalbox-request-id", requestId)
                .add("x-request-id", requestId)
                .add("request-id", requestId);
        retryAfter(failure).ifPresent(after -> headers.add("retry-after", Long.toString(seconds(after))));
        if (!waitingHelps(failure)) {
            headers.add("x-should-retry", "false");
        }
        if (failure instanceof Failure.Retired retired) {
            LifecycleHeaders.add(headers, retired);
        }
        if (failure instanceof Failure.ProviderFailed failed) {
            headers.add("x-signalbox-model", AnswerHeaders.printable(failed.target()));
            headers.add("x-signalbox-attempts", Integer.toString(failed.attempts()));
            if (failed.status() > 0) {
                headers.add("x-signalbox-provider-status", Integer.toString(failed.status()));
            }
        }
        error.provider().ifPresent(name -> headers.add("x-signalbox-provider", name));
        error.providerRequestId().ifPresent(id -> headers.add("x-signalbox-provider-request-id", id));
        return new Told(dialect.status(error), headers.build(), dialect.write(error));
    }

    private static Optional<Duration> retryAfter(Failure failure) {
        return switch (failure) {
            case Failure.ProviderFailed f -> f.retryAfter();
            case Failure.NoTarget f -> f.retryAfter();
            case Failure.Saturated f -> Optional.of(f.retryAfter());
            case Failure.TooOften f -> Optional.of(f.retryAfter());
            case Failure.LedgerUnavailable _ -> Optional.of(Duration.ofSeconds(1));
            case Failure.Repetition f -> helps(f) ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
            case Failure.Unauthenticated _,
                    Failure.Forbidden _,
                    Failure.UnknownModel _,
                    Failure.Retired _,
                    Failure.UnknownRequest _,
                    Failure.BadRequest _,
                    Failure.DeadlinePassed _,
                    Failure.CallerGone _,
                    Failure.Internal _ -> Optional.empty();
        };
    }

    /** Whether the same request may succeed later; official clients retry by themselves unless told not to. */
    private static boolean waitingHelps(Failure failure) {
        return switch (failure) {
            case Failure.Unauthenticated _,
                    Failure.Forbidden _,
                    Failure.UnknownModel _,
                    Failure.Retired _,
                    Failure.UnknownRequest _,
                    Failure.BadRequest _ -> false;
            case Failure.Repetition f -> helps(f);
            case Failure.ProviderFailed f ->
                f.status() == 0 || f.status() == 408 || f.status() == 429 || f.status() >= 500;
            case Failure.NoTarget _,
                    Failure.Saturated _,
                    Failure.TooOften _,
                    Failure.DeadlinePassed _,
                    Failure.CallerGone _,
                    Failure.LedgerUnavailable _,
                    Failure.Internal _ -> true;
        };
    }

    private static boolean helps(Failure.Repetition failure) {
        return failure.code().equals(Failure.Repetition.IN_PROGRESS) || failure.kind() == WireError.Kind.UNAVAILABLE;
    }

    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
