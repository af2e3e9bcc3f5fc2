package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Pass;
import java.util.List;
import java.util.Optional;

/** Makes attempts, one after another: what the loop of attempts knows of them. */
interface Attempting {
    /**
     * Tries this candidate once.
     *
     * @param pass is told what came of it
     * @param nothingElse whether it is to be asked even if its provider said that a limit is used up
     * @throws dev.signalbox.server.exchange.Refused if the caller went away, or the attempt may not be made
     */
    Attempt.Tried at(Candidate candidate, Pass pass, boolean nothingElse);

    /** Whether this candidate could carry the request, and has room for it or a line before it. */
    boolean fits(Candidate candidate);

    /** Nothing was sent: its breaker does not let this request to it now. */
    default void keptFrom(Candidate candidate, Health.State state) {}

    /** Waits until one of these has room, and keeps the place for the attempt that follows; nothing if none has in time. */
    Optional<Candidate> inLine(List<Candidate> full);

    /** Gives back a place that was kept and not used. */
    void leaveLine();

    /** How many attempts were made. */
    int made();
}
