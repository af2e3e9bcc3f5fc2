package dev.signalbox.learn.data;

/**
 * One prompt of a data set.
 *
 * @param split such as train or dev; empty if unknown
 * @param source the benchmark or traffic it is from; empty if unknown
 * @param category the source's own category; empty if unknown
 */
public record Prompt(String id, String split, String source, String category, String text) {

    /** Rejects a blank id. */
    public Prompt {
        if (id.isBlank()) {
            throw new IllegalArgumentException("prompt_id: blank (expected: a name that no other prompt has)");
        }
    }

    /** A prompt of which only the text is known. */
    public static Prompt of(String id, String text) {
        return new Prompt(id, "", "", "", text);
    }
}
