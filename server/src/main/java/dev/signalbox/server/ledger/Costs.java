package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.Price;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.wire.model.Usage;
import java.time.Instant;
import java.util.Optional;

/** What attempts cost, by the prices of the moment at which the request arrived. */
record Costs(PriceBook prices, LedgerObserver observer) {
    /** What is set aside for the output where nothing bounds it. Longer answers are billed all the same. */
    static final long UNBOUNDED_OUTPUT = 8_192;

    Cost hold(Target target, long inputTokens, long outputBound, Instant at) {
        return prices.price(target.model(), Seller.of(target.provider()), target.upstreamId(), at)
                .<Cost>map(price ->
                        new Cost.Known(price.hold(inputTokens, outputBound > 0 ? outputBound : UNBOUNDED_OUTPUT)))
                .orElseGet(Cost.Unknown::new);
    }

    /** By the underlying model where it has a price, else by the model that was asked for. */
    Cost of(Target target, Optional<String> underlying, Usage usage, Instant at) {
        if (usage.total() == 0) {
            return Money.NOTHING;
        }
        Optional<Price> price = underlying
                .flatMap(id -> prices.price(target.model(), Seller.of(target.provider()), id, at))
                .or(() -> prices.price(target.model(), Seller.of(target.provider()), target.upstreamId(), at));
        if (price.isEmpty()) {
            observer.unknownPrice(target.key());
        }
        return price.<Cost>map(p -> new Cost.Known(p.cost(usage))).orElseGet(Cost.Unknown::new);
    }
}
