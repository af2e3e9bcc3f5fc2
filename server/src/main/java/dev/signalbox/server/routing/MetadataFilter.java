package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import java.util.Map;
import java.util.Optional;

/** Keeps targets for the requests whose metadata they name. */
record MetadataFilter() implements Filter {
    @Override
    public boolean concerns(Demand demand) {
        return demand.traits().matched();
    }

    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        if (target.rules().metadataMatch().isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> wanted : target.rules().metadataMatch().entrySet()) {
            if (!wanted.getValue().equals(demand.metadata().get(wanted.getKey()))) {
                return Optional.of(new Objection(
                        Kind.MATCH, "a target for requests with another " + wanted.getKey() + " in their metadata"));
            }
        }
        return Optional.empty();
    }
}
