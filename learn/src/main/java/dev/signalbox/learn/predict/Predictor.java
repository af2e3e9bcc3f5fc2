package dev.signalbox.learn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Predicts how well the models of one subset do on a prompt. Cheap to make; for any number of threads. */
public final class Predictor {
    private static final int EXPLAINED = 5;

    private final Weights weights;
    private final List<String> models;
    private final int[] numbers;

    /**
     * A predictor over these models.
     *
     * @throws UnknownModelException if the weights do not know one of them
     */
    public Predictor(Weights weights, List<String> models) {
        this.weights = weights;
        this.models = List.copyOf(models);
        this.numbers = weights.numbers(models);
    }

    /** The subset, in the order of all arrays. */
    public List<String> models() {
        return models;
    }

    /** The weights that it reads. */
    public Weights weights() {
        return weights;
    }

    /** What is expected of each model. Scores do not depend on which other models are in the subset, nor on their order. */
    public Prediction predict(Features features) {
        float[] input = weights.scaling().input(features);
        float[] embedding = features.embedding();
        if (embedding == null) {
            return prediction(input, true, weights.bySurface().quality(input, numbers), Double.NaN, false);
        }
        Neighbours neighbours = neighbours(embedding);
        double[] quality = weights.full().quality(input, numbers);
        new Correction(weights.prototypes(), weights.neighbourhood()).add(quality, numbers, neighbours, -1);
        double novelty = Novelty.of(neighbours, weights.prototypes());
        return prediction(input, false, quality, novelty, novelty > 1);
    }

    /** Why: the nearest graded prompts and the parts that the predictions consist of. Slower than a prediction. */
    public Explanation explain(Features features) {
        float[] input = weights.scaling().input(features);
        float[] embedding = features.embedding();
        if (embedding == null) {
            return new Explanation(
                    predict(features), List.of(), weights.bySurface().quality(input, numbers));
        }
        Neighbours neighbours = neighbours(embedding);
        List<Explanation.Similar> similar = new ArrayList<>();
        Prototypes prototypes = weights.prototypes();
        for (int i = 0; i < Math.min(EXPLAINED, neighbours.prototypes().length); i++) {
            int prototype = neighbours.prototypes()[i];
            double[] scores = new double[numbers.length];
            for (int m = 0; m < numbers.length; m++) {
                int at = Arrays.binarySearch(prototypes.models()[prototype], (short) numbers[m]);
                scores[m] = at < 0 ? Double.NaN : prototypes.scores()[prototype][at];
            }
            similar.add(new Explanation.Similar(
                    prototypes.ids().get(prototype),
                    prototypes.source(prototype),
                    neighbours.cosines()[i],
                    scores));
        }
        return new Explanation(predict(features), similar, weights.full().quality(input, numbers));
    }

    private Neighbours neighbours(float[] embedding) {
        return Neighbours.of(
                weights.scaling().direction(embedding),
                weights.prototypes(),
                weights.neighbourhood().neighbours());
    }

    private Prediction prediction(float[] input, boolean surfaceOnly, double[] quality, double novelty, boolean novel) {
        double[] tokens = new double[numbers.length];
        double length = weights.length(input);
        for (int m = 0; m < numbers.length; m++) {
            tokens[m] = weights.outputTokens(length, numbers[m])
                    + weights.known().get(numbers[m]).hiddenTokens();
        }
        return new Prediction(
                quality,
                tokens,
                novelty,
                novel,
                surfaceOnly,
                surfaceOnly ? UNKNOWN : weights.domains().label(input),
                surfaceOnly ? UNKNOWN : weights.tasks().label(input),
                (surfaceOnly ? weights.bySurface() : weights.full()).difficulty(input));
    }

    /** The word for a domain and a task that only an embedding tells. */
    public static final String UNKNOWN = "unknown";
}
