package dev.signalbox.server.ceilings;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.settings.RateSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Counts what each route had in the last minute and refuses what is more. A request is counted with all that it may need before it
 * is sent, and with what it used once it is over: so requests at once never get more together than one after the other.
 */
public final class RouteGates {
    private final LongSupplier nanoTime;
    private final BiConsumer<String, Limit> refused;
    private final ConcurrentMap<String, MinuteWindow> windows = new ConcurrentHashMap<>();

    /**
     * Nothing is counted yet.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     * @param refused is told the route that refused a request, and why
     */
    public RouteGates(LongSupplier nanoTime, BiConsumer<String, Limit> refused) {
        this.nanoTime = nanoTime;
        this.refused = refused;
    }

    /**
     * Lets a request in.
     *
     * @param tokens what it may need at most, by estimate
     * @return takes the tokens that the request used, once
     * @throws Refused with {@link Failure.TooOften} if the route had as much as it takes
     */
    public LongConsumer enter(String route, RateSettings limits, long tokens) {
        MinuteWindow window = windows.computeIfAbsent(route, _ -> new MinuteWindow(nanoTime.getAsLong()));
        Optional<Saturation> full;
        long now;
        synchronized (window) {
            now = nanoTime.getAsLong();
            full = full(route, limits, window, tokens, now);
            if (full.isEmpty()) {
                window.sent(now, tokens);
            }
        }
        full.ifPresent(why -> {
            refused.accept(route, why.limit());
            throw new Refused(new Failure.TooOften(why.words(), why.left()));
        });
        AtomicBoolean open = new AtomicBoolean(true);
        return used -> {
            if (open.getAndSet(false)) {
                synchronized (window) {
                    window.used(nanoTime.getAsLong(), now, tokens, used);
                }
            }
        };
    }

    private static Optional<Saturation> full(
            String route, RateSettings limits, MinuteWindow window, long tokens, long now) {
        return limits.requestsPerMinute()
                .filter(most -> window.requests(now) >= most)
                .map(most -> rate(route, Limit.REQUESTS, most, window.untilRequests(now, (long) most - 1)))
                .or(() -> limits.tokensPerMinute()
                        .filter(most -> isMore(window.tokens(now), tokens, most))
                        .map(most ->
                                rate(route, Limit.TOKENS, most, window.untilTokens(now, Math.max(0, most - tokens)))));
    }

    /** A request that is larger than the limit itself is let through when nothing else was in the minute. */
    private static boolean isMore(long had, long tokens, long most) {
        return had > 0 && had + tokens > most;
    }

    private static Saturation rate(String route, Limit limit, long most, long nanos) {
        String what = limit == Limit.REQUESTS ? "requests" : "tokens";
        String words = "the route " + route + " takes " + most + " " + what + " a minute, and had them";
        return new Saturation(route, limit, words, Duration.ofNanos(Math.max(1, nanos)));
    }
}
