package dev.signalbox.server.store;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt at one target.
 *
 * @param number counts from 1; 0 is a call that was made to find out where to send the request
 * @param target our name of the model
 * @param status the provider's HTTP status
 * @param error a stable word for what failed
 * @param firstToken from sending to the first content
 * @param hold what was set aside for it
 */
public record Attempt(
        int number,
        String target,
        String provider,
        OptionalInt status,
        AttemptOutcome outcome,
        Optional<String> error,
        Instant started,
        Duration duration,
        Optional<Duration> firstToken,
        Usage usage,
        UsageSource source,
        Cost cost,
        Cost hold,
        Optional<String> providerRequestId) {
    /**
     * How long each output token of a whole answer took: from the first one to the end where it was streamed, otherwise
     * from sending to the end.
     */
    public Optional<Duration> perOutputToken() {
        long tokens = firstToken.isPresent() ? usage.output() - 1 : usage.output();
        return outcome == AttemptOutcome.SERVED && tokens > 0 && number > 0
                ? Optional.of(duration.minus(firstToken.orElse(Duration.ZERO)).dividedBy(tokens))
                : Optional.empty();
    }
}
