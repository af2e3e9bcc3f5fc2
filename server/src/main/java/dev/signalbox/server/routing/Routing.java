package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Makes the plan of a request: which targets are tried in which order, and why. */
public final class Routing {
    private final Health health;
    private final Speeds speeds;
    private final RandomGenerator random;
    private final PerSettings<ConcurrentMap<Named, Layout>> layouts = new PerSettings<>(_ -> new ConcurrentHashMap<>());

    /** A route with so many of its targets retired: they are retired one after the other, so the number tells which. */
    private record Named(String route, int retired) {}

    /** @param random draws by weight, and among equals */
    public Routing(Health health, Speeds speeds, RandomGenerator random) {
        this.health = health;
        this.speeds = speeds;
        this.random = random;
    }

    /** The plan for this offer. */
    public Plan plan(Exchange exchange, Offer offer) {
        return switch (offer) {
            case Offer.Direct direct -> direct(direct);
            case Offer.Routed routed -> {
                Layout layout = layout(routed, exchange.settings());
                yield routed(layout, layout.order()::of).alsoSkipping(routed.retired());
            }
        };
    }

    /** The plan for a request that only asks for a count: nobody loses a turn by it. */
    public Plan planCount(Exchange exchange, Offer offer) {
        return switch (offer) {
            case Offer.Direct direct -> direct(direct);
            case Offer.Routed routed -> {
                Layout layout = layout(routed, exchange.settings());
                yield routed(layout, layout.order()::still).alsoSkipping(routed.retired());
            }
        };
    }

    private static Plan direct(Offer.Direct direct) {
        return new Plan(List.of(new Candidate(direct.target(), "named by the caller")), List.of());
    }

    private Layout layout(Offer.Routed offer, Settings settings) {
        Named named = new Named(offer.asked(), offer.retired().size());
        return layouts.of(settings).computeIfAbsent(named, _ -> Layout.of(offer, order(offer)));
    }

    private Order order(Offer.Routed offer) {
        Strategy strategy = offer.route().strategy();
        return switch (strategy) {
            case STATIC -> candidates -> candidates;
            case PRIORITY, WEIGHTED -> new Shares(random);
            case POOL -> new Turns();
            case LATENCY -> {
                offer.targets().forEach(target -> speeds.watch(target.name()));
                yield new Fastest(speeds, random);
            }
        };
    }

    /** The unhealthy are a last resort: the strategy orders the others as if they were all, and then the unhealthy. */
    private Plan routed(Layout layout, UnaryOperator<List<Candidate>> order) {
        List<Candidate> healthy = new ArrayList<>(layout.candidates().size());
        List<Candidate> lastResort = new ArrayList<>(0);
        for (Candidate candidate : layout.candidates()) {
            Health.State state = health.of(candidate.target().key());
            if (state.unhealthy()) {
                lastResort.add(lastResort(candidate, state));
            } else {
                healthy.add(candidate);
            }
        }
        List<Candidate> ordered = new ArrayList<>(layout.candidates().size());
        ordered.addAll(order.apply(healthy));
        if (!lastResort.isEmpty()) {
            ordered.addAll(layout.order().still(lastResort));
        }
        return takingFailed(ordered).withLosses(layout.losses());
    }

    private static Candidate lastResort(Candidate candidate, Health.State state) {
        return new Candidate(candidate.target(), candidate.reason() + ", last resort: " + state.words());
    }

    /** Behind the first candidate stand only those that take traffic that another failed. */
    private static Plan takingFailed(List<Candidate> ordered) {
        List<Candidate> candidates = new ArrayList<>(ordered.size());
        List<Candidate> skipped = new ArrayList<>(0);
        for (Candidate candidate : ordered) {
            Target target = candidate.target();
            if (candidates.isEmpty() || target.fallbackCandidate()) {
                candidates.add(candidate);
            } else {
                skipped.add(new Candidate(target, "takes no traffic that another target failed"));
            }
        }
        return new Plan(candidates, skipped);
    }
}
