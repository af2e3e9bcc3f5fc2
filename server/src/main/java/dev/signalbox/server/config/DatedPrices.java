package dev.signalbox.server.config;

import dev.signalbox.server.settings.OwnPrices;
import dev.signalbox.server.settings.PriceSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One price, or a list of prices that each hold from a time on, in the order of these times. */
record DatedPrices() implements Kind<OwnPrices> {
    static final String FROM = "from";

    private static Kind<List<PriceSettings>> prices() {
        return ListKind.orOne(PriceSection.SECTION);
    }

    @Override
    public String words() {
        return prices().words();
    }

    @Override
    public Optional<OwnPrices> read(Spot spot) {
        int before = spot.reading().errors();
        Optional<List<PriceSettings>> read = prices().read(spot);
        if (spot.tree() instanceof Tree.Sequence sequence) {
            checkOrder(spot, sequence.items().size());
        }
        return read.filter(_ -> spot.reading().errors() == before).map(OwnPrices::new);
    }

    /** Goes by what is written, so that it is told also where something else of a price is wrong. */
    private static void checkOrder(Spot spot, int size) {
        Optional<Instant> latest = time(spot.item(0));
        for (int i = 1; i < size; i++) {
            Spot from = spot.item(i).at(FROM);
            if (!spot.item(i).has(FROM)) {
                from.errorAtKey("missing", "the time at which this price takes over from the one before it", "");
            }
            Optional<Instant> time = time(spot.item(i));
            warnOfMissing(spot.item(i), spot.item(i - 1));
            if (time.isEmpty()) {
                continue;
            }
            if (time.equals(latest)) {
                from.error(Moments.print(time.get()) + " twice", "one price for each time", "");
            } else if (latest.isPresent() && time.get().isBefore(latest.get())) {
                from.error(
                        Moments.print(time.get()) + " behind " + Moments.print(latest.get()),
                        "prices in the order of their times",
                        "");
            } else {
                latest = time;
            }
        }
    }

    /** Nothing is carried over from the price before, and cached input at the full price is rarely what was announced. */
    private static void warnOfMissing(Spot price, Spot before) {
        PriceSection.SPECIAL.forEach((name, usual) -> {
            if (before.has(name) && !price.has(name)) {
                price.at(name).warning("missing, so that it costs what " + usual + " does", "a price, as before", "");
            }
        });
    }

    private static Optional<Instant> time(Spot price) {
        return References.word(price.at(FROM)).flatMap(Moments::parse);
    }

    @Override
    public Optional<Tree> write(OwnPrices value) {
        return prices().write(value.prices());
    }

    @Override
    public Optional<Section<?>> section() {
        return prices().section();
    }
}
