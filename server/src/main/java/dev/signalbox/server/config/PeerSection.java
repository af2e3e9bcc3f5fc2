package dev.signalbox.server.config;

import dev.signalbox.server.settings.HealthSettings;
import dev.signalbox.server.settings.PeerSettings;
import dev.signalbox.server.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code health}: with whom it is shared how targets fare. */
final class PeerSection {

    private static final Key<PeerSettings, List<URI>> ADDRESSES = Key.required(
            "addresses",
            ListKind.of(new Addresses()),
            PeerSettings::addresses,
            "Where the other gateways listen, each by itself, no load balancer. Its own address among them does no harm.");
    private static final Key<PeerSettings, Secret> SECRET = Key.required(
            "secret",
            Secrets.reference(),
            PeerSettings::secret,
            "What all of them sign with and which none of them sends; at least 32 characters.");
    private static final Key<PeerSettings, Duration> LONGEST = Key.withDefault(
            "longest",
            Durations.moreThanZero(),
            PeerSettings::longest,
            PeerSettings.DEFAULT_LONGEST,
            "For how long the word of a peer may keep a target back at most; at most 1h.");
    private static final Key<PeerSettings, Optional<Path>> CA = Key.optional(
            "ca",
            Paths.readableFile(),
            PeerSettings::certificateAuthority,
            "A PEM file with authorities that are trusted beside the usual ones. A relative path starts at the directory"
                    + " of the configuration file.");
    private static final Section<PeerSettings> PEERS_SECTION = Section.of(
                    "health.peers",
                    "The gateways that tell each other which targets fail. Without it each works alone.",
                    List.of(ADDRESSES, SECRET, LONGEST, CA),
                    v -> new PeerSettings(v.get(ADDRESSES), v.get(SECRET), v.get(LONGEST), v.get(CA)))
            .renamed(Map.of("urls", "addresses", "gateways", "addresses", "key", "secret", "token", "secret"))
            .checked(PeerSection::check);

    private static final Key<HealthSettings, Optional<PeerSettings>> PEERS = Key.optional(
            "peers", PEERS_SECTION, HealthSettings::peers, "The gateways that tell each other which targets fail.");

    static final Section<HealthSettings> SECTION = Section.of(
                    "health",
                    "With whom it is shared how targets fare.",
                    List.of(PEERS),
                    v -> new HealthSettings(v.get(PEERS)))
            .renamed(Map.of("replicas", "peers", "breaker", "providers.NAME.breaker", "probe", "providers.NAME.probe"));

    private PeerSection() {}

    private static void check(Values v, Spot spot) {
        v.find(SECRET)
                .filter(secret -> !PeerSettings.isUsable(secret))
                .ifPresent(_ -> spot.at(SECRET.name()).error("a short secret", PeerSettings.SECRET_WORDS, ""));
        v.find(LONGEST)
                .filter(time -> time.compareTo(PeerSettings.MOST_LONGEST) > 0)
                .ifPresent(_ -> spot.at(LONGEST.name()).error("a long time", "at most 1h", ""));
        v.find(ADDRESSES).ifPresent(addresses -> checkAddresses(addresses, spot.at(ADDRESSES.name())));
    }

    private static void checkAddresses(List<URI> addresses, Spot spot) {
        Set<URI> seen = new HashSet<>();
        for (int i = 0; i < addresses.size(); i++) {
            if (!seen.add(addresses.get(i))) {
                spot.item(i).error("an address that stands there twice", "each address once", "");
            }
        }
        if (addresses.size() > PeerSettings.MOST_ADDRESSES) {
            spot.error(addresses.size() + " addresses", "at most " + PeerSettings.MOST_ADDRESSES, "");
        }
    }
}
