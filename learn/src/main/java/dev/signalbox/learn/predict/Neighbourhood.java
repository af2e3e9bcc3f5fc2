package dev.signalbox.learn.predict;

/**
 * How graded prompts nearby correct a prediction: by their mean error, near ones first, as far as there are enough of them.
 *
 * @param neighbours how many are looked at
 * @param sharpness a prompt at cosine {@code c} weighs {@code exp(sharpness (c - 1))}
 * @param prior weight of "no error" beside them
 */
public record Neighbourhood(int neighbours, double sharpness, double prior) {

    /** Rejects fewer than one neighbour. */
    public Neighbourhood {
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours: " + neighbours + " (expected: at least 1)");
        }
    }
}
