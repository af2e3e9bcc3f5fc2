package dev.signalbox.learn.predict;

import java.util.Arrays;

/** What graded prompts nearby say against predictions: the mean error there, shrunk to nothing where there are few. */
final class Correction {
    private final Prototypes prototypes;
    private final Neighbourhood neighbourhood;

    Correction(Prototypes prototypes, Neighbourhood neighbourhood) {
        this.prototypes = prototypes;
        this.neighbourhood = neighbourhood;
    }

    /** Adds the errors nearby to the qualities of these models. */
    void add(double[] quality, int[] models, Neighbours neighbours) {
        double[] errors = new double[models.length];
        double[] total = new double[models.length];
        for (int i = 0; i < neighbours.prototypes().length; i++) {
            add(neighbours.prototypes()[i], neighbours.weight(i, neighbourhood.sharpness()), models, errors, total);
        }
        for (int m = 0; m < models.length; m++) {
            quality[m] = Math.clamp(quality[m] + errors[m] / (total[m] + neighbourhood.prior()), 0, 1);
        }
    }

    private void add(int prototype, double weight, int[] models, double[] errors, double[] total) {
        short[] graded = prototypes.models()[prototype];
        for (int m = 0; m < models.length; m++) {
            int at = Arrays.binarySearch(graded, (short) models[m]);
            if (at >= 0) {
                errors[m] += weight
                        * (prototypes.scores()[prototype][at] - prototypes.foreseen()[prototype][at]);
                total[m] += weight;
            }
        }
    }
}
