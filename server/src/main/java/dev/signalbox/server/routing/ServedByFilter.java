package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import java.util.Optional;

/** Keeps callers at the models that may serve them. */
record ServedByFilter() implements Filter {
    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        return demand.caller().boundary().mayBeServedBy(target.name())
                ? Optional.empty()
                : Optional.of(new Objection(Kind.POLICY, "a model that may not serve this key"));
    }

    @Override
    public boolean concerns(Demand demand) {
        return demand.caller().boundary().servedBy().isPresent();
    }

    @Override
    public boolean holdsForNamedModels() {
        return true;
    }
}
