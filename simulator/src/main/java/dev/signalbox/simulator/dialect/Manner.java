package dev.signalbox.simulator.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How a simulated provider behaves towards every request.
 *
 * @param seed from which ids and words are made
 * @param padding whether streams are padded as the real providers do
 * @param strict whether an unknown field at the top of a request is refused
 * @param requiredKey the only key that is accepted; null for any
 */
public record Manner(
        long seed,
        boolean padding,
        boolean strict,
        @Nullable String requiredKey) {
    @Override
    public String toString() {
        return "Manner[seed=" + seed + ", padding=" + padding + ", strict=" + strict + ", requiredKey="
                + (requiredKey == null ? "none" : "***") + "]";
    }
}
