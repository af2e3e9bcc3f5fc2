package dev.signalbox.wire.model;

/** Why the model stopped. The provider's own word is kept beside it. */
public enum StopReason {
    /** It had said everything. */
    END,
    /** A stop sequence of the caller's. */
    STOP_SEQUENCE,
    /** The cap on output, or the context window, was reached. */
    LENGTH,
    /** It asks for tools. */
    TOOL_CALLS,
    /** A filter or the model itself refused. */
    CONTENT_FILTER,
    /** The provider paused a long turn; the caller may continue it. */
    PAUSED,
    /** The provider broke. */
    ERROR
}
