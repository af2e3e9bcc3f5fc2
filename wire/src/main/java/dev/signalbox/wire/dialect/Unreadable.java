package dev.signalbox.wire.dialect;

import java.util.Optional;

/** A request or reply that its dialect cannot read. The message says what, where and what was expected. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Optional<String> field;

    /** @param field path of the field at fault, for example {@code messages[2].tool_call_id} */
    public Unreadable(String field, String message) {
        super(field + ": " + message);
        this.field = Optional.of(field);
    }

    /** A text that is unreadable as a whole. */
    public Unreadable(String message) {
        super(message);
        this.field = Optional.empty();
    }

    /** Path of the field at fault. */
    public Optional<String> field() {
        return field;
    }
}
