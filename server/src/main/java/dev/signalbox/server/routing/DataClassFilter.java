package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Target;
import java.util.List;
import java.util.Optional;

/**
 * Keeps classes of data at the models that are approved for them, and these models for them. What is said at several places
 * must all be approved, so that no place can take away what another one demands.
 */
record DataClassFilter() implements Filter {
    static final String HEADER = "x-signalbox-data-class";

    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        List<String> approved = target.model().dataClasses();
        List<String> classes = demand.dataClasses();
        if (classes.isEmpty()) {
            return approved.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Objection(
                            Kind.POLICY,
                            "a model for classes of data only (expected: a request that says its data class)"));
        }
        return classes.stream()
                .filter(one -> !approved.contains(one))
                .findFirst()
                .map(one -> new Objection(
                        Kind.POLICY, "a model that is not approved for the data class " + Failure.shown(one)));
    }

    @Override
    public boolean concerns(Demand demand) {
        return demand.traits().classed() || !demand.dataClasses().isEmpty();
    }

    @Override
    public boolean holdsForNamedModels() {
        return true;
    }
}
