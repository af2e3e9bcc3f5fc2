package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;

/** What one request asks of whoever serves it. What is costly to find is found when it is first asked for, and once. */
final class Demand {
    private final Exchange exchange;
    private final Caller caller;

    Demand(Exchange exchange, Caller caller) {
        this.exchange = exchange;
        this.caller = caller;
    }

    Exchange exchange() {
        return exchange;
    }

    Caller caller() {
        return caller;
    }
}
