package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.LossRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which order targets are tried.
 *
 * @param candidates at least one, the first is tried first
 * @param skipped targets of the route that are not tried, each with its reason
 * @param losses the route's rule for what a candidate cannot carry; absent where the server's holds
 */
public record Plan(List<Candidate> candidates, List<Candidate> skipped, Optional<LossRule> losses) {
    /** Takes defensive copies. */
    public Plan {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
    }

    /** A plan under the server's rule for losses. */
    public Plan(List<Candidate> candidates, List<Candidate> skipped) {
        this(candidates, skipped, Optional.empty());
    }

    /** The same plan, which leaves out these too. */
    public Plan alsoSkipping(List<Candidate> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Candidate> all = new ArrayList<>(skipped);
        all.addAll(more);
        return new Plan(candidates, all, losses);
    }

    /** The same candidates under this rule. */
    public Plan withLosses(Optional<LossRule> rule) {
        return new Plan(candidates, skipped, rule);
    }
}
