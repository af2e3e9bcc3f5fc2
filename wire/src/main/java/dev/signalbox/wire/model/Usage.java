package dev.signalbox.wire.model;

/**
 * Tokens of one answer, each counted once.
 *
 * <p>The whole input is the sum of the first four; providers that include cached tokens in their input count are
 * normalised when they are read.
 *
 * @param inputUncached input tokens at the full price
 * @param cacheRead input tokens read from the provider's prompt cache
 * @param cacheWrite5m input tokens written to a cache that lives five minutes
 * @param cacheWrite1h input tokens written to a cache that lives an hour
 * @param output all output tokens, reasoning included
 * @param reasoning how many of the output tokens were reasoning
 */
public record Usage(
        long inputUncached, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long reasoning) {
    /** Nothing used. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    /** Rejects negative counts, takes impossible shares down to the whole. */
    public Usage {
        if (inputUncached < 0 || cacheRead < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("usage: negative count (expected: at least 0 tokens)");
        }
        reasoning = Math.min(reasoning, output);
    }

    /**
     * What is known of one answer after a further report. Reports of a stream are of the whole answer so far, so the later one
     * replaces the earlier; but one without output behind one with output is a stub, and bills nothing away.
     */
    public Usage then(Usage later) {
        return later.output == 0 && output > 0 ? this : later;
    }

    /** Both together: of an answer that two attempts gave. */
    public Usage plus(Usage other) {
        return new Usage(
                inputUncached + other.inputUncached,
                cacheRead + other.cacheRead,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output,
                reasoning + other.reasoning);
    }

    /** All input tokens. */
    public long input() {
        return inputUncached + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    /** All tokens. */
    public long total() {
        return input() + output;
    }
}
