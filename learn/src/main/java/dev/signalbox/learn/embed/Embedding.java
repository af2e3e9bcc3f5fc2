package dev.signalbox.learn.embed;

/** What came of asking for the vector of an excerpt within a time. */
public sealed interface Embedding {

    /**
     * It is there.
     *
     * @param vector {@value Embedder#SIZE} numbers, its own copy
     * @param cached whether it was remembered, so that nobody had to wait
     */
    record Embedded(float[] vector, boolean cached) implements Embedding {}

    /** The time was over first. The work goes on where there is room for it, and the next who asks may find it done. */
    record Late() implements Embedding {}

    /**
     * There is none, and waiting does not help.
     *
     * @param reason for an operator
     */
    record Broken(String reason) implements Embedding {}
}
