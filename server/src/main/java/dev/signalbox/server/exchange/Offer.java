package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.RouteSettings;
import java.util.List;

/** What was asked for, found in the catalogue. */
public sealed interface Offer {
    /** The name that the caller used. */
    String asked();

    /** A route: its strategy chooses among its targets. */
    record Routed(String asked, RouteSettings route, List<Target> targets) implements Offer {
        /** Takes a defensive copy. */
        public Routed {
            targets = List.copyOf(targets);
        }
    }

    /** A concrete model, which bypasses all routes. */
    record Direct(String asked, Target target) implements Offer {}
}
