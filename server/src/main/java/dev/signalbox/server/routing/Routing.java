package dev.signalbox.server.routing;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.exchange.Beginnings;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Session;
import dev.signalbox.server.exchange.Shortened;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.OverflowRule;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.text.TokenRatios;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes the plan of a request: which targets are tried in which order, and why. The strategy chooses a branch, policy takes
 * out what may not serve, health puts last what should not, and the strategy orders the rest.
 */
public final class Routing {
    private final Services services;
    private final Layouts layouts;
    private final Pins pins;
    private final Affinity affinity;
    private final Shortening shortening;
    private final Learning learning;
    private final List<Filter> filters;
    private final List<Filter> filtersOfNamed;

    /**
     * What routing works with.
     *
     * @param random draws by weight, and among equals
     * @param nanoTime a monotonic clock in nanoseconds
     * @param abilities what targets can do
     * @param ratios by how much estimates of their input are wrong
     */
    public record Services(
            Health health,
            Speeds speeds,
            InputPrices prices,
            RandomGenerator random,
            LongSupplier nanoTime,
            RoutingObserver observer,
            Abilities abilities,
            TokenRatios ratios) {
        /** Without any knowledge of prices, and of targets nothing but what was declared. */
        public Services(
                Health health, Speeds speeds, RandomGenerator random, LongSupplier nanoTime, RoutingObserver observer) {
            this(health, speeds, InputPrices.UNKNOWN, random, nanoTime, observer);
        }

        /** Of targets of which nothing is known but what was declared. */
        public Services(
                Health health,
                Speeds speeds,
                InputPrices prices,
                RandomGenerator random,
                LongSupplier nanoTime,
                RoutingObserver observer) {
            this(health, speeds, prices, random, nanoTime, observer, Abilities.declared(), new TokenRatios());
        }
    }

    /** Plans by these, and calls nobody. */
    public Routing(Services services) {
        this(services, Calls.NONE);
    }

    /**
     * Plans by these.
     *
     * @param calls asks models that classify and summarise
     */
    public Routing(Services services, Calls calls) {
        this(services, calls, Learning.Parts.none());
    }

    /**
     * Plans by these.
     *
     * @param calls asks models that classify and summarise
     * @param learned what learned routes work with
     */
    public Routing(Services services, Calls calls, Learning.Parts learned) {
        this.learning = new Learning(learned, services.nanoTime());
        this.services = services;
        this.pins = new Pins(services.nanoTime());
        this.affinity = new Affinity(services.prices(), services.nanoTime());
        Windows windows = new Windows(services.abilities(), services.ratios());
        this.filters = List.of(
                new ZoneFilter(),
                new DataClassFilter(),
                new ServedByFilter(),
                new MetadataFilter(),
                new LearnedFilters.Subset(),
                new AbilityFilter(services.abilities()),
                new LearnedFilters.Parameters(services.abilities()),
                new ContextFilter(windows),
                new LearnedFilters.MostCost());
        this.filtersOfNamed =
                filters.stream().filter(Filter::holdsForNamedModels).toList();
        Aside aside = new Aside(calls, filtersOfNamed);
        this.shortening = new Shortening(windows, new Summaries(aside, windows, services.observer()));
        this.layouts =
                new Layouts(services.speeds(), services.random(), new Classifiers(aside, services.observer()), windows);
    }

    /**
     * The plan for this offer. Blocks where a model is asked which targets the request needs, or for a summary.
     *
     * @param holds where that call is held
     */
    public Plan plan(Exchange exchange, Caller caller, Offer offer, Holds holds) {
        return plan(exchange, caller, offer, Optional.of(holds), false);
    }

    /** The plan for this offer, for which nobody is called. */
    public Plan plan(Exchange exchange, Caller caller, Offer offer) {
        return plan(exchange, caller, offer, Optional.empty(), false);
    }

    /** The plan for a request that only asks for a count: nobody loses a turn by it. */
    public Plan planCount(Exchange exchange, Caller caller, Offer offer) {
        return plan(exchange, caller, offer, Optional.empty(), true);
    }

    /** This target answered a request of this plan: its session stays with it, and it has read the prompt. */
    public void answered(Plan plan, Target target) {
        learning.answered(plan, target);
        plan.route()
                .ifPresent(route -> route.prefixAffinity()
                        .ifPresent(settings -> plan.beginnings()
                                .ifPresent(
                                        beginnings -> affinity.answered(route.name(), beginnings, target, settings))));
        plan.session().ifPresent(session -> {
            Optional<String> former = pins.answered(session, target.name());
            String outcome = former.map(name -> name.equals(target.name()) ? "kept" : "moved")
                    .orElse("new");
            services.observer().sticky(session.route(), outcome);
        });
    }

    /** Prepares what takes longer than a request should wait for, so that the first request finds it. */
    public void prepare(List<Offer.Routed> offers, Settings settings) {
        offers.forEach(offer -> learning.route(offer, settings));
    }

