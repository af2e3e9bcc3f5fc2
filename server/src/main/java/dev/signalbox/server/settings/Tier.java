package dev.signalbox.server.settings;

/** How much of a model a request needs, from the least to the most. */
public enum Tier implements Word {
    /** What the smallest model does as well. */
    SIMPLE("simple"),
    /** What a large model does better. */
    COMPLEX("complex"),
    /** What a model does best that thinks before it answers. */
    REASONING("reasoning");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /** The higher of the two. */
    public Tier orAtLeast(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String word() {
        return word;
    }
}
