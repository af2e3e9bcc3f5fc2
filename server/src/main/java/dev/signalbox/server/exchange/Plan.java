package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.RouteSettings;
import java.util.List;
import java.util.Optional;

/**
 * In which order targets are tried.
 *
 * @param candidates the first is tried first; none only where the request was refused
 * @param skipped targets of the route that are not tried, each with its reason
 * @param route whose rules hold; absent for a caller who named the model itself
 * @param session whose requests shall stay with the target that answers
 * @param beginnings how the prompt begins, where that decides; who answers holds it in its cache then
 * @param shortened the request that is sent in the place of the caller's, where that was too large
 * @param chosen why these of the route's targets, in words; empty where there was nothing to choose
 * @param learned what a judgement of the prompt came to, where one was made
 */
public record Plan(
        List<Candidate> candidates,
        List<Skipped> skipped,
        Optional<RouteSettings> route,
        Optional<Session> session,
        Optional<Beginnings> beginnings,
        Optional<Shortened> shortened,
        String chosen,
        Optional<Learned> learned) {
    /** Takes defensive copies. */
    public Plan {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
    }

    /** A plan for the request as it is. */
    public Plan(
            List<Candidate> candidates,
            List<Skipped> skipped,
            Optional<RouteSettings> route,
            Optional<Session> session,
            Optional<Beginnings> beginnings,
            String chosen) {
        this(candidates, skipped, route, session, beginnings, Optional.empty(), chosen, Optional.empty());
    }

    /** The exchange as it is sent. */
    public Exchange fitting(Exchange exchange) {
        return shortened
                .map(Shortened::envelope)
                .or(() -> learned.flatMap(Learned::stripped))
                .map(exchange::with)
                .orElse(exchange);
    }

    /** A plan of no route and no session. */
    public Plan(List<Candidate> candidates, List<Skipped> skipped) {
        this(candidates, skipped, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }
}
