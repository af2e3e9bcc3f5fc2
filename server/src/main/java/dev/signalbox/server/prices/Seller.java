package dev.signalbox.server.prices;

import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.vendors.Vendor;
import dev.signalbox.server.vendors.Vendors;
import java.util.Locale;
import java.util.Optional;

/**
 * Who sells the models of a provider, as the vendors of the book are named: what the user wrote, else whom the table of
 * vendors says that the address belongs to. One name of a model has one price at one seller and another at the next.
 */
public final class Seller {
    private static final Vendors VENDORS = Vendors.load();

    private Seller() {}

    /** The seller; absent where nothing tells. */
    public static Optional<String> of(ProviderSettings provider) {
        return provider.vendor().map(word -> word.toLowerCase(Locale.ROOT)).or(() -> owner(provider));
    }

    private static Optional<String> owner(ProviderSettings provider) {
        return Optional.ofNullable(provider.endpoint().getHost())
                .flatMap(host -> VENDORS.ofHost(host.toLowerCase(Locale.ROOT)))
                .map(Vendor::name);
    }
}
