package dev.signalbox.server.routing;

/** Is told what becomes of sessions. Short, never blocking. */
@FunctionalInterface
public interface RoutingObserver {
    /** The strategy of a route chose among its branches: the one that is tried first, by its configured label. */
    default void chose(String route, String branch) {}

    /**
     * The model that classifies for a route was asked.
     *
     * @param outcome {@code answered}, {@code unclear} or {@code failed}
     */
    default void classified(String route, String outcome) {}

    /**
     * The model that summarises for a route was asked.
     *
     * @param outcome {@code answered} or {@code failed}
     */
    default void summarised(String route, String outcome) {}

    /**
     * A request of a session was answered.
     *
     * @param outcome {@code new}, {@code kept} if by the target before it, else {@code moved}
     */
    void sticky(String route, String outcome);

    /**
     * A request of a route with prefix affinity was planned.
     *
     * @param outcome {@code warm}, {@code cold}, {@code spilled} or {@code dear}
     */
    default void prefix(String route, String outcome) {}

    /**
     * A target stood last in the plan of a request because it was slow of late.
     *
     * @param what the key of its sla that it missed
     */
    default void slow(String route, String target, String what) {}
}
