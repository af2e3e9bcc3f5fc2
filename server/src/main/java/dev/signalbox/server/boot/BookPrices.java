package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.routing.InputPrices;
import dev.signalbox.wire.model.Usage;
import java.time.Clock;
import java.util.OptionalLong;

/** What the price book, or the configuration before it, says of input. */
record BookPrices(PriceBook book, Clock clock) implements InputPrices {
    @Override
    public OptionalLong cost(Target target, long tokens, long cached) {
        return book.price(target.model(), Seller.of(target.provider()), target.upstreamId(), clock.instant())
                .map(price -> OptionalLong.of(
                        price.cost(new Usage(tokens - Math.min(cached, tokens), Math.min(cached, tokens), 0, 0, 0, 0))))
                .orElse(OptionalLong.empty());
    }
}
