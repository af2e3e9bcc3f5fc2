package dev.signalbox.cli.router;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.measure.Auc;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What calibration made of one model.
 *
 * @param score mean of what it was graded with
 */
record Learnt(String name, int graded, double score, Fit before, Fit after) {

    /**
     * How predictions fit grades.
     *
     * @param mean of the predictions
     * @param error mean absolute error
     */
    record Fit(double mean, double error, double auc) {
        static final Fit UNKNOWN = new Fit(Double.NaN, Double.NaN, Double.NaN);

        static Fit of(double[] predicted, double[] scores) {
            double error = 0;
            for (int i = 0; i < scores.length; i++) {
                error += Math.abs(predicted[i] - scores[i]) / scores.length;
            }
            return new Fit(average(predicted), error, Auc.of(predicted, scores));
        }
    }

    /** All models of the graded prompts. After is what was foreseen of a prompt without its own grades. */
    static List<Learnt> of(Weights before, Weights after, Graded graded) {
        Dataset data = graded.data();
        return IntStream.range(0, data.models().size())
                .mapToObj(model -> of(before, after, graded, model))
                .toList();
    }

    private static Learnt of(Weights before, Weights after, Graded graded, int model) {
        Dataset data = graded.data();
        String name = data.models().get(model);
        int[] prompts = IntStream.range(0, data.prompts().size())
                .filter(p -> data.find(p, model) >= 0)
                .toArray();
        double[] scores = Arrays.stream(prompts)
                .mapToDouble(p -> data.score(data.find(p, model)))
                .toArray();
        return new Learnt(
                name,
                prompts.length,
                average(scores),
                before.knows(name) ? Fit.of(foreseen(before, name, graded.features(), prompts), scores) : Fit.UNKNOWN,
                Fit.of(rehearsed(before, after, name, prompts), scores));
    }

    private static double[] foreseen(Weights before, String name, Features[] features, int[] prompts) {
        Predictor predictor = new Predictor(before, List.of(name));
        double[] foreseen = new double[prompts.length];
        Arrays.setAll(foreseen, i -> predictor.predict(features[prompts[i]]).quality()[0]);
        return foreseen;
    }

    /** The graded prompts stand behind those that the weights had before. */
    private static double[] rehearsed(Weights before, Weights after, String name, int[] prompts) {
        int first = before.prototypes().size();
        short number = (short) after.number(name).orElseThrow();
        return Arrays.stream(prompts)
                .mapToDouble(p -> after.prototypes()
                        .rehearsed()[first + p][
                        Arrays.binarySearch(after.prototypes().models()[first + p], number)])
                .toArray();
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
