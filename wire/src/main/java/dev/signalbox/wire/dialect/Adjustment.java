package dev.signalbox.wire.dialect;

/** A value that was changed so that the model accepts the request. */
public record Adjustment(String field, String from, String to, String reason) {
    /** What a value became that was left out. */
    public static final String ABSENT = "absent";

    /** Whether the value was left out altogether. */
    public boolean drops() {
        return to.equals(ABSENT);
    }
}
