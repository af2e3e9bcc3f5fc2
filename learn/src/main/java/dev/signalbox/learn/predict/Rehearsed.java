package dev.signalbox.learn.predict;

/** What would have been predicted for prototypes had they not been learnt: by fits of other prompts, corrected by their neighbours. */
public final class Rehearsed {
    private Rehearsed() {}

    /**
     * The prediction for each model that was graded on a prototype.
     *
     * @param around its neighbours, neither itself nor any that asks the same among them
     */
    public static float[] of(int prototype, Neighbours around, Prototypes prototypes, Neighbourhood neighbourhood) {
        short[] graded = prototypes.models()[prototype];
        int[] models = new int[graded.length];
        double[] quality = new double[graded.length];
        for (int i = 0; i < graded.length; i++) {
            models[i] = graded[i];
            quality[i] = prototypes.foreseen()[prototype][i];
        }
        new Correction(prototypes, neighbourhood).add(quality, models, around.first(neighbourhood.neighbours()));
        float[] rehearsed = new float[quality.length];
        for (int i = 0; i < rehearsed.length; i++) {
            rehearsed[i] = (float) quality[i];
        }
        return rehearsed;
    }
}
