package dev.signalbox.server.vendors;

import dev.signalbox.server.settings.AuthName;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.QuirkSettings;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one vendor.
 *
 * @param endpoint the usual address; absent where every account has its own
 * @param hosts where it serves beside that: hosts, and ends of hosts that begin with a dot
 * @param variable the environment variable that its own documentation uses for the key
 * @param models beginnings of the names of its models
 * @param sources where the facts were read
 * @param checked when they were read
 */
public record Vendor(
        String name,
        DialectName dialect,
        Optional<URI> endpoint,
        List<String> hosts,
        AuthName auth,
        Optional<String> variable,
        List<String> models,
        QuirkSettings quirks,
        List<URI> sources,
        LocalDate checked) {
    /** Takes defensive copies. */
    public Vendor {
        hosts = List.copyOf(hosts);
        models = List.copyOf(models);
        sources = List.copyOf(sources);
    }
}
