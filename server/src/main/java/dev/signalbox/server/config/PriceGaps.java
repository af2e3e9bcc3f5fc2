package dev.signalbox.server.config;

import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds models whose own prices begin later than now while the price book has none until then. Under a name that ends in
 * {@code *} only callers know which models are asked for, so it is looked at only where it says what they are based on.
 */
record PriceGaps(Map<String, ProviderSettings> providers, PriceBook book, Instant now) {

    void check(Map<String, ModelSettings> models, Spot spot) {
        models.forEach((name, model) -> {
            if (!model.isPattern() || model.baseModel().isPresent()) {
                check(model, spot.at(name).at("price"));
            }
        });
    }

    private void check(ModelSettings model, Spot spot) {
        Optional<Instant> begin =
                model.price().map(own -> own.prices().getFirst().begins()).filter(now::isBefore);
        Optional<Instant> gap = begin.flatMap(first -> gap(model, first));
        if (gap.isEmpty()) {
            return;
        }
        String from = gap.get().equals(now) ? "" : " from " + Moments.print(gap.get()) + " on,";
        spot.item(0)
                .at(DatedPrices.FROM)
                .error(
                        "no price" + from + " until " + Moments.print(begin.orElseThrow()),
                        "a first price without from, for the price book has none of "
                                + Shown.plain(model.knownAs(model.id())) + " until then",
                        isSoldBySeveral(model) ? "or providers." + Shown.plain(model.provider()) + ".vendor" : "");
    }

    private boolean isSoldBySeveral(ModelSettings model) {
        return seller(model).isEmpty()
                && book.sellers(model.knownAs(model.id())).size() > 1;
    }

    /** The first time before {@code end} at which the model has no price. */
    private Optional<Instant> gap(ModelSettings model, Instant end) {
        Optional<String> seller = seller(model);
        Instant at = now;
        while (at.isBefore(end)) {
            if (book.price(model, seller, model.id(), at).isEmpty()) {
                return Optional.of(at);
            }
            at = book.next(model, seller, model.id(), at).orElse(end);
        }
        return Optional.empty();
    }

    private Optional<String> seller(ModelSettings model) {
        return Optional.ofNullable(providers.get(model.provider())).flatMap(Seller::of);
    }
}
