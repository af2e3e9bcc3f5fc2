package dev.signalbox.wire.json;

/** Text that is not the JSON that was expected. The message names what was wrong and where, never the whole text. */
public final class JsonProblem extends Exception {
    private static final long serialVersionUID = 1L;
    private final long offset;

    /** @param offset the byte at which it was noticed, or -1 */
    public JsonProblem(String message, long offset) {
        super(offset < 0 ? message : message + " at byte " + offset);
        this.offset = offset;
    }

    /** The byte at which the problem was noticed, or -1 if unknown. */
    public long offset() {
        return offset;
    }
}
