package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Place;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Pass;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Translation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One attempt under way.
 *
 * @param rest what it goes on with, if another attempt broke off
 */
record Running(
        Lane lane,
        Target target,
        Pass pass,
        ProviderDialect dialect,
        Translation.Ready request,
        Hold hold,
        Place place,
        long sentNanos,
        long deadlineNanos,
        @Nullable Resumption rest) {
    /** It is over, and the caller got nothing of it. */
    void settle(
            long nanos,
            OptionalInt status,
            AttemptResult.Outcome outcome,
            Optional<String> error,
            Measured measured,
            Optional<String> providerRequestId) {
        hold.settle(new AttemptResult(
                status,
                outcome,
                error,
                measured,
                Duration.ofNanos(nanos - sentNanos),
                Optional.empty(),
                providerRequestId));
    }

    /** It serves the caller, after so many attempts. */
    Served served(int attempts, Optional<String> requestId) {
        return new Served(target, attempts, requestId, request.losses(), request.adjustments());
    }
}
