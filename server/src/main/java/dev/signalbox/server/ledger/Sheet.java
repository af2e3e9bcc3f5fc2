package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** One attempt: under way, then over. */
    private record Line(RunningAttempt running, Optional<Attempt> over) {
        Attempt attempt() {
            return over.orElseGet(running::lost);
        }

        /** Whether the caller's request was sent; before that somebody may have been asked where to send it. */
        boolean forCaller() {
            return running.number() > 0;
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
        who = who.told(Bounded.metadata(words));
    }

    void offer(Offer offer) {
        route = switch (offer) {
            case Offer.Routed routed -> Optional.of(Bounded.text(routed.route().name(), Bounded.NAME));
            case Offer.Direct _ -> Optional.empty();
        };
    }

    void begin(RunningAttempt attempt) {
        lines.add(new Line(attempt, Optional.empty()));
    }

    /** Forgets an attempt that was not made after all. */
    void forget(RunningAttempt attempt) {
        lines.removeIf(line -> line.running.equals(attempt));
    }

    /** Whether the attempt was still under way. */
    boolean end(RunningAttempt attempt, Attempt over) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.running.equals(attempt) && line.over.isEmpty()) {
                lines.set(i, new Line(attempt, Optional.of(over)));
                return true;
            }
        }
        return false;
    }

    /** The attempts that are not over. */
    List<RunningAttempt> running() {
        return lines.stream()
                .filter(line -> line.over.isEmpty())
                .map(Line::running)
                .toList();
    }

    /** The newest attempt at this target that is not over. */
    Optional<RunningAttempt> running(Target target) {
        return running().reversed().stream()
                .filter(attempt -> attempt.target().equals(target))
                .findFirst();
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
        List<Line> billed = billed(outcome.endedAs());
        Optional<Line> shown = (billed.isEmpty() ? lines : billed)
                .reversed().stream().filter(Line::forCaller).findFirst();
        List<Loss> losses = shown.map(line -> line.running.losses()).orElse(List.of());
        List<Adjustment> adjustments =
                shown.map(line -> line.running.adjustments()).orElse(List.of());
        return new Entry(
                id,
                NOT_WRITTEN,
                arrived,
                who,
                new Entry.Asked(asked, route, dialect, streamed),
                shown.map(line -> answered(line.running.target())).orElse(Entry.Answered.NOBODY),
                lines.stream().map(Line::attempt).toList(),
                bill(billed),
                losses,
                adjustments,
                outcome,
                traceId);
    }

    private Entry.Answered answered(Target target) {
        return new Entry.Answered(
                Optional.of(Bounded.text(target.name(), Bounded.NAME)),
                Optional.of(Bounded.text(target.provider().name(), Bounded.NAME)),
                Optional.of(Bounded.text(target.upstreamId(), Bounded.NAME)),
                reported,
                Optional.of(target.provider().dialect().word()));
    }

    private Entry.Bill bill(List<Line> billed) {
        List<Cost> others = lines.stream()
                .filter(line -> !billed.contains(line))
                .map(line -> line.attempt().cost())
                .toList();
        Cost wasted = Money.sum(others);
        List<Attempt> legs = billed.stream().map(Line::attempt).toList();
        Usage usage = legs.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
        Cost cost = Money.sum(legs.stream().map(Attempt::cost).toList());
        return new Entry.Bill(usage, source(legs), cost, wasted);
    }

    /** A sum of which a part is an estimate is one. */
    private static UsageSource source(List<Attempt> legs) {
        List<UsageSource> sources = legs.stream().map(Attempt::source).toList();
        return sources.contains(UsageSource.ESTIMATED)
                ? UsageSource.ESTIMATED
                : sources.contains(UsageSource.REPORTED) ? UsageSource.REPORTED : UsageSource.NONE;
    }

    /**
     * The attempts that the caller is billed: those of which it got a part of the answer, several if one went on where another
     * broke off, and the one that it left, or that was running at the end.
     */
    private List<Line> billed(EndedAs endedAs) {
        AttemptOutcome left = switch (endedAs) {
            case CALLER_GONE -> AttemptOutcome.CANCELLED;
            case LOST -> AttemptOutcome.LOST;
            case COMPLETE, BROKEN, REFUSED -> AttemptOutcome.SERVED;
        };
        Optional<Line> last = lines.reversed().stream()
                .filter(line -> line.attempt().outcome() == left && line.forCaller() && !outrun(line))
                .findFirst();
        return lines.stream()
                .filter(line -> answered(line) || last.equals(Optional.of(line)))
                .toList();
    }

    /** An attempt that was only a hedge, was not good enough, or judged another one, is nobody's answer. */
    private static boolean outrun(Line line) {
        return line.attempt()
                .error()
                .filter(word -> word.equals(AttemptResult.HEDGED)
                        || word.startsWith(AttemptResult.ESCALATED)
                        || word.startsWith(AttemptResult.JUDGE))
                .isPresent();
    }

    private static boolean answered(Line line) {
        AttemptOutcome outcome = line.attempt().outcome();
        return line.forCaller() && (outcome == AttemptOutcome.SERVED || outcome == AttemptOutcome.BROKEN);
    }

    /** The second field of {@code 00-TRACE-SPAN-FLAGS} as W3C's Trace Context has it. */
    private static Optional<String> traceId(String traceparent) {
        boolean formed = traceparent.length() >= 55 && traceparent.charAt(2) == '-' && traceparent.charAt(35) == '-';
        return formed && traceparent.chars().skip(3).limit(32).allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)
                ? Optional.of(traceparent.substring(3, 35))
                : Optional.empty();
    }
}
