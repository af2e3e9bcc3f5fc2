package dev.signalbox.learn.choice;

/**
 * A model of the subset with its prices in USD per million tokens.
 *
 * @param model its name in the weights
 * @param cachedInput price of prompt tokens that the provider has cached; NaN if unknown, then they cost as others
 * @param hiddenOutputTokens thinking tokens of an answer beside those that the weights expect
 */
public record Member(String model, double input, double output, double cachedInput, double hiddenOutputTokens) {

    /** Rejects prices that are no finite amount of at least 0. */
    public Member {
        amount(model, "input", input);
        amount(model, "output", output);
        amount(model, "hidden output tokens", hiddenOutputTokens);
        if (!Double.isNaN(cachedInput)) {
            amount(model, "cached input", cachedInput);
        }
    }

    /** Expected USD of a request. */
    public double cost(double promptTokens, double cachedTokens, double outputTokens) {
        double cached = Math.clamp(cachedTokens, 0, promptTokens);
        double ofCached = Double.isNaN(cachedInput) ? input : cachedInput;
        return ((promptTokens - cached) * input + cached * ofCached + (outputTokens + hiddenOutputTokens) * output)
                / 1e6;
    }

    private static void amount(String model, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    model + ": " + name + ": " + value + " (expected: a number of at least 0)");
        }
    }
}
