package dev.signalbox.server.boot;

import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Unpriced;
import dev.signalbox.server.settings.Settings;
import java.time.Clock;
import java.util.function.Consumer;

/** Says of which models only the seller is missing to tell what they cost: one word of the user's prices them. */
record PriceWarnings(PriceBook prices, Clock clock, Consumer<String> console) {
    void tell(Settings settings) {
        Unpriced.in(settings, prices, clock.instant()).stream()
                .filter(Unpriced::ambiguous)
                .forEach(model -> console.accept("models." + model.model() + ": warning: " + model.reason()));
    }
}
