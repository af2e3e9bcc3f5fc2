package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Attempted;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Picked;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is known of one exchange so far, and the entry that it makes. Not thread-safe. */
final class Sheet {
    private static final Entry.Origin NOT_WRITTEN = new Entry.Origin(0, 0);

    private final String id;
    private final Instant arrived;
    private final String asked;
    private final String dialect;
    private final boolean streamed;
    private final Optional<String> endUser;
    private final Optional<String> traceId;
    private final List<Line> lines = new ArrayList<>();
    private Entry.Who who = Entry.Who.UNKNOWN;
    private Optional<String> route = Optional.empty();
    private Optional<String> reported = Optional.empty();
    private Optional<Picked> picked = Optional.empty();

    /** One attempt: under way, then over. */
    private record Line(RunningAttempt running, @Nullable Attempt over) {
        Attempt attempt() {
            return over == null ? running.lost() : over;
        }
    }

    Sheet(Exchange exchange, Optional<String> endUser) {
        this.endUser = endUser;
        this.id = Bounded.text(exchange.id(), Bounded.ID);
        this.arrived = exchange.arrived().truncatedTo(ChronoUnit.MICROS);
        this.asked = Bounded.text(exchange.envelope().model(), Bounded.NAME);
        this.dialect = exchange.dialect().name();
        this.streamed = exchange.envelope().stream();
        this.traceId = exchange.traceparent().flatMap(Sheet::traceId);
    }

    void caller(Caller caller) {
        who = new Entry.Who(
                Optional.of(Bounded.text(caller.name(), Bounded.NAME)),
                Bounded.text(caller.tenant(), Bounded.NAME),
                Bounded.text(caller.plan(), Bounded.NAME),
                Bounded.text(caller.team(), Bounded.NAME),
                endUser,
                Map.of());
    }

    void metadata(Map<String, String> words) {
        if (!words.isEmpty()) {
            who = who.told(Bounded.metadata(words));
        }
    }

    void offer(Offer offer) {
        route = switch (offer) {
            case Offer.Routed routed -> Optional.of(Bounded.text(routed.route().name(), Bounded.NAME));
            case Offer.Direct _ -> Optional.empty();
        };
    }

    void plan(Plan plan) {
        picked = Picks.of(plan);
    }

    void begin(RunningAttempt attempt) {
        lines.add(new Line(attempt, null));
    }

    /** Forgets an attempt that was not made after all. */
    void forget(RunningAttempt attempt) {
        lines.removeIf(line -> line.running.equals(attempt));
    }

    /** Whether the attempt was still under way. */
    boolean end(RunningAttempt attempt, Attempt over) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.running.equals(attempt) && line.over == null) {
                lines.set(i, new Line(attempt, over));
                return true;
            }
        }
        return false;
    }

    /** The attempts that are not over. */
    List<RunningAttempt> running() {
        List<RunningAttempt> running = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (line.over == null) {
                running.add(line.running);
            }
        }
        return running;
    }

    /** The newest attempt at this target that is not over. */
    Optional<RunningAttempt> running(Target target) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            if (line.over == null && line.running.target().equals(target)) {
                return Optional.of(line.running);
            }
        }
        return Optional.empty();
    }

    /** Those of the caller's request, as they are told it. */
    List<Attempted> attempted() {
        List<Attempted> told = new ArrayList<>();
        for (Line line : lines) {
            Attempt over = line.over;
            if (line.running.number() > 0) { // what was asked before it was sent is none
                told.add(new Attempted(
                        line.running.target().upstreamId(),
                        over == null ? OptionalInt.empty() : over.status(),
                        over == null ? Optional.empty() : over.error(),
                        over != null));
            }
        }
        return told;
    }

    void reported(Optional<String> model) {
        reported = Bounded.text(model, Bounded.NAME);
    }

    /** The entry if the process died now. */
    Entry lost() {
        return entry(new Entry.Outcome(
                0,
                Optional.of(EndedAs.LOST.word()),
                Optional.of("the process ended in the middle of the request"),
                EndedAs.LOST,
                Optional.empty(),
                Duration.ZERO));
    }

    Entry entry(Entry.Outcome outcome) {
        Billing billing = Billing.of(attempts(), outcome.endedAs());
        Optional<RunningAttempt> shown =
                billing.shown() < 0 ? Optional.empty() : Optional.of(lines.get(billing.shown()).running);
        return new Entry(
                id,
                NOT_WRITTEN,
                arrived,
                who,
                new Entry.Asked(asked, route, dialect, streamed),
                shown.map(attempt -> answered(attempt.target())).orElse(Entry.Answered.NOBODY),
                billing.attempts(),
                billing.bill(),
                shown.map(RunningAttempt::losses).orElse(List.of()),
                shown.map(RunningAttempt::adjustments).orElse(List.of()),
                outcome,
                traceId,
                picked);
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>(lines.size());
        for (Line line : lines) {
            attempts.add(line.attempt());
        }
        return attempts;
    }

    private Entry.Answered answered(Target target) {
        return new Entry.Answered(
                Optional.of(Bounded.text(target.name(), Bounded.NAME)),
                Optional.of(Bounded.text(target.provider().name(), Bounded.NAME)),
                Optional.of(Bounded.text(target.upstreamId(), Bounded.NAME)),
                reported,
                Optional.of(target.provider().dialect().word()));
    }

    /** The second field of {@code 00-TRACE-SPAN-FLAGS} as W3C's Trace Context has it. */
    private static Optional<String> traceId(String traceparent) {
        boolean formed = traceparent.length() >= 55 && traceparent.charAt(2) == '-' && traceparent.charAt(35) == '-';
        return formed && traceparent.chars().skip(3).limit(32).allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)
                ? Optional.of(traceparent.substring(3, 35))
                : Optional.empty();
    }
}
