package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.Settings;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/** The layouts of the routes, each made when its route is first asked for. */
final class Layouts {
    /** A route with so many of its targets retired: they are retired one after the other, so the number tells which. */
    private record Named(String route, int retired) {}

    private final Speeds speeds;
    private final RandomGenerator random;
    private final PerSettings<ConcurrentMap<Named, Layout>> bySettings =
            new PerSettings<>(_ -> new ConcurrentHashMap<>());

    Layouts(Speeds speeds, RandomGenerator random) {
        this.speeds = speeds;
        this.random = random;
    }

    Layout of(Offer.Routed offer, Settings settings) {
        Named named = new Named(offer.asked(), offer.retired().size());
        return bySettings.of(settings).computeIfAbsent(named, _ -> Layout.of(offer, order(offer)));
    }

    private Order order(Offer.Routed offer) {
        return switch (offer.route().strategy()) {
            case STATIC -> candidates -> candidates;
            case PRIORITY, WEIGHTED -> new Shares(random);
            case POOL -> new Turns();
            case LATENCY -> {
                offer.targets().forEach(target -> speeds.watch(target.name()));
                yield new Fastest(speeds, random);
            }
        };
    }
}
