package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.RouteSettings;
import java.util.List;
import java.util.Optional;

/** What was asked for, found in the catalogue. */
public sealed interface Offer {
    /** The name that the caller used. */
    String asked();

    /** How what the caller named goes away, if it does; that of a route's models is not the caller's concern. */
    default Optional<LifecycleSettings> lifecycle() {
        return switch (this) {
            case Routed routed -> routed.route().lifecycle();
            case Direct direct -> direct.target().model().lifecycle();
        };
    }

    /**
     * A route: its strategy chooses among its targets.
     *
     * @param targets those that live
     * @param retired those that do not any more, each with its reason
     */
    record Routed(String asked, RouteSettings route, List<Target> targets, List<Candidate> retired) implements Offer {
        /** Takes defensive copies. */
        public Routed {
            targets = List.copyOf(targets);
            retired = List.copyOf(retired);
        }

        /** A route all of whose targets live. */
        public Routed(String asked, RouteSettings route, List<Target> targets) {
            this(asked, route, targets, List.of());
        }
    }

    /** A concrete model, which bypasses all routes. */
    record Direct(String asked, Target target) implements Offer {}
}
