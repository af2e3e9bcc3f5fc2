package dev.signalbox.wire.model;

/** Who says a message. Results of tools are content of a user message, as Anthropic has it; a developer is the system. */
public enum Role {
    /** Instructions. */
    SYSTEM,
    /** The user, and the results of tools. */
    USER,
    /** The model. */
    ASSISTANT
}
