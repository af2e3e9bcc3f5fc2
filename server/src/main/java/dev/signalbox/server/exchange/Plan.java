package dev.signalbox.server.exchange;

import java.util.List;

/**
 * In which order targets are tried.
 *
 * @param candidates at least one, the first is tried first
 * @param skipped targets of the route that are not tried, each with its reason
 */
public record Plan(List<Candidate> candidates, List<Candidate> skipped) {
    /** Takes defensive copies. */
    public Plan {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
    }
}
