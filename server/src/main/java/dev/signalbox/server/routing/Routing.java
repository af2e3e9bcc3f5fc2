package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.settings.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the plan of a request: which targets are tried in which order, and why. */
public final class Routing {
    private final Health health;
    private final RandomGenerator random;

    /** @param random draws inside groups of equal priority */
    public Routing(Health health, RandomGenerator random) {
        this.health = health;
        this.random = random;
    }

    /** The plan for this offer. */
    public Plan plan(Offer offer) {
        return switch (offer) {
            case Offer.Direct direct ->
                new Plan(List.of(new Candidate(direct.target(), "named by the caller")), List.of());
            case Offer.Routed routed -> routed(routed).withLosses(routed.route().losses());
        };
    }

    private Plan routed(Offer.Routed offer) {
        Strategy strategy = offer.route().strategy();
        return switch (strategy) {
            case STATIC -> new Plan(List.of(new Candidate(offer.targets().getFirst(), "static")), List.of());
            case PRIORITY -> healthyFirst(PriorityOrder.of(offer.targets(), random));
        };
    }

    /** The unhealthy are a last resort; behind the first candidate stand only those that take failed traffic. */
    private Plan healthyFirst(List<Candidate> ordered) {
        List<Candidate> healthy = new ArrayList<>();
        List<Candidate> lastResort = new ArrayList<>();
        for (Candidate candidate : ordered) {
            Health.State state = health.of(candidate.target().key());
            if (state.unhealthy()) {
                lastResort.add(new Candidate(
                        candidate.target(),
                        candidate.reason() + ", last resort: " + state.failures() + " of " + state.attempts()
                                + " attempts failed in 2 minutes"));
            } else {
                healthy.add(candidate);
            }
        }
        healthy.addAll(lastResort);
        List<Candidate> candidates = new ArrayList<>();
        List<Candidate> skipped = new ArrayList<>();
        for (Candidate candidate : healthy) {
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
