package dev.signalbox.server.routers;

import dev.signalbox.server.routers.template.At;

/**
 * Something that a user is told of what was read.
 *
 * @param path which key it is about; may be empty
 */
public record Remark(Kind kind, At at, String path, String words) {
    /** What it says. */
    public enum Kind {
        /** The deployment has it and the route cannot. */
        LOSS,
        /** The deployment leaves it open, and this was taken. */
        ASSUMED,
        /** It is no model router, so it was not taken. */
        NOT_TAKEN
    }
}
