package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** All that learned routes have in common: how prompts are read, what models cost, which conversation is where. */
public final class Learning {
    /** Providers keep a prompt for at least five minutes after its last use. */
    private static final Duration CACHED = Duration.ofMinutes(5);

    private final Parts parts;
    private final PerSettings<ConcurrentMap<String, Trained>> routes =
            new PerSettings<>(_ -> new ConcurrentHashMap<>());

    /**
     * What it works with.
     *
     * @param policies the bands that were solved, for whoever needs the same
     */
    public record Parts(TextEmbedding embedding, ModelPrices prices, LearnedObserver observer, Policies policies) {
        /** With bands of its own, none of which are solved yet. */
        public Parts(TextEmbedding embedding, ModelPrices prices, LearnedObserver observer) {
            this(embedding, prices, observer, new Policies());
        }

        /** Without any knowledge of prices, and by the form of prompts alone. */
        public static Parts none() {
            return new Parts(TextEmbedding.NONE, ModelPrices.UNKNOWN, LearnedObserver.NONE);
        }
    }

    private final Pins associations;
    private final Warmth warmth;
    private final LongSupplier nanoTime;

    Learning(Parts parts, LongSupplier nanoTime) {
        this.parts = parts;
        this.nanoTime = nanoTime;
        this.associations = new Pins(nanoTime);
        this.warmth = new Warmth(nanoTime);
    }

    Parts parts() {
        return parts;
    }

    Pins associations() {
        return associations;
    }

    Warmth warmth() {
        return warmth;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    /** The route as it was prepared for this configuration; nothing for a route of another strategy. */
    Optional<Trained> route(Offer.Routed offer, Settings settings) {
        RouteSettings route = offer.route();
        if (!(route.choosing() instanceof Choosing.Learned(LearnedSettings by))) {
            return Optional.empty();
        }
        ConcurrentMap<String, Trained> known = routes.of(settings);
        Trained trained = known.get(route.name());
        // what is retired meanwhile stays a member: nobody is solved anew for it
        return Optional.of(
                trained != null
                        ? trained
                        : known.computeIfAbsent(
                                route.name(), _ -> Trained.of(offer, by, parts.prices(), parts.policies())));
    }

    /** Solves the bands anew of those routes of this configuration whose models cost something else by now. */
    List<Repriced> reprice(Settings settings, ModelPrices soon) {
        return new Repricing(parts, soon).of(routes.of(settings));
    }

    /** What this request is decided by; nothing on a route of another strategy. */
    Optional<Deciding> begin(Offer.Routed offer, Demand demand) {
        return route(offer, demand.exchange().settings()).map(trained -> Deciding.of(this, trained, demand));
    }

    /** This target answered a request of this plan. */
    void answered(Plan plan, Target target) {
        if (plan.learned().isEmpty() || plan.route().isEmpty()) {
            return;
        }
        Learned learned = plan.learned().get();
        warmth.read(plan.route().get().name(), learned.beginnings(), target.name(), CACHED);
        learned.session().ifPresent(session -> associations.answered(session, target.name()));
    }
}
