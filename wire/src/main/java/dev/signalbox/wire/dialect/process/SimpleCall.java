package dev.signalbox.wire.dialect.process;

import dev.signalbox.wire.dialect.CallerDialect;

/**
 * The simple call for scripts, which only callers speak: a prompt and a few options in, a text and what it took out.
 */
public final class SimpleCall {
    static final String FAMILY = "process";

    private SimpleCall() {}

    /** As callers speak it. */
    public static CallerDialect caller() {
        return new ProcessCaller();
    }
}
