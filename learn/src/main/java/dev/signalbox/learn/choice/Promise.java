package dev.signalbox.learn.choice;

/**
 * What a mode keeps and saves on the graded prompts that the weights carry, predicted by fits that had not seen them and with settings
 * that were not chosen on them.
 *
 * @param best the best single model of the subset
 * @param kept share of its quality
 * @param standardError of {@code kept}
 * @param saved share of its cost, expected
 * @param prompts that this rests on; with fewer than {@value Policy#LEAST} nothing is promised
 * @param dominated one model is so good or so cheap that there is nothing to save
 */
public record Promise(String best, double kept, double standardError, double saved, int prompts, boolean dominated) {

    /** Whether there were prompts enough. */
    public boolean holds() {
        return prompts >= Policy.LEAST;
    }
}
