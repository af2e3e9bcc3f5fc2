package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.prices.Tier;
import dev.signalbox.server.routing.ModelPrices;
import java.time.Clock;
import java.util.Optional;

/** What the price book, or the configuration before it, says of requests of usual size. */
record BookRates(PriceBook book, Clock clock) implements ModelPrices {
    @Override
    public Optional<Rates> of(Target target) {
        return book.price(target.model(), Seller.of(target.provider()), target.upstreamId(), clock.instant())
                .map(price -> rates(price.tiers().getFirst()));
    }

    private static Rates rates(Tier tier) {
        return new Rates(
                tier.input().doubleValue(),
                tier.output().doubleValue(),
                tier.cached().doubleValue());
    }
}
