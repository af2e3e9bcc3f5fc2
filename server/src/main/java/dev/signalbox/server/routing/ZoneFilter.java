package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.RouteSettings;
import java.util.List;
import java.util.Optional;

/** Keeps data in the zones of its caller and of its route. A model that says nothing of its zone is in none of them. */
record ZoneFilter() implements Filter {
    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        Optional<List<String>> callers = demand.caller().boundary().zones();
        Optional<List<String>> routes = demand.route().flatMap(RouteSettings::zones);
        return outside(target, callers, "this key").or(() -> outside(target, routes, "this route"));
    }

    private static Optional<Objection> outside(Target target, Optional<List<String>> zones, String whose) {
        Optional<String> zone = target.model().zone();
        if (zones.isEmpty() || zone.filter(zones.get()::contains).isPresent()) {
            return Optional.empty();
        }
        String where = zone.map(name -> "a model of the zone " + name).orElse("a model without a zone");
        return Optional.of(new Objection(
                Kind.POLICY, where + " (expected for " + whose + ": " + String.join(", ", zones.get()) + ")"));
    }

    @Override
    public boolean concerns(Demand demand) {
        return demand.caller().boundary().zones().isPresent()
                || demand.route().flatMap(RouteSettings::zones).isPresent();
    }

    @Override
    public boolean holdsForNamedModels() {
        return true;
    }
}
