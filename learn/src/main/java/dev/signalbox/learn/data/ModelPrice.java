package dev.signalbox.learn.data;

/**
 * What a model costs.
 *
 * @param input USD per million tokens of the prompt
 * @param output USD per million tokens of the answer
 * @param hiddenOutputTokens thinking tokens per answer that are billed as output and not in its visible text
 * @param contextWindow in tokens; 0 if unknown
 */
public record ModelPrice(double input, double output, double hiddenOutputTokens, long contextWindow) {

    /** Rejects what is not a finite amount of at least 0. */
    public ModelPrice {
        amount("input", input);
        amount("output", output);
        amount("hidden_output_tokens", hiddenOutputTokens);
    }

    /** What a request of so many tokens costs in USD. */
    public double cost(double inputTokens, double outputTokens) {
        return (input * inputTokens + output * (outputTokens + hiddenOutputTokens)) / 1e6;
    }

    private static void amount(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a number of at least 0)");
        }
    }
}
