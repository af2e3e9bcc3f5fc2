package dev.signalbox.server.edge;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.catalogue.Catalogue.Listing;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/** How much learned routes can hold: up to the largest of their models, and up to the smallest with all of them. */
final class RouteWindows {
    private final PerSettings<Map<String, Window>> windows;

    /** In tokens of input and output together. */
    record Window(long smallest, long largest) {}

    RouteWindows(Catalogue catalogue, Abilities abilities) {
        this.windows = new PerSettings<>(settings -> all(catalogue, abilities, settings));
    }

    private static Map<String, Window> all(Catalogue catalogue, Abilities abilities, Settings settings) {
        Map<String, Window> all = new HashMap<>();
        for (Offer.Routed offer : catalogue.routes(settings)) {
            if (offer.route().strategy() == Strategy.LEARNED) {
                LongSummaryStatistics known = abilities.windows(settings, offer.targets());
                if (known.getCount() > 0) {
                    all.put(offer.asked(), new Window(known.getMin(), known.getMax()));
                }
            }
        }
        return Map.copyOf(all);
    }

    /** Of a learned route of which a window is known; other routes say nothing of theirs. */
    Optional<Window> of(Listing listing, Settings settings) {
        return Optional.ofNullable(windows.of(settings).get(listing.name()));
    }
}
