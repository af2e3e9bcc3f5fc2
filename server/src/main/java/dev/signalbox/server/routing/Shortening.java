package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Shortened;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.SummarySettings;
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

/** Makes do with as many of the newest turns of a request as the largest window holds, with or without a summary of the others. */
record Shortening(Windows windows, Summaries summaries) {
    /** One way to write a request without so many of its oldest turns. */
    private interface Writing {
        byte[] without(Turns turns, int oldest);
    }

    /** A request without so many of its oldest turns, which this target holds. */
    private record Cut(Turns turns, int oldest, Target target, Envelope envelope) {
        /** @param more what else there is to say of it */
        Shortened told(String put, String more) {
            String kept = "the last " + (turns.count() - oldest);
            String reason = "the context window of " + target.name() + more;
            return new Shortened(envelope, new Adjustment(turns.field(), turns.count() + " turns", put + kept, reason));
        }
    }

    /** The request as it fits, if its route wants that; nothing if not even its last turn does. Blocks where a model is asked. */
    Optional<Shortened> of(Demand demand, RouteSettings route, List<Target> tooSmall) {
        return switch (route.overflow().rule()) {
            case REJECT, LARGER -> Optional.empty();
            case TRUNCATE -> truncated(demand, tooSmall).map(cut -> cut.told("", ""));
            case SUMMARISE -> truncated(demand, tooSmall).map(cut -> summarised(cut, demand, route));
        };
    }

    private Optional<Cut> truncated(Demand demand, List<Target> targets) {
        return targets.stream()
                .max(Comparator.comparingLong(
                        target -> windows.room(target, demand.exchange(), false).window()))
                .flatMap(widest -> cut(demand.exchange(), widest, Turns::without));
    }

    private Shortened summarised(Cut truncated, Demand demand, RouteSettings route) {
        SummarySettings how = route.overflow().summary().orElseThrow();
        Exchange exchange = demand.exchange();
        String longest = Summaries.told("x".repeat(Summaries.most(how)));
        Optional<Cut> roomy = cut(exchange, truncated.target(), (turns, oldest) -> turns.summarised(oldest, longest));
        if (roomy.isEmpty()) {
            return truncated.told("", "; no summary, for it would leave no room for the last turn");
        }
        Cut cut = roomy.get();
        return switch (summaries.of(demand, route.name(), cut.turns(), cut.oldest(), how)) {
            case Summaries.Made.Nothing(String why) ->
                truncated.told("", "; no summary by " + how.model() + ": " + why);
            case Summaries.Made.Text(String text, boolean whole) ->
                new Cut(cut.turns(), cut.oldest(), cut.target(), put(exchange, cut, text))
                        .told(
                                "a summary of the oldest " + cut.oldest() + " by " + how.model() + ", and ",
                                whole ? "" : "; " + how.model() + " read only the beginning and the end of the oldest");
        };
    }

    private static Envelope put(Exchange exchange, Cut cut, String summary) {
        try {
            return opened(exchange, cut.turns().summarised(cut.oldest(), Summaries.told(summary)));
        } catch (Unreadable e) {
            throw new IllegalStateException("readable with another text in the same place", e);
        }
    }

    /** As few turns as must go: first with the margin of the estimate, else by the best guess. */
    private Optional<Cut> cut(Exchange exchange, Target target, Writing writing) {
        return exchange.dialect()
                .turns(exchange.envelope())
                .flatMap(turns -> Stream.of(false, true)
                        .flatMap(likely -> fewest(turns, exchange, target, likely, writing).stream())
                        .findFirst());
    }

    /** By halves, for each try reads the whole request. */
    private Optional<Cut> fewest(Turns turns, Exchange exchange, Target target, boolean likely, Writing writing) {
        int low = 1;
        int high = turns.count() - 1;
        Cut found = null;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Envelope envelope = written(turns, middle, exchange, writing);
            if (envelope == null) {
                return Optional.empty();
            }
            if (windows.room(target, exchange.with(envelope), likely).suffices()) {
                found = new Cut(turns, middle, target, envelope);
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Envelope written(Turns turns, int oldest, Exchange exchange, Writing writing) {
        try {
            return opened(exchange, writing.without(turns, oldest));
        } catch (Unreadable e) {
            return null; // a request that is read once more, and was readable before
        }
    }

    /** A body that is addressed as the request was. */
    static Envelope opened(Exchange exchange, byte[] body) throws Unreadable {
        Envelope whole = exchange.envelope();
        return exchange.dialect().open(body, new Addressed(Optional.of(whole.model()), whole.stream()));
    }
}
