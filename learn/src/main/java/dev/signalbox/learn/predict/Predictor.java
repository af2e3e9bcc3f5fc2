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
            return new Prediction(
                    weights.bySurface().quality(input, numbers),
                    tokens(input),
                    Double.NaN,
                    false,
                    true,
                    UNKNOWN,
                    UNKNOWN,
                    weights.bySurface().difficulty(input));
        }
        Neighbours around = neighbours(embedding);
        int task = weights.tasks().number(input);
        double[][] places = places(input, task, around);
        double[] quality = weights.surroundings().quality(weights.full(), input, places, numbers);
        Neighbourhood neighbourhood = weights.neighbourhood();
        new Correction(weights.prototypes(), neighbourhood)
                .add(quality, numbers, around.first(neighbourhood.neighbours()));
        double novelty = Novelty.of(around, weights.prototypes());
        return new Prediction(
                quality,
                tokens(input),
                novelty,
                novelty > 1,
                false,
                weights.domains().label(input),
                weights.tasks().labels().get(task),
                weights.full().difficulty(places));
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
        double[][] places = places(input, weights.tasks().number(input), neighbours);
        return new Explanation(
                predict(features), similar, weights.surroundings().quality(weights.full(), input, places, numbers));
    }

    private Neighbours neighbours(float[] embedding) {
        return Neighbours.of(
                weights.scaling().direction(embedding),
                weights.prototypes(),
                Math.max(
                        weights.neighbourhood().neighbours(),
                        weights.surroundings().neighbours()));
    }

    /** By fit, where the prompt is believed to lie. */
    private double[][] places(float[] input, int task, Neighbours around) {
        return weights.surroundings()
                .places(
                        weights.full(),
                        input,
                        task,
                        around,
                        weights.neighbourhood().sharpness());
    }

    private double[] tokens(float[] input) {
        double[] tokens = new double[numbers.length];
        double length = weights.length(input);
        for (int m = 0; m < numbers.length; m++) {
            tokens[m] = weights.outputTokens(length, numbers[m])
                    + weights.known().get(numbers[m]).hiddenTokens();
        }
        return tokens;
    }

    /** The word for a domain and a task that only an embedding tells. */
    public static final String UNKNOWN = "unknown";
}
