package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Attempted;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Decision;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PassedOver;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The account of one exchange. Everything happens under its own lock, which is held for microseconds and never while a disk
 * is waited for.
 */
final class ExchangeAccount implements Account {
    private static final int GOOD = 200;

    private final Exchange exchange;
    private final Costs costs;
    private final Clocks clocks;
    private final AccountRecords records;
    private final Decisions decisions;
    private final UnderWay underWay = new UnderWay();
    private final Sheet sheet;
    private Cost cost = Money.NOTHING;
    private @Nullable Plan planned;
    private List<PassedOver> passedOver = List.of();
    private @Nullable Long firstTokenNanos;
    private boolean closed;
    private LongConsumer whenClosed = _ -> {};

    ExchangeAccount(
            Exchange exchange,
            Costs costs,
            Clocks clocks,
            AccountRecords records,
            Decisions decisions,
            Optional<String> endUser) {
        this.exchange = exchange;
        this.costs = costs;
        this.clocks = clocks;
        this.records = records;
        this.decisions = decisions;
        this.sheet = new Sheet(exchange, endUser);
    }

    @Override
    public synchronized void caller(Caller caller) {
        sheet.caller(caller);
    }

    @Override
    public synchronized void metadata(Map<String, String> words) {
        sheet.metadata(words);
    }

    @Override
    public synchronized void offer(Offer offer) {
        sheet.offer(offer);
    }

    @Override
    public synchronized void plan(Plan plan) {
        planned = plan;
        sheet.plan(plan);
    }

    @Override
    public synchronized Hold hold(
            int number,
            Candidate candidate,
            long inputTokens,
            long outputBound,
            List<Loss> losses,
            List<Adjustment> adjustments) {
        if (closed) {
            throw new IllegalStateException("account " + exchange.id() + ": closed (expected: open)");
        }
        RunningAttempt attempt = new RunningAttempt(
                number,
                candidate.target(),
                inputTokens,
                costs.hold(candidate.target(), inputTokens, outputBound, exchange.arrived()),
                clocks.now(),
                clocks.nanos(),
                losses,
                adjustments);
        sheet.begin(attempt);
        Optional<String> refused = records.opened(sheet.lost());
        if (refused.isPresent()) {
            sheet.forget(attempt);
            throw new Refused(new Failure.LedgerUnavailable(refused.get()));
        }
        underWay.begin(attempt.startedNanos());
        return result -> settle(attempt, result);
    }

    @Override
    public synchronized void passedOver(PassedOver target) {
        if (!closed && !target.isAmong(passedOver)) {
            List<PassedOver> more = new ArrayList<>(passedOver);
            more.add(target);
            passedOver = more;
        }
    }

    @Override
    public Reply follow(Reply reply) {
        return switch (reply) {
            case Reply.Whole whole -> {
                served(whole.served(), whole.measured(), AttemptResult.Outcome.SERVED, EndedAs.COMPLETE, null);
                yield whole;
            }
            case Reply.Streaming streaming ->
                new Reply.Streaming(new FollowedSource(streaming, this), streaming.served(), streaming.measuring());
        };
    }

    @Override
    public synchronized void repeated(KeptAnswer answer) {
        if (!closed) {
            close(
                    answer.status(),
                    Optional.empty(),
                    Optional.of("the answer of " + answer.requestId() + " again"),
                    EndedAs.COMPLETE);
        }
    }

    @Override
    public synchronized Refused fail(Throwable thrown) {
        Refused refused = thrown instanceof Refused known
                ? known
                : new Refused(new Failure.Internal(thrown.getClass().getSimpleName()), thrown);
        if (!closed) {
            refused.plan().ifPresent(nobody -> planned = nobody);
            boolean gone = refused.failure() instanceof Failure.CallerGone;
            settleAll(gone ? AttemptResult.Outcome.CANCELLED : AttemptResult.Outcome.FAILED);
            close(
                    exchange.dialect().status(refused.failure().told()),
                    Optional.of(refused.failure().code()),
                    Optional.of(refused.failure().detail()),
                    gone ? EndedAs.CALLER_GONE : EndedAs.REFUSED);
        }
        return refused;
    }

    @Override
    public synchronized Duration atProviders() {
        return Duration.ofNanos(underWay.upTo(clocks.nanos()));
    }

    @Override
    public synchronized List<Attempted> attempted() {
        return sheet.attempted();
    }

