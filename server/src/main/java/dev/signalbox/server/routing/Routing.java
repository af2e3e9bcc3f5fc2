package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Session;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Makes the plan of a request: which targets are tried in which order, and why. */
public final class Routing {
    private final Health health;
    private final Layouts layouts;
    private final Pins pins;
    private final RoutingObserver observer;

    /**
     * Plans by these.
     *
     * @param random draws by weight, and among equals
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public Routing(
            Health health, Speeds speeds, RandomGenerator random, LongSupplier nanoTime, RoutingObserver observer) {
        this.health = health;
        this.layouts = new Layouts(speeds, random);
        this.pins = new Pins(nanoTime);
        this.observer = observer;
    }

    /** The plan for this offer. */
    public Plan plan(Exchange exchange, Caller caller, Offer offer) {
        return plan(exchange, caller, offer, false);
    }

    /** The plan for a request that only asks for a count: nobody loses a turn by it. */
    public Plan planCount(Exchange exchange, Caller caller, Offer offer) {
        return plan(exchange, caller, offer, true);
    }

    /** This target answered a request of this plan: its session stays with it. */
    public void answered(Plan plan, Target target) {
        plan.session().ifPresent(session -> {
            Optional<String> former = pins.answered(session, target.name());
            String outcome = former.map(name -> name.equals(target.name()) ? "kept" : "moved")
                    .orElse("new");
            observer.sticky(session.route(), outcome);
        });
    }

    private Plan plan(Exchange exchange, Caller caller, Offer offer, boolean still) {
        return switch (offer) {
            case Offer.Direct direct ->
                new Plan(List.of(new Candidate(direct.target(), "named by the caller")), List.of());
            case Offer.Routed routed -> {
                Layout layout = layouts.of(routed, exchange.settings());
                Optional<Session> session = layout.route()
                        .sticky()
                        .flatMap(sticky -> SessionReading.of(exchange, caller, routed.asked(), sticky));
                yield routed(layout, routed.retired(), session, still);
            }
        };
    }

    /** The unhealthy are a last resort: the strategy orders the others as if they were all, and then the unhealthy. */
    private Plan routed(Layout layout, List<Candidate> retired, Optional<Session> session, boolean still) {
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
        Optional<Candidate> pinned = session.flatMap(pins::of).flatMap(target -> stillThere(target, healthy));
        List<Candidate> ordered = new ArrayList<>(layout.candidates().size());
        ordered.addAll(
                still || pinned.isPresent()
                        ? layout.order().still(healthy)
                        : layout.order().of(healthy));
        pinned.ifPresent(first -> putFirst(first, ordered));
        if (!lastResort.isEmpty()) {
            ordered.addAll(layout.order().still(lastResort));
        }
        return takingFailed(ordered, retired, layout, session);
    }

    private static Candidate lastResort(Candidate candidate, Health.State state) {
        return new Candidate(candidate.target(), candidate.reason() + ", last resort: " + state.words());
    }

    /** A target whose weight was set to 0 is being emptied: it keeps no session. */
    private static Optional<Candidate> stillThere(String target, List<Candidate> healthy) {
        return healthy.stream()
                .filter(candidate -> candidate.target().name().equals(target)
                        && candidate.target().weight() > 0)
                .findFirst();
    }

    private static void putFirst(Candidate candidate, List<Candidate> ordered) {
        ordered.remove(candidate);
        ordered.addFirst(new Candidate(candidate.target(), "answered this session before"));
    }

    /** Behind the first candidate stand only those that take traffic that another failed. */
    private static Plan takingFailed(
            List<Candidate> ordered, List<Candidate> retired, Layout layout, Optional<Session> session) {
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
        skipped.addAll(retired);
        return new Plan(candidates, skipped, layout.route().losses(), session);
    }
}
