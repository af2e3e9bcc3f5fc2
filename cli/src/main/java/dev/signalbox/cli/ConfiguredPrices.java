package dev.signalbox.cli;

import dev.signalbox.server.prices.Price;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.prices.Tier;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the models of a configuration cost now, and from which times on something else.
 *
 * @param rows by model, in the order of the configuration, and by time
 */
record ConfiguredPrices(List<Row> rows) {
    private static final List<String> HEAD = List.of(
            "MODEL", "ID", "FROM", "ABOVE", "INPUT", "CACHED", "WRITE 5M", "WRITE 1H", "OUTPUT", "REASONING", "SOURCE");

    /**
     * A price of a model.
     *
     * @param from absent for the one that holds now
     * @param price absent where nobody knows it
     * @param own whether the configuration says it, rather than the price book
     */
    record Row(String model, String id, Optional<Instant> from, Optional<Price> price, boolean own) {
        private Stream<List<String>> lines() {
            return price.map(known -> known.tiers().stream().map(tier -> line(Optional.of(tier))))
                    .orElseGet(() -> Stream.of(line(Optional.empty())));
        }

        private List<String> line(Optional<Tier> tier) {
            return List.of(
                    model,
                    id,
                    from.map(Instant::toString).orElse("now"),
                    tier.map(Tier::above)
                            .filter(above -> above > 0)
                            .map(String::valueOf)
                            .orElse(""),
                    rate(tier.map(Tier::input)),
                    rate(tier.map(Tier::cached)),
                    rate(tier.map(Tier::write5m)),
                    rate(tier.map(Tier::write1h)),
                    rate(tier.map(Tier::output)),
                    rate(tier.map(Tier::reasoning)),
                    own ? "models." + model + ".price" : other());
        }

        /** Who says what the configuration does not. */
        private String other() {
            return price.isPresent() ? "price book" : "nobody";
        }

        private static String rate(Optional<BigDecimal> rate) {
            return rate.map(BigDecimal::toPlainString).orElse("unknown");
        }

        private Json json() {
            return Json.object(o -> {
                o.put("model", model).put("id", id);
                from.ifPresent(time -> o.put("from", time.toString()));
                o.put("price", PriceJson.of(price)).put("source", own ? "configuration" : other());
            });
        }
    }

    /** @param part of the name or the provider's id of the models that are shown */
    static ConfiguredPrices of(Settings settings, PriceBook book, Instant now, String part) {
        List<Row> rows = new ArrayList<>();
        for (ModelSettings model : settings.models().values()) {
            ProviderSettings provider = settings.providers().get(model.provider());
            boolean wanted = Stream.of(model.name(), model.id())
                    .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
            if (provider != null && wanted) {
                add(model, Seller.of(provider), book, now, rows);
            }
        }
        return new ConfiguredPrices(List.copyOf(rows));
    }

    /** Under a name that ends in {@code *} the book's prices are those of models that only callers name. */
    private static void add(ModelSettings model, Optional<String> seller, PriceBook book, Instant now, List<Row> rows) {
        Optional<Instant> from = Optional.empty();
        Optional<Price> shown = Optional.empty();
        while (true) {
            Instant at = from.orElse(now);
            boolean own = model.price().flatMap(prices -> prices.at(at)).isPresent();
            Optional<Price> price = book.price(model, seller, model.id(), at);
            boolean named = own || !model.isPattern() || model.baseModel().isPresent();
            if (named && (from.isEmpty() || own || !price.equals(shown))) {
                rows.add(new Row(model.name(), model.id(), from, price, own));
            }
            shown = price;
            from = book.next(model, seller, model.id(), at);
            if (from.isEmpty()) {
                return;
            }
        }
    }

    /** As a table. */
    String text() {
        return Aligned.text(Stream.concat(Stream.of(HEAD), rows.stream().flatMap(Row::lines))
                .toList());
    }

    /** For programs. */
    Json json() {
        return Json.array(rows.stream().map(Row::json).toList());
    }
}
