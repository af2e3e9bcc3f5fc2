package dev.signalbox.server.ceilings;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One limit of a provider, as it was told last and as it must have become since. Guarded by its owner.
 *
 * <p>Providers fill their limits all the time, not at once: what they call the reset is when everything is there again.
 * OpenAI's 12 ms after one of 5,000 requests a minute, Azure's, Groq's and Anthropic's values are all of that kind. So what is
 * left now is what was left, and the missing part of it in proportion to the time. Where the whole is not told, nothing is
 * assumed before the reset.
 */
final class ToldLimit {
    /** Nobody is believed for longer; whoever is asked then says it again. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final String name;
    private final Limit kind;
    private final OptionalLong most;
    private final long at;
    private final long resetNanos;
    private long remaining;

    ToldLimit(Told told, long now) {
        this.name = told.name();
        this.kind = told.kind();
        this.most = told.most();
        this.remaining = told.remaining();
        this.at = now;
        Duration reset = told.reset().compareTo(LONGEST) < 0 ? told.reset() : LONGEST;
        this.resetNanos = Math.max(1, reset.toNanos());
    }

    boolean over(long now) {
        return now - at >= resetNanos;
    }

    /** The time until a request with so many tokens finds what it needs; nothing if it does now. */
    Optional<Long> missing(long tokens, long now) {
        long need = need(tokens);
        long passed = now - at;
        if (remaining >= need || passed >= resetNanos) {
            return Optional.empty();
        }
        double part = most.isEmpty() ? 1 : (double) (need - remaining) / Math.max(1, most.getAsLong() - remaining);
        long due = (long) Math.ceil(resetNanos * Math.min(1, part));
        return due <= passed ? Optional.empty() : Optional.of(due - passed);
    }

    /** A request was sent: until the provider tells anew, it is taken off. */
    void take(long tokens) {
        remaining = Math.max(0, remaining - need(tokens));
    }

    String words() {
        return "its provider has said that its limit of " + name + " is used up";
    }

    /** What an answer needs of a limit for output nobody knows before, so anything that is left will do. */
    private long need(long tokens) {
        boolean input = kind == Limit.TOKENS && !name.startsWith("output");
        long need = input ? Math.max(1, tokens) : 1;
        return most.isPresent() ? Math.min(need, Math.max(1, most.getAsLong())) : need;
    }
}
