package dev.signalbox.learn.train;

import dev.signalbox.learn.predict.Believed;
import dev.signalbox.learn.predict.Ensemble;
import dev.signalbox.learn.predict.Factors;
import dev.signalbox.learn.predict.Logistic;
import dev.signalbox.learn.predict.Neighbours;
import dev.signalbox.learn.predict.Prototypes;
import dev.signalbox.learn.predict.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds by kind of prompts how far a prompt's skills may be believed: so far that the differences between models that fits foresee,
 * which have not seen the prompt, have the least squared error.
 */
final class BelievedFit {
    private static final int STEPS = 5;
    private static final int LEAST = 150;

    /** The parts of a place: of the kind, of the neighbours, of the prompt itself. */
    private static final int PARTS = 3;

    private final Prototypes prototypes;
    private final int surroundings;
    private final int kinds;
    private final int threads;

    /** By prototype, part and fit, the logit of each model that was graded. */
    private final double[][][][] logits;

    /**
     * Reads the prototypes with the fits that have not seen them.
     *
     * @param around by prototype, its neighbours, none of which asks the same
     * @param surroundings how many of them are looked at
     * @param inputs by prototype
     * @param fold by prototype
     * @param folds by fold, fits that have seen all others
     */
    BelievedFit(
            Prototypes prototypes,
            Neighbours[] around,
            int surroundings,
            float[][] inputs,
            int[] fold,
            List<Ensemble> folds,
            double sharpness,
            int kinds,
            int threads) {
        this.prototypes = prototypes;
        this.surroundings = surroundings;
        this.kinds = kinds;
        this.threads = threads;
        this.logits = new double[prototypes.size()][PARTS][][];
        for (int f = 0; f < folds.size(); f++) {
            int number = f;
            int[] its = IntStream.range(0, fold.length)
                    .filter(p -> fold[p] == number)
                    .toArray();
            List<Factors> fits = folds.get(f).fits();
            for (double[][][] each : logits(its)) {
                Arrays.setAll(each, _ -> new double[fits.size()][]);
            }
            for (int i = 0; i < fits.size(); i++) {
                read(its, fits.get(i), i, around, inputs, sharpness);
            }
        }
    }

    private List<double[][][]> logits(int[] its) {
        return Arrays.stream(its).mapToObj(p -> logits[p]).toList();
    }

    private void read(int[] its, Factors fit, int number, Neighbours[] around, float[][] inputs, double sharpness) {
        double[][] places = new double[inputs.length][];
        Parallel.forEach(places.length, threads, p -> places[p] = fit.place(inputs[p]));
        double[][] means = means(places, fit.rank());
        double[] average = fit.averageAbility();
        Parallel.forEach(its.length, threads, i -> {
            int p = its[i];
            double[] nearby = nearby(around[p].first(surroundings), places, places[p], fit.rank(), sharpness);
            double[][] parts = {
                Believed.place(places[p], means[prototypes.tasks()[p]], average),
                Believed.place(places[p], nearby, average),
                places[p]
            };
            for (int part = 0; part < PARTS; part++) {
                logits[p][part][number] =
                        logits(fit, parts[part], inputs[p], prototypes.models()[p]);
            }
        });
    }

    private static double[] logits(Factors fit, double[] place, float[] input, short[] models) {
        double[] all = new double[models.length];
        for (int m = 0; m < all.length; m++) {
            all[m] = fit.logit(place, input, models[m]);
        }
        return all;
    }

    private double[][] means(double[][] places, int rank) {
        double[][] sums = new double[kinds][rank];
        int[] counts = new int[kinds];
        for (int p = 0; p < places.length; p++) {
            int kind = prototypes.tasks()[p];
            counts[kind]++;
            for (int k = 0; k < rank; k++) {
                sums[kind][k] += places[p][k];
            }
        }
        double[][] means = new double[kinds][rank];
        for (int kind = 0; kind < kinds; kind++) {
            for (int k = 0; k < rank; k++) {
                means[kind][k] = Surroundings.mean(sums, counts, kind, k);
            }
        }
        return means;
    }

    private static double[] nearby(Neighbours around, double[][] places, double[] itself, int rank, double sharpness) {
        double[] sums = new double[rank];
        for (int i = 0; i < around.prototypes().length; i++) {
            double weight = around.weight(i, sharpness);
            double[] other = places[around.prototypes()[i]];
            for (int k = 0; k < rank; k++) {
                sums[k] += weight * other[k];
            }
        }
        double total = around.weight(sharpness);
        for (int k = 0; k < rank; k++) {
            sums[k] = Surroundings.mean(sums[k], total, itself[k]);
        }
        return sums;
    }

    /** By kind, how far its prompts may be believed; kinds of a few prompts as all prompts together. */
    Believed[] believed() {
        int[] all = IntStream.range(0, prototypes.size())
                .filter(p -> prototypes.models()[p].length > 1)
                .toArray();
        Believed usual = best(all);
        Believed[] believed = new Believed[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            int number = kind;
            int[] its = Arrays.stream(all)
                    .filter(p -> prototypes.tasks()[p] == number)
                    .toArray();
            believed[kind] = its.length < LEAST ? usual : best(its);
        }
        return believed;
    }

    private Believed best(int[] its) {
        double[] errors = new double[(STEPS + 1) * (STEPS + 1)];
        Parallel.forEach(errors.length, threads, i -> {
            for (int p : its) {
                errors[i] += error(p, believed(i));
            }
        });
        // of equal ones the one that believes most
        int best = errors.length - 1;
        for (int i = best; i >= 0; i--) {
            best = errors[i] < errors[best] ? i : best;
        }
        return believed(best);
    }

    private static Believed believed(int number) {
        int near = number / (STEPS + 1);
        int own = number % (STEPS + 1);
        return new Believed(near / (double) STEPS, own / (double) STEPS);
    }

    /** The squared error of differences between models on a prompt. */
    private double error(int prototype, Believed believed) {
        double[] errors = quality(prototype, believed);
        double mean = 0;
        for (int m = 0; m < errors.length; m++) {
            errors[m] = prototypes.scores()[prototype][m] - errors[m];
            mean += errors[m] / errors.length;
        }
        double squares = 0;
        for (double error : errors) {
            squares += (error - mean) * (error - mean);
        }
        return squares;
    }

    /** What is foreseen of the models that were graded on a prototype. */
    double[] quality(int prototype, Believed believed) {
        double[][][] parts = logits[prototype];
        double[] quality = new double[prototypes.models()[prototype].length];
        int fits = parts[0].length;
        for (int f = 0; f < fits; f++) {
            for (int m = 0; m < quality.length; m++) {
                double kind = parts[0][f][m];
                double nearby = parts[1][f][m];
                double logit = kind + believed.near() * (nearby - kind) + believed.own() * (parts[2][f][m] - nearby);
                quality[m] += Logistic.probability(logit) / fits;
            }
        }
        return quality;
    }
}
