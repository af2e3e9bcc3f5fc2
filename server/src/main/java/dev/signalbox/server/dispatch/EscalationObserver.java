package dev.signalbox.server.dispatch;

/** Is told what cascades do. Short, never blocking. */
public interface EscalationObserver {
    /** Nobody is told. */
    EscalationObserver NONE = new EscalationObserver() {
        @Override
        public void escalated(String route, String signal, String outcome) {}

        @Override
        public void judged(String route, String outcome) {}
    };

    /** Another target answered instead. */
    String ANSWERED = "answered";

    /** Nobody else did, so the answer was given all the same. */
    String KEPT = "kept";

    /**
     * An answer on this route was not good enough.
     *
     * @param signal the stable word of what told so
     * @param outcome one of the words above
     */
    void escalated(String route, String signal, String outcome);

    /**
     * A judge was asked on this route.
     *
     * @param outcome a bounded word: {@code good}, {@code poor} or {@code failed}
     */
    void judged(String route, String outcome);
}
