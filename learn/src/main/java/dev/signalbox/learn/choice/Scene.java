package dev.signalbox.learn.choice;

/**
 * One graded prompt of a rehearsal; arrays over the members that were graded on it.
 *
 * @param quality as predicted by fits that had not seen it
 * @param cost expected USD
 * @param best the best single models
 * @param bestWithout the same by part, where the prompts of the part are not known
 * @param source number of its source
 * @param part number of its part, below {@link #PARTS}
 */
record Scene(double[] quality, double[] cost, double[] score, Best best, Best[] bestWithout, int source, int part) {
    /** Parts of the prompts, each of which is left out once when it is measured how settings are chosen. */
    static final int PARTS = 4;

    /**
     * The best single models by their places among those that were graded on a prompt.
     *
     * @param here the one of the rehearsal
     * @param anywhere the one over all kinds of prompts
     */
    record Best(int here, int anywhere) {

        /** The one that has the lead. */
        int ahead(Setting setting) {
            return setting.usual() ? anywhere : here;
        }
    }

    /** What is known without a part; of all if it is none. */
    Best best(int without) {
        return without < 0 ? best : bestWithout[without];
    }
}
