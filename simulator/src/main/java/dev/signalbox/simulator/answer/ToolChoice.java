package dev.signalbox.simulator.answer;

/** Whether the caller leaves the use of tools open, forbids or forces it. */
public sealed interface ToolChoice {
    /** A tool is used where the prompt names one. */
    record Auto() implements ToolChoice {}

    /** No tool is used. */
    record Forbidden() implements ToolChoice {}

    /** Some tool is used: those that the prompt names, or else the first. */
    record Required() implements ToolChoice {}

    /** This tool is used. */
    record Named(String name) implements ToolChoice {}
}
