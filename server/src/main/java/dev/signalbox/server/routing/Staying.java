package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Ranked;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.settings.AffinityStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether a conversation stays with the model that answered it last. What a switch costs is in the expected costs
 * already: the tokens that the former model has in its cache are cheaper there.
 *
 * @param strategy how conversations of this request stay
 * @param former the member that answered last; absent where nobody did, or nobody remembers
 * @param thinking whether the request is a step of a tool loop in which the model thought
 * @param band how much better another model must be for a conversation whose prompt is cached, where cost does not count
 */
record Staying(
        AffinityStrategy strategy,
        Optional<String> source,
        OptionalInt former,
        boolean thinking,
        Mode mode,
        double band) {
    /** The members in order, and what was decided. */
    record Stayed(List<Ranked> order, ModelSelection.Affinity affinity) {}

    /**
     * The order with the conversation's model where it belongs.
     *
     * @param ranked the best first; at least one
     * @param cached how many tokens of the prompt each member probably has in its cache
     */
    Stayed of(List<Ranked> ranked, int[] cached) {
        if (strategy == AffinityStrategy.NONE || source.isEmpty()) {
            return new Stayed(ranked, ModelSelection.Affinity.none(strategy.word()));
        }
        if (former.isEmpty()) {
            return stayed(ranked, "initialize", "");
        }
        Optional<Ranked> its =
                ranked.stream().filter(one -> one.member() == former.getAsInt()).findFirst();
        if (its.isEmpty()) {
            return stayed(ranked, "switch", "its model may not serve this request, or is out of order");
        }
        Ranked first = ranked.getFirst();
        if (first.equals(its.get())) {
            return stayed(ranked, "retain", "it is the first anyway");
        }
        String why = reason(its.get(), first, cached[its.get().member()]);
        if (why.isEmpty()) {
            return stayed(ranked, "switch", "another model gains more than the cache that is lost");
        }
        List<Ranked> order = new ArrayList<>(ranked);
        order.remove(its.get());
        order.addFirst(its.get());
        return stayed(order, "retain", why);
    }

    /** Why it stays; empty if it does not. */
    private String reason(Ranked its, Ranked first, int cached) {
        if (strategy == AffinityStrategy.STICKY) {
            return "sticky";
        }
        if (thinking) {
            return "its thoughts in this tool loop go back to it";
        }
        if (Double.isNaN(first.quality()) || Double.isNaN(its.quality())) {
            return "nothing is known that speaks against it";
        }
        if (mode == Mode.QUALITY) {
            return cached > 0 && first.quality() - its.quality() <= band
                    ? "its cache is warm, and the best is no better than by the band"
                    : "";
        }
        return its.inBand() && its.cost() <= first.cost() ? "it costs no more" : "";
    }

    private Stayed stayed(List<Ranked> order, String decision, String reason) {
        return new Stayed(order, new ModelSelection.Affinity(strategy.word(), source, Optional.of(decision), reason));
    }
}
