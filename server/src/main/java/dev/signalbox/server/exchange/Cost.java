package dev.signalbox.server.exchange;

/** What something costs. Money is whole nano-dollars (10^-9 USD). */
public sealed interface Cost {
    /** An exact amount. */
    record Known(long nanoDollars) implements Cost {}

    /** No price is known: never counted as zero. */
    record Unknown() implements Cost {}
}
