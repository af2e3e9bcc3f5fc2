package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.dialect.Adjustment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The candidates of a plan under the bounds of one request: the caller's wishes, cut down to what the operator allows.
 *
 * @param cuts by target, the wishes that were cut down for it
 * @param shortened what was left out of the request for all of them
 */
record Bounds(List<Candidate> candidates, Map<Target, List<Adjustment>> cuts, List<Adjustment> shortened) {
    /** Of a request of which nothing was left out. */
    Bounds(List<Candidate> candidates, Map<Target, List<Adjustment>> cuts) {
        this(candidates, cuts, List.of());
    }

    /**
     * The bounds of this request.
     *
     * @throws dev.signalbox.server.exchange.Refused if a wish cannot be read
     */
    static Bounds of(Exchange exchange, Plan plan) {
        List<Adjustment> shortened =
                plan.shortened().map(shorter -> List.of(shorter.adjustment())).orElse(List.of());
        Wishes wishes = Wishes.of(exchange.headers());
        if (wishes.isEmpty()) {
            return new Bounds(plan.candidates(), Map.of(), shortened);
        }
        List<Candidate> candidates = new ArrayList<>();
        Map<Target, List<Adjustment>> cuts = new HashMap<>();
        for (Candidate candidate : plan.candidates()) {
            Fitting fitting =
                    new Fitting(wishes, exchange.settings().server().requestTimeout(), exchange.envelope().stream());
            Target target = fitting.of(candidate.target());
            candidates.add(candidate.with(target));
            cuts.put(target, fitting.cuts());
        }
        return new Bounds(candidates, cuts, shortened);
    }

    /** What was cut down or left out for this target. */
    List<Adjustment> cut(Target target) {
        if (cuts.isEmpty()) {
            return shortened;
        }
        return Stream.concat(shortened.stream(), cuts.getOrDefault(target, List.of()).stream())
                .toList();
    }
}
