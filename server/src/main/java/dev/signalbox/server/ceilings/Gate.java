package dev.signalbox.server.ceilings;

import dev.signalbox.server.settings.CeilingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one model, or one provider with all its models, has to do now and had in the last minute. Guarded by its owner. */
final class Gate {
    /** When a place becomes free nobody knows; official clients should ask again soon. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final String called;
    private final MinuteWindow lately;
    private final Map<String, ToldLimit> told = new LinkedHashMap<>();
    private final Set<Waiter> line = new LinkedHashSet<>();
    private int inFlight;
    private boolean heard;
    private long heardAgain;

    /** @param called how errors call it, for example {@code model gpt-5} */
    Gate(String called, long now) {
        this.called = called;
        this.lately = new MinuteWindow(now);
    }

    /** Why it takes no request with so many tokens by these settings. */
    Optional<Saturation> full(String target, CeilingSettings settings, long tokens, long now) {
        if (settings.concurrency().isPresent()
                && inFlight >= settings.concurrency().get()) {
            String words = called + " takes " + settings.concurrency().get() + " requests at once, and has them";
            return Optional.of(new Saturation(target, Limit.CONCURRENCY, words, SOON));
        }
        if (settings.requestsPerMinute().isEmpty() && settings.tokensPerMinute().isEmpty()) {
            return Optional.empty();
        }
        List<Saturation> rates = new ArrayList<>(0);
        settings.requestsPerMinute()
                .filter(most -> lately.requests(now) >= most)
                .ifPresent(most -> rates.add(
                        rate(target, Limit.REQUESTS, most, "requests", lately.untilRequests(now, (long) most - 1))));
        settings.tokensPerMinute()
                .filter(most -> tooManyTokens(most, tokens, now))
                .ifPresent(most -> rates.add(rate(
                        target, Limit.TOKENS, most, "tokens", lately.untilTokens(now, Math.max(0, most - tokens)))));
        return rates.stream().max(Comparator.comparing(Saturation::left));
    }

    /** A request that is larger than the limit itself is let through when nothing else was in the minute. */
    private boolean tooManyTokens(long most, long tokens, long now) {
        long had = lately.tokens(now);
        return had > 0 && had + tokens > most;
    }

    private Saturation rate(String target, Limit limit, long most, String what, long nanos) {
        String words = called + " takes " + most + " " + what + " a minute, and had them";
        return new Saturation(target, limit, words, Duration.ofNanos(Math.max(1, nanos)));
    }

    /** Why its provider would refuse a request with so many tokens, as far as it told. */
    Optional<Saturation> exhausted(String target, long tokens, long now) {
        if (told.isEmpty()) {
            return Optional.empty();
        }
        told.values().removeIf(limit -> limit.over(now));
        return told.values().stream()
                .flatMap(limit -> limit
                        .missing(tokens, now)
                        .map(left -> new Saturation(target, Limit.TOLD, limit.words(), Duration.ofNanos(left)))
                        .stream())
                .max(Comparator.comparing(Saturation::left));
    }

    void told(Told limit, long now) {
        told.put(limit.name(), new ToldLimit(limit, now));
    }

    /**
     * Takes what a peer was told, unless the last such word is not over for as long as it held: so no peer can keep requests
     * away for ever.
     */
    boolean heard(Told limit, long now) {
        if (heard && now - heardAgain < 0) {
            return false;
        }
        heard = true;
        heardAgain = now + 2 * limit.reset().toNanos();
        told(limit, now);
        return true;
    }

    /** Its provider asked this gateway itself, which makes what peers say believable. */
    void asked(Told limit, long now) {
        heard = false;
        told(limit, now);
    }

    void enter(long tokens, long now) {
        inFlight++;
        lately.sent(now, tokens);
        told.values().forEach(limit -> limit.take(tokens));
    }

    void leave() {
        inFlight--;
    }

    void used(long now, long sent, long estimate, long used) {
        lately.used(now, sent, estimate, used);
    }

    int inFlight() {
        return inFlight;
    }

    Set<Waiter> line() {
        return line;
    }

    /** Those in line now, in their order. */
    List<Waiter> waiting() {
        return line.isEmpty() ? List.of() : List.copyOf(line);
    }

    @Nullable
    Waiter first() {
        return line.isEmpty() ? null : line.iterator().next();
    }
}
