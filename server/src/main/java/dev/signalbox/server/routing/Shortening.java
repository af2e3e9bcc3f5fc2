package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Shortened;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Turns;
import dev.signalbox.wire.dialect.Unreadable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leaves out as few of the oldest turns of a request as the largest window demands. */
record Shortening(Windows windows) {
    /** The request as it fits; nothing if not even its last turn does. */
    Optional<Shortened> of(Exchange exchange, List<Target> targets) {
        Optional<Target> widest = targets.stream()
                .max(Comparator.comparingLong(
                        target -> windows.room(target, exchange, false).window()));
        return widest.flatMap(target -> exchange.dialect()
                .turns(exchange.envelope())
                .flatMap(turns -> Stream.of(false, true)
                        .flatMap(likely -> fewest(turns, exchange, target, likely).stream())
                        .findFirst()));
    }

    /** By halves, for each try reads the whole request. */
    private Optional<Shortened> fewest(Turns turns, Exchange exchange, Target target, boolean likely) {
        int low = 1;
        int high = turns.count() - 1;
        Shortened found = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Envelope envelope = without(turns, middle, exchange);
            if (envelope == null) {
                return Optional.empty();
            }
            if (windows.room(target, exchange.with(envelope), likely).suffices()) {
                found = new Shortened(envelope, told(turns, middle, target));
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Envelope without(Turns turns, int oldest, Exchange exchange) {
        Envelope whole = exchange.envelope();
        try {
            Addressed addressed = new Addressed(Optional.of(whole.model()), whole.stream());
            return exchange.dialect().open(turns.without(oldest), addressed);
        } catch (Unreadable e) {
            return null; // a request that is read once more, and was readable before
        }
    }

    private static Adjustment told(Turns turns, int oldest, Target target) {
        return new Adjustment(
                turns.field(),
                turns.count() + " turns",
                "the last " + (turns.count() - oldest),
                "the context window of " + target.name());
    }
}
