package dev.signalbox.server.prices;

import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configured model that is known to cost something else from a time on.
 *
 * @param model our name of it
 * @param before absent where nobody knows the price that holds until then
 * @param after absent where nobody will know it
 */
public record PriceChange(String model, Instant at, Optional<Price> before, Optional<Price> after) {
    /** The next one of each model; a name that ends in {@code *} stands for models that only callers name. */
    public static List<PriceChange> in(Settings settings, PriceBook book, Instant at) {
        List<PriceChange> found = new ArrayList<>();
        for (ModelSettings model : settings.models().values()) {
            ProviderSettings provider = settings.providers().get(model.provider());
            if (!model.isPattern() && provider != null) {
                next(model, Seller.of(provider), book, at).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The next one after a time; a row that costs the same as the one before is none. */
    public static Optional<PriceChange> next(ModelSettings model, Optional<String> seller, PriceBook book, Instant at) {
        Optional<Price> before = book.price(model, seller, model.id(), at);
        Optional<Instant> next = book.next(model, seller, model.id(), at);
        while (next.isPresent()) {
            Optional<Price> after = book.price(model, seller, model.id(), next.get());
            if (!after.equals(before)) {
                return Optional.of(new PriceChange(model.name(), next.get(), before, after));
            }
            next = book.next(model, seller, model.id(), next.get());
        }
        return Optional.empty();
    }

    /** What it costs until when, and what then. */
    public String words() {
        return words(before) + " until " + at + ", then " + words(after) + " (dollars per million tokens)";
    }

    private static String words(Optional<Price> price) {
        return price.map(Price::words).orElse("no known price");
    }
}
