package dev.signalbox.learn.predict;

/** How little a prompt is like graded prompts, for those that are among them. */
public final class Novelty {
    private static final double SAME = 0.999;

    private Novelty() {}

    /** The novelty of a prompt as if it were not among the prototypes, nor any with the same embedding. */
    public static double withoutItself(float[] embedding, Prototypes prototypes) {
        Neighbours near = Neighbours.of(embedding, prototypes, 3 * Neighbours.NOVELTY);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < near.cosines().length && count < Neighbours.NOVELTY; i++) {
            if (near.cosines()[i] < SAME) {
                sum += near.cosines()[i];
                count++;
            }
        }
        return count == 0 ? 1 : 1 - sum / count;
    }
}
