package dev.signalbox.server.catalogue;

import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import java.util.List;

/** The models behind whose id the provider may put another one, without a word in the configuration that it is meant so. */
public final class Floating {
    private Floating() {}

    /**
     * Our names of them. Ids that the price book does not know are a house's own affair, unless they end in {@code -latest};
     * a name that ends in {@code *} stands for what callers write.
     */
    public static List<String> in(Settings settings, PriceBook book) {
        return settings.models().values().stream()
                .filter(model -> !model.isPattern() && model.pinned().isEmpty() && !model.isVersioned())
                .filter(model -> model.id().endsWith("-latest")
                        || !book.sellers(model.knownAs(model.id())).isEmpty())
                .map(ModelSettings::name)
                .toList();
    }
}
