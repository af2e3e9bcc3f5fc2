package dev.signalbox.wire.dialect;

/**
 * A field that a translation could not carry, and was dropped.
 *
 * @param field as the caller wrote it, with its place where it has one
 * @param weight what its absence does to the answer
 */
public record Loss(String field, String reason, Weight weight) {
    /** What the absence of a field does to the answer. */
    public enum Weight {
        /** The answer means the same without it: where it is cached, who is billed, how words are drawn. */
        HINT,
        /** The answer is to another question, or in another form, than the caller asked for. */
        MEANING
    }

    /** The loss of what only helped. */
    public static Loss hint(String field, String reason) {
        return new Loss(field, reason, Weight.HINT);
    }

    /** The loss of a part of what was asked. */
    public static Loss meaning(String field, String reason) {
        return new Loss(field, reason, Weight.MEANING);
    }

    /** Whether the answer means something else without it. */
    public boolean changesMeaning() {
        return weight == Weight.MEANING;
    }
}
