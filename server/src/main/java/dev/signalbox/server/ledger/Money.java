package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Cost;
import java.math.BigDecimal;
import java.util.Collection;

/** Sums and spellings of money. */
final class Money {
    static final Cost NOTHING = new Cost.Known(0);
    private static final int NANO = 9;

    private Money() {}

    /** The sum; unknown as soon as one part is. */
    static Cost sum(Collection<Cost> costs) {
        long sum = 0;
        for (Cost cost : costs) {
            switch (cost) {
                case Cost.Known known -> sum = saturated(sum, known.nanoDollars());
                case Cost.Unknown unknown -> {
                    return unknown;
                }
            }
        }
        return new Cost.Known(sum);
    }

    /** US dollars as a decimal number, without an exponent and without zeros at the end: {@code 0.0000125}. */
    static String dollars(long nanoDollars) {
        return BigDecimal.valueOf(nanoDollars, NANO).stripTrailingZeros().toPlainString();
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
