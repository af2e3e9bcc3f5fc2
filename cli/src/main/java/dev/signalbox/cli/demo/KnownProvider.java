package dev.signalbox.cli.demo;

import dev.signalbox.server.vendors.Vendors;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real provider that joins the demo when its usual key variable is set: a known vendor with an address of its own.
 *
 * @param name the vendor's word
 * @param variable the environment variable that its own documentation uses for the key
 * @param models beginnings of the names that it gives its models
 */
record KnownProvider(String name, String variable, List<String> models) {

    KnownProvider {
        models = List.copyOf(models);
    }

    /** All of them. Where two offer models of the same beginning, the earlier one gets it. */
    static List<KnownProvider> all() {
        return Vendors.load().all().stream()
                .flatMap(vendor -> vendor.endpoint().isEmpty()
                        ? Stream.empty()
                        : vendor.variable().stream()
                                .map(variable -> new KnownProvider(vendor.name(), variable, vendor.models())))
                .toList();
    }

    /** Whether its key is in this environment. */
    boolean isAvailable(Function<String, @Nullable String> environment) {
        String key = environment.apply(variable);
        return key != null && !key.isBlank();
    }
}
