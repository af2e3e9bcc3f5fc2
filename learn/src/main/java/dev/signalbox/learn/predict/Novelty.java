package dev.signalbox.learn.predict;

/**
 * How little a prompt is like graded prompts: its distance from the ten nearest, in proportion to the limit of the sources that
 * these are from. Beyond 1 it lies farther than the prompts of these sources do but for a few.
 */
public final class Novelty {
    private static final int NEAREST = 10;
    private static final double SAME = 0.999;
    private static final double SMALLEST = 0.02;

    private Novelty() {}

    /** One less the mean cosine of the ten nearest prototypes, but for those with the same embedding. */
    public static double distance(float[] embedding, Prototypes prototypes) {
        return distance(Neighbours.of(embedding, prototypes, 3 * NEAREST), SAME);
    }

    static double of(Neighbours near, Prototypes prototypes) {
        double limit = 0;
        int count = Math.min(NEAREST, near.prototypes().length);
        for (int i = 0; i < count; i++) {
            limit += (double) prototypes.limits()[prototypes.sources()[near.prototypes()[i]]] / count;
        }
        return distance(near, Double.POSITIVE_INFINITY) / Math.max(SMALLEST, limit);
    }

    private static double distance(Neighbours near, double below) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < near.cosines().length && count < NEAREST; i++) {
            if (near.cosines()[i] < below) {
                sum += near.cosines()[i];
                count++;
            }
        }
        return count == 0 ? 1 : 1 - sum / count;
    }
}
