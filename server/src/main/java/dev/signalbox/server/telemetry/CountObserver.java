package dev.signalbox.server.telemetry;

import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import java.time.Duration;
import java.util.Optional;

/** Is told of requests for counts of tokens, which are in no account: they cost nothing. */
@FunctionalInterface
public interface CountObserver {
    /**
     * A count was answered or refused.
     *
     * @param counted absent where it was refused
     * @param failure the code of the refusal
     */
    void counted(Exchange exchange, Optional<Counted> counted, int status, Optional<String> failure, Duration duration);
}
