package dev.signalbox.server.dispatch;

/** Is told what became of answers that broke off after their first content. Short, never blocking. */
@FunctionalInterface
public interface CutObserver {
    /** The caller was told. */
    String FAILED = "failed";

    /** Another attempt went on with the answer. */
    String CONTINUED = "continued";

    /** Nobody had seen any of it, and another attempt answered anew. */
    String RESTARTED = "restarted";

    /**
     * An answer broke off.
     *
     * @param outcome one of the words above
     */
    void cut(String outcome);
}
