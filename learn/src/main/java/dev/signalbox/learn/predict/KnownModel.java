package dev.signalbox.learn.predict;

/**
 * What weights know of a model beside its factors.
 *
 * @param graded outcomes that it was learnt from
 * @param mean expected score over prompts of all kinds that were learnt, whether it was graded on them or not
 * @param length log of its answers' tokens, less what the prompt adds; see {@link Weights#outputTokens}
 * @param hiddenTokens thinking tokens of an answer that are billed as output and not in its text, on average
 */
public record KnownModel(String name, int graded, float mean, float length, float hiddenTokens) {

    /** Rejects a blank name. */
    public KnownModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("model: blank (expected: a name)");
        }
    }

    /** The same model with so many thinking tokens. */
    KnownModel thinking(double tokens) {
        return new KnownModel(name, graded, mean, length, (float) tokens);
    }
}
