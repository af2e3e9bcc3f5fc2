package dev.signalbox.server.idempotency;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Keeping;
import dev.signalbox.server.exchange.KeptAnswer;

/** What a request's key says. */
public sealed interface Claim {
    /** It is served. With a key it is served to its end, even if its caller leaves: it is paid for once, and it is kept. */
    record Serve(Exchange exchange, Keeping keeping) implements Claim {}

    /** It was answered before. */
    record Again(KeptAnswer answer) implements Claim {}
}
