package dev.signalbox.wire.dialect;

/**
 * How many tokens a request has.
 *
 * @param exact whether a provider counted them; otherwise they are estimated from its size
 */
public record TokenCount(long input, boolean exact) {
    /** Rejects what cannot be. */
    public TokenCount {
        if (input < 0) {
            throw new IllegalArgumentException("input: " + input + " (expected: 0 or more)");
        }
    }

    /** {@code exact} or {@code estimated}. */
    public String word() {
        return exact ? "exact" : "estimated";
    }
}
