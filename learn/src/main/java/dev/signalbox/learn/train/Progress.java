package dev.signalbox.learn.train;

/** Hears how far long work is. Called from the working threads; must not block. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (step, done, all) -> {};

    /**
     * So much of a step is done.
     *
     * @param step what is being done, for people
     * @param all 0 if unknown
     */
    void at(String step, int done, int all);
}
