package dev.signalbox.learn.predict;

/**
 * What one fit says of how well models do on a prompt: {@code logit = b_m + d.x + (W'x + w).theta_m + h_m.x} for the input
 * vector {@code x} of a prompt and model {@code m}. The first three terms are a multidimensional item response model (Reckase
 * 2009): a prompt has a difficulty and a place in a space of skills, a model has an ability in each skill; they are all that a
 * new model needs. The last is a head of its own for a model that was graded often. Immutable; the arrays are not copied.
 *
 * @param inputs length of {@code x}
 * @param rank number of skills
 * @param skills {@code W}, by input and skill
 * @param skillBias {@code w}
 * @param ease {@code d}
 * @param ability {@code theta}, by model and skill
 * @param bias {@code b}, by model
 * @param heads {@code h}, by model; an empty array where a model has none
 */
public record Factors(
        int inputs,
        int rank,
        float[] skills,
        float[] skillBias,
        float[] ease,
        float[][] ability,
        float[] bias,
        float[][] heads) {

    /** Rejects arrays that do not fit together. */
    public Factors {
        same("skills", skills.length, inputs * rank);
        same("skillBias", skillBias.length, rank);
        same("ease", ease.length, inputs);
        same("bias", bias.length, ability.length);
        same("heads", heads.length, ability.length);
        for (int m = 0; m < ability.length; m++) {
            same("ability", ability[m].length, rank);
            if (heads[m].length != 0) {
                same("head", heads[m].length, inputs);
            }
        }
    }

    /** How many models it knows. */
    public int models() {
        return bias.length;
    }

    /** The place of a prompt: its skills, and behind them its ease. */
    public double[] place(float[] input) {
        double[] place = new double[rank + 1];
        for (int k = 0; k < rank; k++) {
            place[k] = skillBias[k];
        }
        for (int i = 0; i < inputs; i++) {
            float value = input[i];
            int row = i * rank;
            for (int k = 0; k < rank; k++) {
                place[k] += value * skills[row + k];
            }
            place[rank] += value * ease[i];
        }
        return place;
    }

    /** The logit of a model at a place, its head included. */
    public double logit(double[] place, float[] input, int model) {
        double logit = place[rank] + bias[model];
        float[] itsAbility = ability[model];
        for (int k = 0; k < rank; k++) {
            logit += place[k] * itsAbility[k];
        }
        float[] head = heads[model];
        for (int i = 0; i < head.length; i++) {
            logit += head[i] * input[i];
        }
        return logit;
    }

    /** The mean abilities of all models. */
    public double[] averageAbility() {
        double[] average = new double[rank];
        for (float[] its : ability) {
            for (int k = 0; k < rank; k++) {
                average[k] += its[k];
            }
        }
        for (int k = 0; k < rank; k++) {
            average[k] /= ability.length;
        }
        return average;
    }

    /** The logit of a model whose abilities and bias are the means of all. */
    double averageLogit(double[] place) {
        double logit = 0;
        for (float its : bias) {
            logit += its / bias.length;
        }
        double[] average = averageAbility();
        for (int k = 0; k < rank; k++) {
            logit += place[k] * average[k];
        }
        return logit + place[rank];
    }

    private static void same(String name, int is, int expected) {
        if (is != expected) {
            throw new IllegalArgumentException(name + ": " + is + " numbers (expected: " + expected + ")");
        }
    }
}
