package dev.signalbox.server.dispatch;

/** Hears what became of second attempts. Called by whoever made them, so it must not block. */
@FunctionalInterface
public interface HedgeObserver {
    /**
     * A request to this route was late.
     *
     * @param outcome a bounded word: {@code won}, {@code lost}, {@code failed}, {@code capped} or {@code nowhere}
     */
    void hedged(String route, String outcome);
}