    /**
     * Solves the bands anew of those learned routes whose models cost something else by now; requests are decided by the former ones
     * until then, and after it where that fails. Blocks for as long as that takes.
     *
     * @param soon the prices of a little later, for which bands are solved ahead
     */
    public List<Repriced> reprice(Settings settings, ModelPrices soon) {
        return learning.reprice(settings, soon);
    }

    /** What the learned route of this name buys; nothing of another route, or of one that is not among these. */
    public Optional<LearnedReport> report(List<Offer.Routed> offers, String name, Settings settings) {
        return offers.stream()
                .filter(offer -> offer.route().name().equals(name))
                .filter(offer -> !offer.route().targets().isEmpty())
                .findFirst()
                .flatMap(offer -> learning.route(offer, settings))
                .map(trained -> LearnedReport.of(trained, services.abilities(), settings));
    }

    /**
     * Makes the learned ones of these fast, which takes up to some seconds: one for each of their weights, for the code is the
     * same. Ends when its thread is interrupted.
     */
    public void warm(List<Offer.Routed> offers, Settings settings) {
        WarmUp warmUp = new WarmUp(learning.parts().embedding(), services.nanoTime());
        Set<Weights> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Offer.Routed offer : offers) {
            learning.route(offer, settings)
                    .filter(trained -> done.add(trained.predictor().weights()))
                    .ifPresent(warmUp::of);
        }
    }

    private Plan plan(Exchange exchange, Caller caller, Offer offer, Optional<Holds> holds, boolean still) {
        return switch (offer) {
            case Offer.Direct direct -> named(direct, new Demand(exchange, caller, Optional.empty(), still));
            case Offer.Routed routed ->
                routed(routed, new Demand(exchange, caller, Optional.of(routed.route()), still, holds), still);
        };
    }

    private Plan named(Offer.Direct direct, Demand demand) {
        for (Filter filter : filtersOfNamed) {
            Optional<Filter.Objection> objection = filter.objection(direct.target(), demand);
            if (objection.isPresent()) {
                Skipped skipped = new Skipped(
                        direct.target(),
                        objection.get().kind().told(),
                        objection.get().reason());
                throw Sieve.refused(direct.asked(), objection.get()).planning(new Plan(List.of(), List.of(skipped)));
            }
        }
        Health.Standing standing = services.health().standing(direct.target().key());
        return new Plan(
                List.of(new Candidate(direct.target(), "named by the caller").standing(standing.word())), List.of());
    }

    private Plan routed(Offer.Routed routed, Demand demand, boolean still) {
        Layout layout = layouts.of(routed, demand.exchange().settings());
        demand.among(layout.traits());
        Optional<Deciding> deciding = learning.begin(routed, demand);
        deciding.ifPresent(demand::decide);
        Optional<Session> session =
                layout.route().sticky().flatMap(sticky -> SessionReading.of(demand, routed.asked(), sticky));
        Optional<Beginnings> beginnings = layout.route()
                .prefixAffinity()
                .map(_ -> Beginnings.of(demand.exchange().envelope()))
                .filter(begun -> !begun.marks().isEmpty());
        Selector.Selection selection = layout.selector().select(demand);
        if (selection.branches().isEmpty()) {
            throw new Refused(new Failure.Forbidden("no_eligible_target", routed.asked() + ": " + selection.reason()))
                    .planning(new Plan(
                            List.of(),
                            routed.retired(),
                            Optional.of(layout.route()),
                            session,
                            Optional.empty(),
                            Optional.empty(),
                            selection.reason(),
                            Optional.empty()));
        }
        if (routed.route().branches().size() > 1 && !still) {
            int first = selection.branches().getFirst();
            services.observer()
                    .chose(routed.asked(), layout.branches().get(first).label());
        }
        Arranging arranging = new Arranging(layout, selection, session, beginnings, demand, still);
        Arranged arranged = arranged(arranging);
        OverflowRule rule = layout.route().overflow().rule();
        if (arranged.isTooLarge() && rule == OverflowRule.LARGER) {
            arranging = arranging.withOverflow();
            arranged = arranged(arranging);
        }
        if (arranged.isHopeful()) {
            demand.relax();
            arranged = arranged(arranging);
        }
        Optional<Shortened> shortened = arranged.isTooLarge()
                ? shortening.of(demand, layout.route(), arranged.sieve().tooSmall())
                : Optional.empty();
        if (shortened.isPresent()) {
            demand.shorten(shortened.get().envelope());
            arranged = arranged(arranging);
        }
        List<Skipped> skipped = arranged.sieve().skipped();
        List<Candidate> candidates =
                demand.traits().takingFailed() ? arranged.ordered() : takingFailed(arranged.ordered(), skipped);
        skipped.addAll(routed.retired());
        Plan plan = new Plan(
                candidates,
                skipped,
                Optional.of(layout.route()),
                session,
                beginnings,
                shortened,
                deciding.map(Deciding::reason).orElse(selection.reason()),
                deciding.flatMap(its -> its.learned(candidates)));
        if (candidates.isEmpty()) {
            throw arranged.sieve().refused(routed.asked()).planning(plan);
        }
        if (beginnings.isPresent() && !still) {
            affinity.planned(routed.asked(), candidates.getFirst().target());
        }
        return plan;
    }

    /** By what targets are put in order. */
    private record Arranging(
            Layout layout,
            Selector.Selection selection,
            Optional<Session> session,
            Optional<Beginnings> beginnings,
            Demand demand,
            boolean still) {
        /** With those behind the others that stand by for what nobody else can hold: the last branch. */
        Arranging withOverflow() {
            List<Integer> branches = new ArrayList<>(selection.branches());
            branches.add(layout.branches().size() - 1);
            return new Arranging(
                    layout, new Selector.Selection(branches, selection.reason()), session, beginnings, demand, still);
        }
    }

    /** What came through the sieve, in order. */
    private record Arranged(List<Candidate> ordered, Sieve sieve) {
        /** Whether nobody came through, and somebody would have held a smaller request. */
        boolean isTooLarge() {
            return ordered.isEmpty()
                    && sieve.furthest().filter(Filter.Kind.CONTEXT::equals).isPresent();
        }

        /** Whether nobody came through, and somebody may if the demand gives way. */
        boolean isHopeful() {
            return ordered.isEmpty()
                    && sieve.furthest()
                            .filter(kind -> kind.compareTo(Filter.Kind.CAPABILITY) >= 0)
                            .isPresent();
        }
    }

    private Arranged arranged(Arranging given) {
        Demand demand = given.demand;
        Sieve sieve = new Sieve(filters, services, given.layout.route().name(), demand);
        List<Candidate> ordered = new ArrayList<>(given.layout
                .branches()
                .get(given.selection.branches().getFirst())
                .lanes()
                .size());
        List<Candidate> lastResort = new ArrayList<>(0);
        for (int index : given.selection.branches()) {
            Layout.Branch branch = given.layout.branches().get(index);
            Sieve.Sieved sieved = sieve.part(branch.lanes());
            Optional<Candidate> pinned =
                    given.session.flatMap(pins::of).flatMap(target -> stillThere(target, sieved.healthy()));
            Optional<Candidate> first = pinned.map(candidate -> candidate.because("answered this session before"))
                    .or(() -> warm(
                            given.layout.route().name(), given.beginnings, sieved.healthy(), branch.order(), demand));
            add(sieved.healthy(), branch.order(), demand, given.still || first.isPresent(), ordered);
            first.ifPresent(candidate -> putFirst(candidate, ordered));
            add(sieved.lastResort(), branch.order(), demand, true, lastResort);
        }
        ordered.addAll(lastResort);
        return new Arranged(ordered, sieve);
    }

    /** The candidate that has the beginning of this prompt in its cache, if it shall be first. */
    private Optional<Candidate> warm(
            String route, Optional<Beginnings> beginnings, List<Lane> healthy, Order order, Demand demand) {
        if (beginnings.isEmpty() || healthy.isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> looked = new ArrayList<>(healthy.size());
        add(healthy, order, demand, true, looked);
        Affinity.Choice choice = affinity.choose(route, beginnings.get(), looked);
        services.observer().prefix(route, choice.outcome().word());
        return choice.first();
    }

    private static void add(List<Lane> lanes, Order order, Demand demand, boolean still, List<Candidate> ordered) {
        if (lanes.isEmpty()) {
            return;
        }
        for (Lane lane : still ? order.still(lanes, demand) : order.of(lanes, demand)) {
            switch (lane) {
                case Lane.Single(Candidate candidate) -> ordered.add(candidate);
                case Lane.Pool pool -> add(pool.members(), pool.order(), demand, still, ordered);
            }
        }
    }

    /** A target whose weight was set to 0 is being emptied: it keeps no session. */
    private static Optional<Candidate> stillThere(String target, List<Lane> healthy) {
        for (Lane lane : healthy) {
            Optional<Candidate> found = switch (lane) {
                case Lane.Single(Candidate candidate) ->
                    candidate.target().name().equals(target) ? Optional.of(candidate) : Optional.empty();
                case Lane.Pool pool -> stillThere(target, pool.members());
            };
            if (found.isPresent() && lane.weight() > 0) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static void putFirst(Candidate candidate, List<Candidate> ordered) {
        ordered.removeIf(each -> each.target().equals(candidate.target())); // its order may have scored it since
        ordered.addFirst(candidate);
    }

    /** Behind the first candidate stand only those that take traffic that another failed. */
    private static List<Candidate> takingFailed(List<Candidate> ordered, List<Skipped> skipped) {
        List<Candidate> candidates = new ArrayList<>(ordered.size());
        for (Candidate candidate : ordered) {
            if (candidates.isEmpty() || candidate.target().fallbackCandidate()) {
                candidates.add(candidate);
            } else {
                skipped.add(new Skipped(
                        candidate.target(), Skipped.Kind.NO_FALLBACK, "takes no traffic that another target failed"));
            }
        }
        return candidates;
    }
}
