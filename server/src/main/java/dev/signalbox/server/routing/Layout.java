package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.RouteSettings;
import java.util.Comparator;
import java.util.List;

/**
 * One route of one configuration, laid out once so that a request only has to draw.
 *
 * @param candidates all of them with their reasons, sorted by priority
 * @param order how they are ordered for one request
 */
record Layout(RouteSettings route, List<Candidate> candidates, Order order) {
    static Layout of(Offer.Routed offer, Order order) {
        long sum = offer.targets().stream().mapToLong(Target::weight).sum();
        List<Candidate> candidates = offer.targets().stream()
                .sorted(Comparator.comparingInt(Target::priority))
                .map(target -> new Candidate(target, reason(offer, target, sum)))
                .toList();
        return new Layout(offer.route(), candidates, order);
    }

    private static String reason(Offer.Routed offer, Target target, long sum) {
        return switch (offer.route().strategy()) {
            case STATIC -> "static";
            case PRIORITY -> "priority " + target.priority();
            case WEIGHTED -> "weight " + target.weight() + " of " + sum;
            case POOL -> "in its turn";
            case LATENCY -> "by its time per token";
        };
    }
}
