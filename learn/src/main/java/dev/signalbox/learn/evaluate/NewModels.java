package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.measure.ModelResult;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Calibrator;
import dev.signalbox.learn.train.Parallel;
import dev.signalbox.learn.train.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How well a model is predicted that weights get to know from a few graded prompts: calibrated on some, measured on others. */
final class NewModels {
    private static final int[] STEPS = {50, 100, 200, 500};
    private static final int MOST_MEASURED = 1_000;

    /** Fewest outcomes of a model: half of them are measured. */
    static final int LEAST = 100;

    private final Unseen unseen;
    private final Dataset data;
    private final Features[] features;
    private final long seed;
    private final int threads;

    NewModels(Unseen unseen, Dataset data, Features[] features, long seed, int threads) {
        this.unseen = unseen;
        this.data = data;
        this.features = features;
        this.seed = seed;
        this.threads = threads;
    }

    /** The models with the most outcomes, if these are enough. */
    static List<String> most(Dataset data, int many, int least) {
        int[] counts = new int[data.models().size()];
        for (int o = 0; o < data.outcomes(); o++) {
            counts[data.model(o)]++;
        }
        return IntStream.range(0, counts.length)
                .filter(m -> counts[m] >= least)
                .boxed()
                .sorted(Comparator.comparingInt((Integer m) -> -counts[m]))
                .limit(many)
                .map(data.models()::get)
                .toList();
    }

    /** The curve of a model; if there are several weights the mean of theirs, each from the prompts that it has not seen. */
    NewModelCurve of(String model, Progress progress) {
        return NewModelCurve.mean(IntStream.range(0, unseen.weights().size())
                .mapToObj(number -> of(model, number, progress))
                .toList());
    }

    private NewModelCurve of(String model, int its, Progress progress) {
        Weights weights = unseen.weights().get(its);
        int number = data.models().indexOf(model);
        int[] graded = shuffled(IntStream.range(0, features.length)
                .filter(p -> unseen.by()[p] == its && data.find(p, number) >= 0)
                .toArray());
        int measured = Math.min(MOST_MEASURED, graded.length / 2);
        int[] test = Arrays.copyOf(graded, measured);
        int[] rest = Arrays.copyOfRange(graded, measured, graded.length);
        boolean known = weights.knows(model);
        Weights base = known ? LeftOut.of(weights, model) : weights;
        List<NewModelCurve.Step> steps = new ArrayList<>();
        for (int many : STEPS) {
            if (many <= rest.length) {
                progress.at(
                        "new model " + model,
                        its * STEPS.length + steps.size(),
                        unseen.weights().size() * STEPS.length);
                int[] some = Arrays.stream(rest, 0, many).sorted().toArray();
                Weights calibrated = Calibrator.calibrate(
                        base,
                        weights.version(),
                        data.at(some).ofModels(List.of(model)),
                        Arrays.stream(some).mapToObj(p -> features[p]).toArray(Features[]::new),
                        Progress.NONE);
                ModelResult result = result(calibrated, model, number, test);
                steps.add(new NewModelCurve.Step(many, result.auc(), result.meanError()));
            }
        }
        double full = known ? result(weights, model, number, test).auc() : Double.NaN;
        return new NewModelCurve(model, full, steps);
    }

    private ModelResult result(Weights by, String model, int number, int[] test) {
        Predictor predictor = new Predictor(by, List.of(model));
        double[] predicted = new double[test.length];
        double[] score = new double[test.length];
        Parallel.forEach(test.length, threads, i -> {
            predicted[i] = predictor.predict(features[test[i]]).quality()[0];
            score[i] = data.score(data.find(test[i], number));
        });
        return ModelResult.of(model, predicted, score);
    }

    private int[] shuffled(int[] values) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        return values;
    }
}
