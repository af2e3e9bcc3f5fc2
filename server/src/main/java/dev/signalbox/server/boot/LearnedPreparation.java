package dev.signalbox.server.boot;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes ready what the learned routes of a configuration need before it holds: no request waits for bands to be solved, nor for
 * code to be compiled.
 */
final class LearnedPreparation {
    private final Routing routing;
    private final Catalogue catalogue;
    private final PromptEmbedding embedding;
    private final Warming warming;
    private final RoadWarmUp road;

    LearnedPreparation(
            Routing routing, Catalogue catalogue, PromptEmbedding embedding, Warming warming, RoadWarmUp road) {
        this.routing = routing;
        this.catalogue = catalogue;
        this.embedding = embedding;
        this.warming = warming;
        this.road = road;
    }

    /** For the configuration that the gateway starts with: what takes longer goes on in the background. */
    void first(Settings settings) {
        List<Offer.Routed> routes = catalogue.routes(settings);
        if (!weights(settings).isEmpty()) {
            embedding.warm();
            routing.prepare(routes, settings);
            warming.begin(() -> warm(routes, settings));
        }
    }

    /**
     * For one that shall hold in the place of another, which serves meanwhile.
     *
     * @throws RuntimeException if it cannot hold
     */
    void next(Settings settings, Settings running) {
        Set<Weights> needed = weights(settings);
        if (needed.isEmpty()) {
            return;
        }
        try {
            List<Offer.Routed> routes = catalogue.routes(settings);
            embedding.warm();
            routing.prepare(routes, settings);
            if (weights(running).isEmpty()) {
                warm(routes, settings); // others serve already, by the same code
            }
        } catch (RuntimeException e) {
            routing.prepare(catalogue.routes(running), running); // whatever was tried must not push out what serves
            throw e;
        }
    }

    private void warm(List<Offer.Routed> routes, Settings settings) {
        routing.warm(routes, settings);
        routes.stream()
                .filter(offer -> offer.route().strategy() == Strategy.LEARNED)
                .findFirst()
                .ifPresent(offer -> road.of(offer.asked(), settings));
    }

    private static Set<Weights> weights(Settings settings) {
        return settings.routes().values().stream()
                .flatMap(route -> route.choosing() instanceof Choosing.Learned(LearnedSettings by)
                        ? Stream.of(by.weights().weights())
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
