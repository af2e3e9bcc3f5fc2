package dev.signalbox.cli;

import dev.signalbox.server.prices.Price;
import dev.signalbox.server.prices.PriceChange;
import dev.signalbox.server.prices.Tier;
import dev.signalbox.wire.json.Json;
import java.util.Optional;

/** Prices for programs; a price that nobody knows is {@code "unknown"}. */
final class PriceJson {
    private PriceJson() {}

    static Json of(PriceChange change) {
        return Json.object(o -> o.put("model", change.model())
                .put("at", change.at().toString())
                .put("before", of(change.before()))
                .put("after", of(change.after())));
    }

    static Json of(Optional<Price> price) {
        return price.<Json>map(known -> Json.array(known.tiers().stream()
                        .<Json>map(tier -> Json.object(o -> rates(tier, o)))
                        .toList()))
                .orElseGet(() -> Json.text("unknown"));
    }

    static void rates(Tier tier, Json.Fields o) {
        o.put("above", tier.above())
                .put("input", Json.number(tier.input()))
                .put("cached", Json.number(tier.cached()))
                .put("cache_write_5m", Json.number(tier.write5m()))
                .put("cache_write_1h", Json.number(tier.write1h()))
                .put("output", Json.number(tier.output()))
                .put("reasoning", Json.number(tier.reasoning()));
    }
}
