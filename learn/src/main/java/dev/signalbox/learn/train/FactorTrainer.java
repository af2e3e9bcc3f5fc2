package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Logistic;
import java.util.SplittableRandom;

/**
 * Fits {@link Factors} by stochastic gradient: the log loss of every outcome, and the squared error of every gap between two
 * models on the same prompt, because routing lives from gaps and not from levels. One thread, seeded: the same data and seed give
 * the same numbers.
 */
final class FactorTrainer {
    private final FactorOptions options;
    private final Dataset data;
    private final float[][] inputs;
    private final int width;
    private final int models;
    private final Adam skills;
    private final Adam skillBias;
    private final Adam ease;
    private final Adam ability;
    private final Adam bias;
    private final Adam heads;
    private final int[] headAt;
    private final float[] place;
    private final float[] placeSlope;
    private final float[] slope;
    private final float[] probability;

    private FactorTrainer(FactorOptions options, Dataset data, float[][] inputs, int[] prompts, long seed) {
        this.options = options;
        this.data = data;
        this.inputs = inputs;
        this.width = inputs[prompts[0]].length;
        this.models = data.models().size();
        SplittableRandom random = new SplittableRandom(seed);
        int rank = options.rank();
        skills = new Adam(normal(width * rank, 1 / Math.sqrt(width), random), options.inputDecay());
        skillBias = new Adam(new float[rank], 0);
        ease = new Adam(new float[width], options.inputDecay());
        ability = new Adam(normal(models * rank, 0.1, random), options.abilityDecay());
        bias = new Adam(new float[models], 0);
        headAt = new int[models];
        heads = new Adam(new float[width * start(prompts)], options.headDecay());
        place = new float[rank];
        placeSlope = new float[rank];
        slope = new float[models];
        probability = new float[models];
    }

    /** Fits factors to the outcomes of these prompts. */
    static Factors fit(FactorOptions options, Dataset data, float[][] inputs, int[] prompts, long seed) {
        FactorTrainer trainer = new FactorTrainer(options, data, inputs, prompts, seed);
        trainer.run(prompts.clone(), new SplittableRandom(seed + 1));
        return trainer.factors();
    }

    /** Sets biases to the models' means and gives heads to the models that have outcomes enough; says how many. */
    private int start(int[] prompts) {
        int[] counts = new int[models];
        double[] sums = new double[models];
        for (int p : prompts) {
            for (int o = data.first(p); o < data.end(p); o++) {
                counts[data.model(o)]++;
                sums[data.model(o)] += data.score(o);
            }
        }
        int given = 0;
        for (int m = 0; m < models; m++) {
            bias.values[m] = (float) Logistic.logit((sums[m] + 1) / (counts[m] + 2));
            headAt[m] = counts[m] >= options.headLeast() ? given++ * width : -1;
        }
        return given;
    }

    private void run(int[] order, SplittableRandom random) {
        int steps = options.epochs() * ((order.length + options.batch() - 1) / options.batch());
        int step = 0;
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            shuffle(order, random);
            for (int from = 0; from < order.length; from += options.batch()) {
                int to = Math.min(order.length, from + options.batch());
                for (int i = from; i < to; i++) {
                    learn(order[i], 1f / (to - from));
                }
                step++;
                double rate = options.rate() * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
                for (Adam part : new Adam[] {skills, skillBias, ease, ability, bias, heads}) {
                    part.step(step, rate);
                }
            }
        }
    }

    private void learn(int prompt, float share) {
        int first = data.first(prompt);
        int count = data.end(prompt) - first;
        if (count == 0) {
            return;
        }
        float[] input = inputs[prompt];
        float itsEase = place(input);
        slopes(input, first, count, itsEase);
        float weight = share * (float) Math.pow(count, -options.crowd());
        back(input, first, count, weight);
    }

    private float place(float[] input) {
        int rank = place.length;
        System.arraycopy(skillBias.values, 0, place, 0, rank);
        float itsEase = 0;
        for (int i = 0; i < width; i++) {
            float value = input[i];
            int row = i * rank;
            for (int k = 0; k < rank; k++) {
                place[k] += value * skills.values[row + k];
            }
            itsEase += value * ease.values[i];
        }
        return itsEase;
    }

    /** By outcome, the slope of its loss along its logit. */
    private void slopes(float[] input, int first, int count, float itsEase) {
        int rank = place.length;
        float mean = 0;
        for (int j = 0; j < count; j++) {
            int m = data.model(first + j);
            float logit = itsEase + bias.values[m];
            for (int k = 0; k < rank; k++) {
                logit += place[k] * ability.values[m * rank + k];
            }
            if (headAt[m] >= 0) {
                int at = headAt[m];
                for (int i = 0; i < width; i++) {
                    logit += input[i] * heads.values[at + i];
                }
            }
            probability[j] = (float) (1 / (1 + Math.exp(-logit)));
            slope[j] = probability[j] - (float) data.score(first + j);
            mean += slope[j] / count;
        }
        float gap = count > 1 ? (float) options.gap() : 0;
        for (int j = 0; j < count; j++) {
            float p = probability[j];
            slope[j] += gap * 2 * (slope[j] - mean) * p * (1 - p);
        }
    }

    private void back(float[] input, int first, int count, float weight) {
        int rank = place.length;
        java.util.Arrays.fill(placeSlope, 0);
        float easeSlope = 0;
        for (int j = 0; j < count; j++) {
            int m = data.model(first + j);
            float s = slope[j] * weight;
            easeSlope += s;
            bias.gradient[m] += s;
            int row = m * rank;
            for (int k = 0; k < rank; k++) {
                ability.gradient[row + k] += s * place[k];
                placeSlope[k] += s * ability.values[row + k];
            }
            if (headAt[m] >= 0) {
                int at = headAt[m];
                for (int i = 0; i < width; i++) {
                    heads.gradient[at + i] += s * input[i];
                }
            }
        }
        for (int k = 0; k < rank; k++) {
            skillBias.gradient[k] += placeSlope[k];
        }
        for (int i = 0; i < width; i++) {
            float value = input[i];
            int row = i * rank;
            for (int k = 0; k < rank; k++) {
                skills.gradient[row + k] += value * placeSlope[k];
            }
            ease.gradient[i] += value * easeSlope;
        }
    }

    private Factors factors() {
        int rank = options.rank();
        float[][] abilities = new float[models][];
        float[][] itsHeads = new float[models][];
        for (int m = 0; m < models; m++) {
            abilities[m] = java.util.Arrays.copyOfRange(ability.values, m * rank, (m + 1) * rank);
            itsHeads[m] = headAt[m] < 0
                    ? new float[0]
                    : java.util.Arrays.copyOfRange(heads.values, headAt[m], headAt[m] + width);
        }
        return new Factors(width, rank, skills.values, skillBias.values, ease.values, abilities, bias.values, itsHeads);
    }

    private static float[] normal(int size, double deviation, SplittableRandom random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
