package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * How far the requests of a caller may go, whatever route they take and whoever fails.
 *
 * @param zones where its data may be processed; absent means anywhere
 * @param dataClass the class of all data that it sends; absent where its requests say it, or nobody does
 * @param servedBy names of the models that may serve it, or beginnings that end in {@code *}; absent means all
 */
public record BoundarySettings(
        Optional<List<String>> zones, Optional<String> dataClass, Optional<List<NamePattern>> servedBy) {
    private static final BoundarySettings NONE =
            new BoundarySettings(Optional.empty(), Optional.empty(), Optional.empty());

    /** Takes defensive copies. */
    public BoundarySettings {
        zones = zones.map(List::copyOf);
        servedBy = servedBy.map(List::copyOf);
    }

    /** No boundary. */
    public static BoundarySettings none() {
        return NONE;
    }

    /** Whether a model under this name may serve any request of the caller at all. */
    public boolean admits(String name, ModelSettings model) {
        return mayBeServedBy(name)
                && zones.map(names -> model.zone().filter(names::contains).isPresent())
                        .orElse(true)
                && dataClass.map(model.dataClasses()::contains).orElse(true);
    }

    /** Whether a model of this name may serve. */
    public boolean mayBeServedBy(String model) {
        return servedBy.isEmpty() || servedBy.get().stream().anyMatch(pattern -> pattern.matches(model));
    }
}
