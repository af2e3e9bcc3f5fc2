package dev.signalbox.server.boot;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.routing.LearnedReport;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.vendors.Vendors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What the learned routes of a configuration buy. */
public final class Promises {
    private Promises() {}

    /** One report a learned route, in the order of the configuration. Solves their bands, which takes tens of milliseconds each. */
    public static List<LearnedReport> in(Settings settings, PriceBook prices, Instant now) {
        BookRates rates = new BookRates(prices, Clock.fixed(now, ZoneOffset.UTC));
        Abilities abilities = new Abilities(prices, new TargetFacts(prices, Vendors.load()));
        Policies policies = new Policies();
        return new Catalogue()
                .routes(settings).stream()
                        .flatMap(route -> LearnedReport.of(route, rates, policies, abilities, settings).stream())
                        .toList();
    }
}
