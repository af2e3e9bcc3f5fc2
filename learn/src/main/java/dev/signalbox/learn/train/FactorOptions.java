package dev.signalbox.learn.train;

/**
 * How factors are fitted.
 *
 * @param rank number of skills
 * @param epochs passes over all prompts
 * @param batch prompts of a step
 * @param rate step of Adam at the start; it falls to 0 along half a cosine
 * @param inputDecay L2 on what reads the input
 * @param abilityDecay L2 on abilities
 * @param headDecay L2 on heads
 * @param headLeast outcomes from which on a model has a head
 * @param gap weight of the loss of gaps between models beside the log loss
 * @param crowd how little more a prompt counts that many models answered: its outcomes weigh {@code n^-crowd} each
 */
public record FactorOptions(
        int rank,
        int epochs,
        int batch,
        double rate,
        double inputDecay,
        double abilityDecay,
        double headDecay,
        int headLeast,
        double gap,
        double crowd) {

    /** For fits that read the embedding. Without heads: they helped code and tool calls a little and knowledge not at all. */
    public static final FactorOptions FULL =
            new FactorOptions(32, 15, 128, 3e-3, 3e-4, 1e-3, 3e-4, Integer.MAX_VALUE, 1, 0.5);

    /** For fits that read the surface alone. */
    public static final FactorOptions SURFACE =
            new FactorOptions(8, 10, 128, 3e-3, 1e-4, 1e-3, 3e-4, Integer.MAX_VALUE, 1, 0.5);
}