    @Override
    public synchronized void whenClosed(LongConsumer told) {
        whenClosed = told;
    }

    @Override
    public synchronized Cost cost() {
        return cost;
    }

    /** The first content passes. */
    synchronized void firstToken() {
        if (firstTokenNanos == null) {
            firstTokenNanos = clocks.nanos();
        }
    }

    /** The stream is over, or its last frame is about to pass. */
    void ended(Reply.Streaming reply, Ending ending) {
        Measured measured = reply.measured();
        switch (ending) {
            case Ending.Complete _ ->
                served(reply.served(), measured, AttemptResult.Outcome.SERVED, EndedAs.COMPLETE, null);
            case Ending.Broken broken ->
                served(reply.served(), measured, AttemptResult.Outcome.BROKEN, EndedAs.BROKEN, broken);
            case Ending.CallerGone _ ->
                served(reply.served(), measured, AttemptResult.Outcome.CANCELLED, EndedAs.CALLER_GONE, null);
        }
    }

    private synchronized void served(
            Served served,
            Measured measured,
            AttemptResult.Outcome outcome,
            EndedAs endedAs,
            Ending.@Nullable Broken broken) {
        if (closed) {
            return;
        }
        Optional<String> code = Optional.ofNullable(broken)
                .map(b -> b.error().code().orElse(b.error().kind().name().toLowerCase(java.util.Locale.ROOT)));
        sheet.reported(measured.model());
        sheet.running(served.target())
                .ifPresent(attempt -> over(
                        attempt,
                        new AttemptResult(
                                OptionalInt.of(GOOD),
                                outcome,
                                code,
                                measured,
                                since(attempt.startedNanos()),
                                Optional.ofNullable(firstTokenNanos)
                                        .map(at -> Duration.ofNanos(at - attempt.startedNanos())),
                                served.providerRequestId())));
        settleAll(AttemptResult.Outcome.CANCELLED);
        close(GOOD, code, Optional.ofNullable(broken).map(Ending.Broken::detail), endedAs);
    }

    private synchronized Usage settle(RunningAttempt attempt, AttemptResult result) {
        if (!closed && over(attempt, result)) {
            records.settled(sheet.lost());
            return Settlement.of(result, attempt.inputTokens()).usage();
        }
        return Usage.NONE;
    }

    /** Attempts that nobody settled. */
    private void settleAll(AttemptResult.Outcome outcome) {
        sheet.running()
                .forEach(attempt -> over(
                        attempt,
                        new AttemptResult(
                                OptionalInt.empty(),
                                outcome,
                                Optional.of("unsettled"),
                                Measured.NOTHING,
                                since(attempt.startedNanos()),
                                Optional.empty(),
                                Optional.empty())));
    }

    private boolean over(RunningAttempt attempt, AttemptResult result) {
        Settlement settlement = Settlement.of(result, attempt.inputTokens());
        if (result.outcome() == AttemptResult.Outcome.SERVED
                && settlement.source() == UsageSource.REPORTED
                && exchange.envelope().images() == 0) {
            costs.observer()
                    .input(
                            attempt.target().key(),
                            attempt.inputTokens(),
                            settlement.usage().input());
        }
        Cost its = costs.of(attempt.target(), result.measured().model(), settlement.usage(), exchange.arrived());
        Attempt over = attempt.settled(result, settlement, its);
        boolean wasUnderWay = sheet.end(attempt, over);
        if (wasUnderWay) {
            underWay.end(clocks.nanos());
        }
        return wasUnderWay;
    }

    private void close(int status, Optional<String> failure, Optional<String> detail, EndedAs endedAs) {
        Entry entry = sheet.entry(new Entry.Outcome(
                status,
                Bounded.text(failure, Bounded.WORD),
                Bounded.text(detail, Bounded.DETAIL),
                endedAs,
                Optional.ofNullable(firstTokenNanos).map(at -> Duration.ofNanos(at - exchange.startedNanos())),
                since(exchange.startedNanos())));
        closed = true;
        whenClosed.accept(entry.attempts().stream()
                .mapToLong(attempt -> attempt.usage().total())
                .sum());
        Plan plan = planned;
        if (plan != null) {
            decisions.keep(
                    entry.requestId(),
                    Decision.of(plan, passedOver),
                    exchange.settings().ledger().decisions());
        }
        cost = entry.bill().cost();
        records.closed(entry);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, clocks.nanos() - nanos));
    }
}
