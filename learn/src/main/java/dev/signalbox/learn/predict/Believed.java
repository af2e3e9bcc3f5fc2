package dev.signalbox.learn.predict;

import java.util.Arrays;

/**
 * Where in the space of skills a prompt is believed to lie. What a fit says of one prompt is noisy, the mean of what it says of prompts
 * nearby is less so, and that of all prompts of a kind is hardly so: each step from the kind to the neighbours and on to the prompt
 * itself is believed in part.
 *
 * @param near how far the step from the kind to the neighbours is believed, from 0 to 1
 * @param own how far the step from the neighbours to the prompt itself is
 */
public record Believed(double near, double own) {

    /** What is believed of skills. */
    double[] skills(double[] itself, double[] nearby, double[] kind) {
        double[] skills = new double[kind.length];
        for (int k = 0; k < skills.length; k++) {
            skills[k] = kind[k] + near * (nearby[k] - kind[k]) + own * (itself[k] - nearby[k]);
        }
        return skills;
    }

    /**
     * The place with these skills where the model of average ability does as well as at the prompt's own place: how hard a prompt is for
     * all is told well by itself, only who does better than others is not.
     *
     * @param average its abilities
     */
    public static double[] place(double[] itself, double[] skills, double[] average) {
        int rank = skills.length;
        double[] place = Arrays.copyOf(skills, rank + 1);
        place[rank] = itself[rank];
        for (int k = 0; k < rank; k++) {
            place[rank] += average[k] * (itself[k] - skills[k]);
        }
        return place;
    }

    /** The place that is believed in. */
    double[] place(double[] itself, double[] nearby, double[] kind, double[] average) {
        return place(itself, skills(itself, nearby, kind), average);
    }
}
