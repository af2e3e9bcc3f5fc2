package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.CallerSettings;
import dev.signalbox.server.settings.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks: a caller whose key is known.
 *
 * @param team which part of the tenant it belongs to
 * @param mayUse patterns of the models and routes that the caller may name; absent means all
 * @param metadata words that all its requests are told with
 * @param boundary how far its requests may go
 */
public record Caller(
        String name,
        Optional<String> tenant,
        Optional<String> plan,
        Optional<String> team,
        Optional<List<NamePattern>> mayUse,
        Map<String, String> metadata,
        BoundarySettings boundary) {
    private static final Caller PROBING =
            new Caller(CallerSettings.PROBING, Optional.empty(), Optional.empty(), Optional.empty());

    /** A caller without team, metadata and boundaries. */
    public Caller(String name, Optional<String> tenant, Optional<String> plan, Optional<List<NamePattern>> mayUse) {
        this(name, tenant, plan, Optional.empty(), mayUse, Map.of(), BoundarySettings.none());
    }

    /** Whether the caller may name this model or route. */
    public boolean mayUse(String offer) {
        return mayUse.isEmpty() || mayUse.get().stream().anyMatch(pattern -> pattern.matches(offer));
    }

    /** This gateway itself, where it asks whether targets answer. */
    public static Caller probing() {
        return PROBING;
    }

    /** Whether the caller of this name is this gateway itself. */
    public static boolean isProbing(Optional<String> name) {
        return name.filter(PROBING.name::equals).isPresent();
    }
}
