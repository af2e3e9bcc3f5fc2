package dev.signalbox.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The gateways that tell each other which targets fail.
 *
 * @param addresses of the others, each of one gateway; its own among them does no harm
 * @param secret what all of them sign with
 * @param longest for how long the word of a peer may keep a target back at most
 * @param certificateAuthority a PEM file that is trusted beside the JDK's own authorities
 */
public record PeerSettings(List<URI> addresses, Secret secret, Duration longest, Optional<Path> certificateAuthority) {
    public static final int MOST_ADDRESSES = 64;
    public static final Duration DEFAULT_LONGEST = Duration.ofMinutes(5);
    public static final Duration MOST_LONGEST = Duration.ofHours(1);

    /** What a usable secret looks like, in words. */
    public static final String SECRET_WORDS = "at least 32 characters that nobody can guess";

    private static final int SHORTEST_SECRET = 32;

    public PeerSettings {
        addresses = List.copyOf(addresses);
        Checks.that(addresses.size() <= MOST_ADDRESSES, "addresses", addresses.size(), "at most " + MOST_ADDRESSES);
        Checks.that(new HashSet<>(addresses).size() == addresses.size(), "addresses", "twice", "each address once");
        addresses.forEach(address -> Checks.that(
                address.getHost() != null && address.getRawUserInfo() == null,
                "addresses",
                "no host",
                "an http or https address with a host and without credentials"));
        Checks.that(isUsable(secret), "secret", Secret.MASK, SECRET_WORDS);
        Checks.positive("longest", longest);
        Checks.that(longest.compareTo(MOST_LONGEST) <= 0, "longest", longest, "at most an hour");
    }

    /** Whether something can be signed with it that nobody can guess. */
    public static boolean isUsable(Secret secret) {
        return secret.reveal().length() >= SHORTEST_SECRET;
    }
}
