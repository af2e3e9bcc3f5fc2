package dev.signalbox.server.routing;

/** Is told what becomes of sessions. Short, never blocking. */
@FunctionalInterface
public interface RoutingObserver {
    /**
     * A request of a session was answered.
     *
     * @param outcome {@code new}, {@code kept} if by the target before it, else {@code moved}
     */
    void sticky(String route, String outcome);
}
