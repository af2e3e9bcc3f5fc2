package dev.signalbox.server.vendors;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose alone which host is, laid out for look-up, for every request asks for it: hosts, and ends of hosts that begin with a
 * dot. What serves on the user's own machine is nobody's.
 */
record Hosts(Map<String, Claim> names) {
    /** A vendor that owns a host, or all hosts with one end; the one with the lowest place in the table goes first. */
    record Claim(int place, Vendor vendor) {}

    static Hosts of(Collection<Vendor> vendors) {
        Map<String, Claim> names = new HashMap<>();
        int place = 0;
        for (Vendor vendor : vendors) {
            Claim claim = new Claim(place++, vendor);
            vendor.endpoint()
                    .filter(address -> "https".equals(address.getScheme()))
                    .map(URI::getHost)
                    .ifPresent(host -> names.putIfAbsent(host, claim));
            vendor.hosts().forEach(own -> names.putIfAbsent(own, claim));
        }
        return new Hosts(Map.copyOf(names));
    }

    Optional<Vendor> owner(String host) {
        Claim first = host.startsWith(".") ? null : names.get(host);
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            first = earlier(first, names.get(host.substring(dot)));
        }
        return first == null ? Optional.empty() : Optional.of(first.vendor);
    }

    private static @Nullable Claim earlier(@Nullable Claim one, @Nullable Claim other) {
        return one == null || (other != null && other.place < one.place) ? other : one;
    }
}
