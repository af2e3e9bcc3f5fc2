package dev.signalbox.server.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who may call: known by keys, of which only digests are kept.
 *
 * @param keys at least one; several while keys are being exchanged
 * @param tenant whom the caller belongs to, as a label
 * @param plan the name of the caller's plan, as a label
 * @param team which part of the tenant the caller belongs to, as a label
 * @param mayUse names of routes and models, or beginnings that end in {@code *}; absent means everything
 * @param metadata words that all its requests are told with
 * @param boundary how far its requests may go
 */
public record CallerSettings(
        String name,
        List<KeyDigest> keys,
        Optional<String> tenant,
        Optional<String> plan,
        Optional<String> team,
        Optional<List<String>> mayUse,
        Map<String, String> metadata,
        BoundarySettings boundary) {

    /** The name under which the gateway books what it asks by itself. */
    public static final String PROBING = "(probe)";

    public CallerSettings {
        Checks.name("caller", name);
        Checks.that(!name.equals(PROBING), "caller", name, "another name: this one is the gateway's own");
        keys = List.copyOf(keys);
        Checks.that(!keys.isEmpty(), "key", 0, "at least one key");
        mayUse = mayUse.map(List::copyOf);
        mayUse.ifPresent(names -> names.forEach(NamePattern::new));
        metadata = MetadataRule.checked(metadata);
    }

    /** A caller without team, metadata and boundaries. */
    public CallerSettings(
            String name,
            List<KeyDigest> keys,
            Optional<String> tenant,
            Optional<String> plan,
            Optional<List<String>> mayUse) {
        this(name, keys, tenant, plan, Optional.empty(), mayUse, Map.of(), BoundarySettings.none());
    }

    /** Whether this caller may ask for a route or model of this name. */
    public boolean mayUse(String asked) {
        return mayUse.map(names -> names.stream().anyMatch(n -> new NamePattern(n).matches(asked)))
                .orElse(true);
    }
}
