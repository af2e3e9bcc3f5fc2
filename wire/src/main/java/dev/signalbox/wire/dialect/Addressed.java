package dev.signalbox.wire.dialect;

import java.util.Optional;

/**
 * What the address of a request says, in dialects where it says what others say in the body.
 *
 * @param model the model that the path names (Gemini, Azure's deployments)
 * @param stream whether the path asks for a stream (Gemini's {@code :streamGenerateContent})
 */
public record Addressed(Optional<String> model, boolean stream) {
    private static final Addressed NOTHING = new Addressed(Optional.empty(), false);

    /** An address that says nothing: the body says it all. */
    public static Addressed nothing() {
        return NOTHING;
    }

    /** An address that names this model. */
    public static Addressed model(String name) {
        return new Addressed(Optional.of(name), false);
    }
}
