package dev.signalbox.server.prices;

import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configured model without a price: what it costs is unknown, and no sum counts it.
 *
 * @param model our name of it
 * @param id the provider's
 * @param ambiguous whether it has prices, and only its seller is not known
 * @param reason why there is none, and what to do
 */
public record Unpriced(String model, String id, boolean ambiguous, String reason) {
    /** All of them; a name that ends in {@code *} stands for models that only callers name, so it is not looked at. */
    public static List<Unpriced> in(Settings settings, PriceBook book, Instant at) {
        List<Unpriced> found = new ArrayList<>();
        for (ModelSettings model : settings.models().values()) {
            ProviderSettings provider = settings.providers().get(model.provider());
            if (model.isPattern() || provider == null) {
                continue;
            }
            Optional<String> seller = Seller.of(provider);
            if (book.price(model, seller, model.id(), at).isEmpty()) {
                boolean ambiguous = seller.isEmpty()
                        && book.sellers(model.knownAs(model.id())).size() > 1;
                found.add(new Unpriced(model.name(), model.id(), ambiguous, reason(model, seller, book)));
            }
        }
        return found;
    }

    private static String reason(ModelSettings model, Optional<String> seller, PriceBook book) {
        List<String> sellers = book.sellers(model.knownAs(model.id()));
        String own = "models." + model.name() + ".price";
        if (seller.isEmpty() && sellers.size() > 1) {
            return "several vendors sell " + model.id() + " (expected: providers." + model.provider()
                    + ".vendor, one of: " + String.join(", ", sellers) + "; or " + own + ")";
        }
        String where = seller.map(" of "::concat).orElse("");
        return "no price" + where + " for " + model.id() + " in the book (expected: " + own + ")";
    }
}
