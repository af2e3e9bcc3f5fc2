package dev.signalbox.server.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** The wall clock, to the microsecond that entries keep, and the monotonic one, in nanoseconds. */
record Clocks(Clock clock, LongSupplier nanoTime) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    long nanos() {
        return nanoTime.getAsLong();
    }
}
