package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Set;

/**
 * How addresses of images and documents are read for providers that take only bytes.
 *
 * @param enabled whether they are read at all
 * @param maxBytes bytes of what one address holds
 * @param maxTotal bytes of what all addresses of one request hold
 * @param maxAddresses different addresses in one request
 * @param timeout for all addresses of one request together
 * @param allow hosts that may have private addresses, in lower case
 * @param ports the ports that may be asked
 */
public record FetchSettings(
        boolean enabled,
        long maxBytes,
        long maxTotal,
        int maxAddresses,
        Duration timeout,
        Set<String> allow,
        Set<Integer> ports) {

    /** What one byte array can hold, with room to spare for what is made of it. */
    public static final long MOST_BYTES = 256L << 20;

    public FetchSettings {
        Checks.that(maxBytes > 0 && maxBytes <= MOST_BYTES, "max-bytes", maxBytes, "1 to " + MOST_BYTES);
        Checks.that(maxTotal >= maxBytes, "max-total", maxTotal, "at least max-bytes");
        Checks.positive("max-addresses", maxAddresses);
        Checks.positive("timeout", timeout);
        ports.forEach(port -> Checks.that(port >= 1 && port <= 65_535, "ports", port, "1 to 65535"));
        allow = Checks.sorted(allow);
        ports = Checks.sorted(ports);
    }

    public static FetchSettings defaults() {
        return new FetchSettings(true, 20L << 20, 50L << 20, 20, Duration.ofSeconds(20), Set.of(), Set.of(80, 443));
    }
}
