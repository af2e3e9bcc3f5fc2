package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.health.Pass;

/** Makes attempts, one after another: what the loop of attempts knows of them. */
interface Attempting {
    /**
     * Tries this candidate once.
     *
     * @param pass is told what came of it
     * @throws dev.signalbox.server.exchange.Refused if the caller went away, or the attempt may not be made
     */
    Attempt.Tried at(Candidate candidate, Pass pass);

    /** Whether this candidate could carry the request. */
    boolean fits(Candidate candidate);

    /** How many attempts were made. */
    int made();
}
