package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.LossRule;
import java.util.List;
import java.util.Optional;

/**
 * In which order targets are tried.
 *
 * @param candidates at least one, the first is tried first
 * @param skipped targets of the route that are not tried, each with its reason
 * @param losses the route's rule for what a candidate cannot carry; absent where the server's holds
 * @param session whose requests shall stay with the target that answers
 */
public record Plan(
        List<Candidate> candidates, List<Candidate> skipped, Optional<LossRule> losses, Optional<Session> session) {
    /** Takes defensive copies. */
    public Plan {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
    }

    /** A plan under the server's rule for losses, of no session. */
    public Plan(List<Candidate> candidates, List<Candidate> skipped) {
        this(candidates, skipped, Optional.empty(), Optional.empty());
    }
}
