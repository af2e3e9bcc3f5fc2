package dev.signalbox.server.edge;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How often each caller may give feedback: a store of turns that fills again with time. Callers are as many as are configured. */
final class FeedbackRate {
    static final int AT_ONCE = 200;
    private static final long NANOS_FOR_ONE = 50_000_000;
    private static final long FULL = AT_ONCE * NANOS_FOR_ONE;

    private final LongSupplier nanoTime;

    /** For each caller the time at which its store will be full again. */
    private final Map<String, Long> fullAgain = new ConcurrentHashMap<>();

    FeedbackRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws Refused if there is no turn left for this caller */
    void take(String caller) {
        long now = nanoTime.getAsLong();
        fullAgain.compute(caller, (_, known) -> {
            long then = (known == null || known - now < 0 ? now : known) + NANOS_FOR_ONE;
            if (then - now > FULL) {
                throw new Refused(new Failure.TooOften(
                        "feedback: more than " + Duration.ofSeconds(1).toNanos() / NANOS_FOR_ONE
                                + " a second (expected: fewer; " + AT_ONCE + " may come at once)",
                        Duration.ofNanos(then - now - FULL)));
            }
            return then;
        });
    }
}
