package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.ceilings.Entry;
import dev.signalbox.server.ceilings.Place;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.text.TokenEstimate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one exchange into targets that take only so much. A place that was waited for is kept for the attempt that
 * follows.
 */
final class Entrance {
    private static final int TOO_MANY = 429;

    private final Ceilings ceilings;
    private final Exchange exchange;
    private final Clock clock;
    private final long inputTokens;
    private @Nullable Place kept;

    Entrance(Ceilings ceilings, Exchange exchange, Clock clock, long inputTokens) {
        this.ceilings = ceilings;
        this.exchange = exchange;
        this.clock = clock;
        this.inputTokens = inputTokens;
    }

    /** The place that is kept for this target, else one that it has now. */
    Entry enter(Target target, boolean nothingElse) {
        Place waited = kept;
        if (waited != null && waited.target().equals(target)) {
            kept = null;
            return new Entry.Entered(waited);
        }
        return ceilings.enter(target, inputTokens, nothingElse);
    }

    /** Whether this target has room, or a line in which to wait for it. */
    boolean receives(Target target) {
        return ceilings.receives(target, inputTokens);
    }

    /** Waits in line before these, and keeps the place; nothing if there is none in time. */
    Optional<Candidate> inLine(List<Candidate> full) {
        leaveLine();
        List<Target> targets = full.stream().map(Candidate::target).toList();
        kept = ceilings.await(targets, inputTokens, exchange.hangUp(), exchange.deadlineNanos())
                .orElse(null);
        Place place = kept;
        return place == null
                ? Optional.empty()
                : full.stream()
                        .filter(candidate -> candidate.target().equals(place.target()))
                        .findFirst();
    }

    /** Remembers what an answer of this target tells of its limits. */
    void heed(Target target, Headers headers) {
        ceilings.told(target, RateHeaders.read(headers, clock.instant()));
    }

    /** Remembers when a target that refused an attempt said to come back. */
    void heed(Target target, AttemptFailure failure) {
        Optional<Duration> time = failure.retryAfter();
        if (time.isPresent() && (failure.status() == TOO_MANY || failure.status() >= 500)) {
            ceilings.asksForPatience(target, time.get());
        }
    }

    /** Gives back the place of an attempt that brought this. */
    void leave(Place place, Measured measured) {
        measured.usage()
                .ifPresentOrElse(
                        usage -> place.used(usage.total()),
                        () -> place.used(inputTokens + TokenEstimate.output(measured.contentBytes())));
        place.close();
    }

    /** Gives back a place that is kept and was not used. */
    void leaveLine() {
        Place place = kept;
        if (place != null) {
            kept = null;
            place.close();
        }
    }
}
