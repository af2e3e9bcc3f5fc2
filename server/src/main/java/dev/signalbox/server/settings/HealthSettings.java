package dev.signalbox.server.settings;

import java.util.Optional;

/**
 * What is done with how targets fare.
 *
 * @param peers the gateways that tell each other; absent where this one works alone
 */
public record HealthSettings(Optional<PeerSettings> peers) {

    private static final HealthSettings ALONE = new HealthSettings(Optional.empty());

    public static HealthSettings alone() {
        return ALONE;
    }
}
