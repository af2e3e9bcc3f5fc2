package dev.signalbox.server.http;

/**
 * Tells, once, that a caller went away: its connection closed, or its stream was reset, before the answer was complete. A
 * caller that closes only its sending half counts as gone.
 */
public interface HangUp {
    /** Whether the caller is gone. */
    boolean happened();

    /**
     * Runs the action when the caller goes away, on the event loop of its connection; at once, in place, if it is already
     * gone. The action must be short and must not block.
     */
    Registration onHangUp(Runnable action);

    /** For work without a caller. */
    static HangUp never() {
        return NeverHangsUp.INSTANCE;
    }

    /** An action that waits for a hang-up. */
    @FunctionalInterface
    interface Registration {
        /** Forgets the action. Harmless when it has run. */
        void cancel();
    }
}
