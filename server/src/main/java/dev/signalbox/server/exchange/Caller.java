package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.NamePattern;
import java.util.List;
import java.util.Optional;

/**
 * Who asks: a caller whose key is known.
 *
 * @param mayUse patterns of the models and routes that the caller may name; absent means all
 */
public record Caller(String name, Optional<String> tenant, Optional<String> plan, Optional<List<NamePattern>> mayUse) {
    /** Whether the caller may name this model or route. */
    public boolean mayUse(String offer) {
        return mayUse.isEmpty() || mayUse.get().stream().anyMatch(pattern -> pattern.matches(offer));
    }
}
