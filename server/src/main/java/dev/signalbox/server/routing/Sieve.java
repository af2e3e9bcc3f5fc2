package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Slas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts, for one request, what may serve from what may not, and the healthy from the last resort. */
final class Sieve {
    /** How a target stands that is well but slower than it must be. */
    private static final String SLOW = "slow";

    private final List<Filter> filters;
    private final Routing.Services services;
    private final Slas slas;
    private final String route;
    private final Demand demand;
    private final List<Skipped> skipped = new ArrayList<>(0);
    private final List<Target> tooSmall = new ArrayList<>(0);
    private Filter.@Nullable Objection furthest;

    /** What came through. */
    record Sieved(List<Lane> healthy, List<Lane> lastResort) {}

    /** @param route the name of the route, for metrics */
    Sieve(List<Filter> filters, Routing.Services services, String route, Demand demand) {
        this.filters = concerned(filters, demand);
        this.services = services;
        this.slas = new Slas(services.speeds());
        this.route = route;
        this.demand = demand;
    }

    private static List<Filter> concerned(List<Filter> filters, Demand demand) {
        List<Filter> concerned = new ArrayList<>(filters.size());
        for (Filter filter : filters) {
            if (filter.concerns(demand)) {
                concerned.add(filter);
            }
        }
        return concerned;
    }

    /** Parts these lanes; a pool of which some are unhealthy comes through in two parts. */
    Sieved part(List<Lane> lanes) {
        boolean allComeThrough = filters.isEmpty()
                && !demand.traits().paced()
                && services.health().isUntroubled();
        return allComeThrough ? new Sieved(lanes, List.of()) : parted(lanes);
    }

    private Sieved parted(List<Lane> lanes) {
        List<Lane> healthy = new ArrayList<>(lanes.size());
        List<Lane> lastResort = new ArrayList<>(0);
        for (Lane lane : lanes) {
            switch (lane) {
                case Lane.Single single -> part(single, healthy, lastResort);
                case Lane.Pool pool -> {
                    Sieved members = parted(pool.members());
                    if (!members.healthy.isEmpty()) {
                        healthy.add(pool.of(members.healthy));
                    }
                    if (!members.lastResort.isEmpty()) {
                        lastResort.add(pool.of(members.lastResort));
                    }
                }
            }
        }
        return new Sieved(healthy, lastResort);
    }

    private void part(Lane.Single single, List<Lane> healthy, List<Lane> lastResort) {
        Candidate candidate = single.candidate();
        Optional<Filter.Objection> objection = objection(candidate.target());
        if (objection.isPresent()) {
            skipped.add(new Skipped(
                    candidate.target(),
                    objection.get().kind().told(),
                    objection.get().reason()));
            return;
        }
        Health.Standing standing = services.health().standing(candidate.target().key());
        Optional<Slas.Missed> slow = slow(candidate.target());
        if (slow.isPresent() && !standing.unhealthy()) {
            services.observer().slow(route, candidate.target().key(), slow.get().what());
            lastResort.add(new Lane.Single(candidate
                    .because(candidate.reason() + ", last resort: " + slow.get().words())
                    .standing(SLOW)));
        } else if (standing.unhealthy()) {
            Health.State state = services.health().of(candidate.target().key());
            lastResort.add(new Lane.Single(candidate
                    .because(candidate.reason() + ", last resort: " + state.words())
                    .standing(standing.word())));
        } else {
            healthy.add(
                    standing == Health.Standing.HEALTHY
                            ? single
                            : new Lane.Single(candidate.standing(standing.word())));
        }
    }

    private Optional<Slas.Missed> slow(Target target) {
        return target.rules().sla().isEmpty()
                ? Optional.empty()
                : slas.missed(target.name(), target.rules().sla().get());
    }

    private Optional<Filter.Objection> objection(Target target) {
        for (Filter filter : filters) {
            Optional<Filter.Objection> objection = filter.objection(target, demand);
            if (objection.isPresent()) {
                Filter.Objection found = objection.get();
                if (found.kind() == Filter.Kind.CONTEXT) {
                    tooSmall.add(target);
                }
                if (furthest == null || found.isNearerThan(furthest)) {
                    furthest = found;
                }
                return objection;
            }
        }
        return Optional.empty();
    }

    /** What the targets came to at most that may not serve; nothing if all may. */
    Optional<Filter.Kind> furthest() {
        return Optional.ofNullable(furthest).map(Filter.Objection::kind);
    }

    /** Those that only cannot hold so much. */
    List<Target> tooSmall() {
        return tooSmall;
    }

    /** Those that may not serve, each with its reason. */
    List<Skipped> skipped() {
        return skipped;
    }

    /** Why nobody may serve. */
    Refused refused(String asked) {
        return furthest == null
                ? new Refused(
                        new Failure.NoTarget("no_target", "model: " + asked + " (expected: one with a target left)"))
                : refused(asked, furthest);
    }

    /** The refusal of a request to which no target is left but for this objection. */
    static Refused refused(String asked, Filter.Objection objection) {
        String detail = asked + ": " + objection.reason();
        return new Refused(
                switch (objection.kind()) {
                    case POLICY, MATCH -> new Failure.Forbidden("no_eligible_target", detail);
                    case CAPABILITY ->
                        new Failure.BadRequest("no_model_for_capabilities", detail, Optional.of("model"));
                    case CONTEXT -> new Failure.BadRequest("context_length_exceeded", detail, Optional.of("messages"));
                });
    }
}
