package dev.signalbox.learn.predict;

/**
 * How graded prompts nearby correct a prediction: by their mean error, near ones first, as far as there are enough of them.
 *
 * @param neighbours how many are looked at
 * @param sharpness a prompt at cosine {@code c} weighs {@code exp(sharpness (c - 1))}
 * @param prior weight of "no error" beside them
 */
public record Neighbourhood(int neighbours, double sharpness, double prior) {

    /** Most prompts nearby that are looked at: each is looked for with every decision. */
    static final int MOST = 1_000;

    /** Rejects numbers that nothing can be corrected by. */
    public Neighbourhood {
        if (neighbours < 1 || neighbours > MOST) {
            throw new IllegalArgumentException(
                    "neighbours: " + neighbours + " (expected: a number from 1 to " + MOST + ")");
        }
        if (!(sharpness >= 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sharpness: " + sharpness + " (expected: a number of at least 0)");
        }
        if (!(prior > 0 && prior < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("prior: " + prior + " (expected: a number above 0)");
        }
    }
}
