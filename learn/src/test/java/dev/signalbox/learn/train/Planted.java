package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.DatasetBuilder;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Neighbourhood;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Surroundings;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.text.SurfaceFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Graded prompts with a known truth: easy ones that every model solves, and hard ones, which lie on the other side of the space and
 * which only {@code large} solves; {@code sums} solves those hard ones that are sums.
 */
public final class Planted {
    /** Models, best first. */
    public static final List<String> MODELS = List.of("large", "medium", "small", "sums");

    /** Length of an embedding's part. */
    private static final int WIDTH = 16;

    /** Length of an embedding. */
    public static final int SIZE = Features.PARTS * WIDTH;

    private Planted() {}

    /** What a prompt is. */
    public record Sample(Prompt prompt, Features features, boolean hard, boolean sum) {

        /** How probably a model solves it. */
        public double truth(String model) {
            return switch (model) {
                case "large" -> hard ? 0.9 : 0.97;
                case "sums" -> hard && sum ? 0.9 : hard ? 0.1 : 0.95;
                case "medium" -> hard ? 0.4 : 0.95;
                default -> hard ? 0.1 : 0.93;
            };
        }
    }

    /** Some prompts. */
    public static List<Sample> samples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean hard = random.nextBoolean();
            boolean sum = random.nextBoolean();
            float[] embedding = new float[SIZE];
            for (int k = 0; k < SIZE; k++) {
                embedding[k] = (float) (0.3 * random.nextGaussian());
            }
            for (int part = 0; part < Features.PARTS; part++) {
                for (int k = 0; k < WIDTH / 4; k++) {
                    embedding[part * WIDTH + 2 * k] += hard ? 1 : -1;
                    embedding[part * WIDTH + 2 * k + 1] += sum ? 1 : -1;
                }
            }
            String text = (hard ? "Prove that " : "Say ") + (sum ? "1 + 1 = 2 " : "something ") + seed + " " + i;
            String category = (sum ? "math/" : "knowledge/") + (hard ? "physics" : "law");
            samples.add(new Sample(
                    new Prompt("p" + seed + ":" + i, "train", hard ? "hard" : "easy", category, text),
                    new Features(unit(embedding), SurfaceFeatures.of(text), 10),
                    hard,
                    sum));
        }
        return samples;
    }

    /** The outcomes of these models on samples. */
    public static Dataset data(List<Sample> samples, List<String> models, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DatasetBuilder builder =
                new DatasetBuilder(samples.stream().map(Sample::prompt).toList());
        for (int p = 0; p < samples.size(); p++) {
            for (String model : MODELS) {
                boolean solved = random.nextDouble() < samples.get(p).truth(model);
                if (models.contains(model)) {
                    builder.add(p, model, solved ? 1 : 0);
                }
            }
        }
        return builder.build();
    }

    /** The features of samples. */
    public static Features[] features(List<Sample> samples) {
        return samples.stream().map(Sample::features).toArray(Features[]::new);
    }

    /** Small weights that know these models, from 1,200 prompts. */
    public static Weights weights(List<String> models, int threads) {
        List<Sample> samples = samples(1_200, 7);
        return Trainer.train(
                options(threads),
                data(samples, models, 8),
                features(samples),
                Map.of(),
                List.of("large", "small"),
                new Card("planted", Map.of("made", "for tests")),
                Progress.NONE);
    }

    /** The same weights with other prototypes and surroundings. */
    public static Weights with(Weights weights, Prototypes prototypes, Surroundings surroundings) {
        return new Weights(
                weights.card(),
                weights.surfaceVersion(),
                weights.known(),
                weights.pool(),
                weights.scaling(),
                weights.full(),
                weights.bySurface(),
                weights.lengths(),
                weights.surfaceLengths(),
                weights.domains(),
                weights.tasks(),
                prototypes,
                weights.neighbourhood(),
                surroundings);
    }

    private static TrainingOptions options(int threads) {
        FactorOptions full = new FactorOptions(4, 12, 32, 1e-2, 1e-4, 1e-3, 3e-4, 100_000, 1, 0.5);
        return new TrainingOptions(full, full, 2, 3, 0.3, 0.3, new Neighbourhood(20, 10, 1), 40, 600, 0.1, 5, threads);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
