package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Logistic;

/**
 * Finds the most probable abilities of one model, given its graded prompts and how abilities usually are, by Newton's method. A step that
 * would make things worse is halved: far from the solution the curve is flat, and a whole step jumps beyond it.
 */
final class AbilityFit {
    private static final int STEPS = 25;
    private static final int HALVINGS = 12;

    private final Factors fit;
    private final AbilityPrior prior;
    private final Dataset graded;
    private final float[][] inputs;
    private final double[][] places;

    AbilityFit(Factors fit, AbilityPrior prior, Dataset graded, float[][] inputs) {
        this.fit = fit;
        this.prior = prior;
        this.graded = graded;
        this.inputs = inputs;
        this.places = new double[inputs.length][];
        for (int p = 0; p < inputs.length; p++) {
            places[p] = fit.place(inputs[p]);
        }
    }

    /**
     * The abilities, the bias last.
     *
     * @param model its number in the graded data; {@code number} the same in the fit
     */
    double[] fit(int model, int number, int[] prompts) {
        int size = fit.rank() + 1;
        double[] centre = prior.centre(fit, number);
        double firmness = prior.firmness(number);
        double[] values = centre.clone();
        for (int step = 0; step < STEPS; step++) {
            double[] slope = new double[size];
            double[][] curve = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    slope[i] += firmness * prior.precision()[i][j] * (values[j] - centre[j]);
                    curve[i][j] = firmness * prior.precision()[i][j];
                }
            }
            for (int p : prompts) {
                add(p, graded.score(graded.find(p, model)), probability(number, p, values), slope, curve);
            }
            double[] next = stepped(
                    model, number, prompts, centre, values, Cholesky.of(curve).solve(slope));
            if (next.length == 0) {
                return values;
            }
            values = next;
        }
        return values;
    }

    /** The values a whole step on, or half of one, and so on; nothing if none of these is better. */
    private double[] stepped(int model, int number, int[] prompts, double[] centre, double[] values, double[] change) {
        double before = loss(model, number, prompts, centre, values);
        double share = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double[] next = values.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] -= share * change[i];
            }
            if (loss(model, number, prompts, centre, next) < before) {
                return next;
            }
            share /= 2;
        }
        return new double[0];
    }

    /** The negative logarithm of how probable values are, up to a constant. */
    private double loss(int model, int number, int[] prompts, double[] centre, double[] values) {
        double firmness = prior.firmness(number);
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                loss += firmness * (values[i] - centre[i]) * prior.precision()[i][j] * (values[j] - centre[j]) / 2;
            }
        }
        for (int p : prompts) {
            double score = graded.score(graded.find(p, model));
            double probability = Math.clamp(probability(number, p, values), 1e-12, 1 - 1e-12);
            loss -= score * StrictMath.log(probability) + (1 - score) * StrictMath.log(1 - probability);
        }
        return loss;
    }

    /** The probability of a model with these abilities on a prompt. */
    double probability(int number, int prompt, double[] values) {
        double[] place = places[prompt];
        int rank = fit.rank();
        double logit = place[rank] + values[rank] + head(number, prompt);
        for (int k = 0; k < rank; k++) {
            logit += values[k] * place[k];
        }
        return Logistic.probability(logit);
    }

    private double head(int number, int prompt) {
        float[] head = fit.heads()[number];
        double sum = 0;
        for (int i = 0; i < head.length; i++) {
            sum += head[i] * inputs[prompt][i];
        }
        return sum;
    }

    private void add(int prompt, double score, double probability, double[] slope, double[][] curve) {
        int rank = fit.rank();
        double weight = Math.max(1e-6, probability * (1 - probability));
        for (int i = 0; i <= rank; i++) {
            double left = i == rank ? 1 : places[prompt][i];
            slope[i] += (probability - score) * left;
            for (int j = 0; j <= i; j++) {
                double product = weight * left * (j == rank ? 1 : places[prompt][j]);
                curve[i][j] += product;
                if (i != j) {
                    curve[j][i] += product;
                }
            }
        }
    }
}
