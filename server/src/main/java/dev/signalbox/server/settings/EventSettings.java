package dev.signalbox.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.util.Base64;
import java.util.Set;

/**
 * Where events are sent.
 *
 * @param webhook takes each event as JSON; encrypted unless it is on this machine
 * @param secret what each delivery is signed with, as Standard Webhooks writes it
 * @param on which events are sent
 */
public record EventSettings(URI webhook, Secret secret, Set<EventKind> on) {
    /** What a usable secret looks like, in words. */
    public static final String SECRET_WORDS = "whsec_ and 24 to 64 random bytes in base64";

    /** What a usable address looks like, in words. */
    public static final String ADDRESS_WORDS = "an https address, or an http address of this machine";

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    public EventSettings {
        Checks.that(isSafe(webhook), "webhook", webhook, ADDRESS_WORDS);
        Checks.that(isUsable(secret), "secret", Secret.MASK, SECRET_WORDS);
        on = Checks.sorted(on);
        Checks.that(!on.isEmpty(), "on", 0, "at least one event");
    }

    /** Whether nobody on the way to this address can read what is sent there. */
    public static boolean isSafe(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme()) && isLoopback(address.getHost())));
    }

    /** Whether something can be signed with it that nobody can guess. */
    public static boolean isUsable(Secret secret) {
        if (!secret.reveal().startsWith(PREFIX)) {
            return false;
        }
        try {
            int length = key(secret).length;
            return length >= SHORTEST && length <= LONGEST;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bytes to sign with. */
    public byte[] key() {
        return key(secret);
    }

    private static byte[] key(Secret secret) {
        return Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
    }

    private static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name, which may lead anywhere
        }
    }
}
