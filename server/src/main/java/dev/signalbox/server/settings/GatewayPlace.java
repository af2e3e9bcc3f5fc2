package dev.signalbox.server.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Where this gateway runs, and what it tells all requests with.
 *
 * @param region the region, as a label
 * @param zone the zone, as a label
 * @param metadata words that go before what a request says itself
 */
public record GatewayPlace(Optional<String> region, Optional<String> zone, Map<String, String> metadata) {
    private static final GatewayPlace UNKNOWN = new GatewayPlace(Optional.empty(), Optional.empty(), Map.of());

    /** Takes a defensive copy. */
    public GatewayPlace {
        metadata = MetadataRule.checked(metadata);
    }

    /** Nothing was said. */
    public static GatewayPlace unknown() {
        return UNKNOWN;
    }
}
