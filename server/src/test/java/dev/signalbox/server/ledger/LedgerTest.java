package dev.signalbox.server.ledger;

import static dev.signalbox.server.ledger.Exchanges.candidate;
import static dev.signalbox.server.ledger.Exchanges.exchange;
import static dev.signalbox.server.ledger.Exchanges.reported;
import static dev.signalbox.server.ledger.Exchanges.target;
import static dev.signalbox.server.ledger.Exchanges.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.server.store.sqlite.SqliteReader;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Target MINI = target("small", "gpt-5-mini");
    private static final Target SONNET = target("good", "claude-sonnet-4-5");
    private static final Target STRANGE = target("strange", "nobody-knows-it");
    private static final Caller BOT =
            new Caller("bot", Optional.of("retail"), Optional.of("sandbox"), Optional.empty());
    private static final Usage USAGE = new Usage(1_000, 0, 0, 0, 500, 100);

    private final Watching observer = new Watching();

    @TempDir
    Path directory;

    private Ledger ledger;

    private static final class Watching implements LedgerObserver {
        final List<Entry> closed = new CopyOnWriteArrayList<>();
        final List<String> unknown = new CopyOnWriteArrayList<>();

        @Override
        public void closed(Entry entry) {
            closed.add(entry);
        }

        @Override
        public void unknownPrice(String model) {
            unknown.add(model);
        }
    }

    @BeforeEach
    void open() throws IOException {
        ledger = Ledger.open(
                new LedgerSettings(directory, Duration.ofMillis(5)),
                Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, observer));
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Test
    void closesAWholeAnswerAtOnceWithItsExactPrice() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 1_100, 2_000, List.of(Loss.meaning("seed", "not known there")), List.of());

        account.follow(whole(MINI, reported("gpt-5-mini-2025-08-07", USAGE)));

        Entry entry = observer.closed.getFirst();
        assertThat(account.cost()).isEqualTo(new Cost.Known(1_250_000));
        assertThat(entry.bill()).isEqualTo(new Entry.Bill(USAGE, UsageSource.REPORTED, known(1_250_000), known(0)));
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.COMPLETE);
        assertThat(entry.outcome().status()).isEqualTo(200);
        assertThat(entry.answered().reported()).contains("gpt-5-mini-2025-08-07");
        assertThat(entry.losses()).containsExactly(Loss.meaning("seed", "not known there"));
        assertThat(entry.traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(entry.attempts().getFirst().hold()).isEqualTo(known(1_100 * 250L + 2_000 * 2_000L));
    }

    /** What is set aside and what is billed are those of the time at which the request arrived, whenever it is answered. */
    @Test
    void goesByTheOwnPriceThatHoldsWhenTheRequestArrives() {
        Instant change = Instant.parse("2027-01-01T00:00:00Z");
        Target dated = dated(MINI, change);
        for (Instant arrived : List.of(change.minusNanos(1), change, change.plusSeconds(60))) {
            Account account = ledger.open(exchange("at " + arrived, arrived, System.nanoTime()));
            account.caller(BOT);
            account.offer(Offer.Routed.of(
                    RouteSettings.of("assistant", Strategy.STATIC, List.of(TargetSettings.of("small"))),
                    List.of(dated)));
            account.hold(1, candidate(dated), 1_100, 2_000, List.of(), List.of());
            account.follow(whole(dated, reported("gpt-5-mini-2025-08-07", USAGE)));
        }
        assertThat(observer.closed)
                .extracting(entry -> entry.bill().cost())
                .containsExactly(
                        known(1_000 * 1_000 + 500 * 2_000),
                        known(1_000 * 3_000 + 500 * 5_000),
                        known(1_000 * 3_000 + 500 * 5_000));
        assertThat(observer.closed)
                .extracting(entry -> entry.attempts().getFirst().hold())
                .containsExactly(
                        known(1_100 * 1_000 + 2_000 * 2_000),
                        known(1_100 * 3_000 + 2_000 * 5_000),
                        known(1_100 * 3_000 + 2_000 * 5_000));
    }

    private static Target dated(Target target, Instant change) {
        String yaml = """
                providers: { somewhere: { dialect: openai } }
                models:
                  small: { provider: somewhere, id: gpt-5-mini, price: [ { input: 1, output: 2 }, { from: %s, input: 3, output: 5 } ] }
                """.formatted(change);
        Loaded loaded = Configuration.load("prices.yaml", yaml, Path.of("."), _ -> null);
        ModelSettings model = ((Loaded.Good) loaded).settings().models().get("small");
        return new Target(target.name(), model, target.provider(), target.upstreamId(), target.rules());
    }

    @Test
    void billsAllAttemptsOfWhichTheCallerGotAPart() {
        Account account = opened("r1");
        Hold first = account.hold(1, candidate(MINI), 1_000, 2_000, List.of(), List.of());
        Measured beginning = new Measured(Optional.of("gpt-5-mini"), Optional.empty(), 400, "");
        Usage charged = first.settle(new AttemptResult(
                OptionalInt.of(200),
                AttemptResult.Outcome.BROKEN,
                Optional.of("provider_cut"),
                beginning,
                Duration.ofMillis(5),
                Optional.empty(),
                Optional.empty()));
        account.hold(2, candidate(SONNET), 1_100, 2_000, List.of(), List.of());
        account.follow(whole(SONNET, reported("claude-sonnet-4-5", USAGE)));

        Entry entry = observer.closed.getFirst();
        assertThat(charged).isEqualTo(new Usage(1_000, 0, 0, 0, 100, 0));
        assertThat(entry.bill().usage()).isEqualTo(charged.plus(USAGE));
        assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(entry.bill().cost()).isEqualTo(known(450_000 + 10_500_000));
        assertThat(entry.bill().wasted()).isEqualTo(known(0));
    }

    @Test
    void findsAnEntryAtOnceAndAfterItWasDrainedButOnlyForItsOwner() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 10, 10, List.of(), List.of(new Adjustment("max", "1", "2", "why")));
        account.follow(whole(MINI, reported("gpt-5-mini", USAGE)));

        assertThat(ledger.find("r1", "bot")).isPresent();
        ledger.usage(everything(Dimension.Field.MODEL));
        Entry kept = ledger.find("r1", "bot").orElseThrow();

        assertThat(kept).isEqualTo(withOrigin(observer.closed.getFirst(), kept.origin()));
        assertThat(ledger.find("r1", "somebody else")).isEmpty();
        assertThat(ledger.find("r2", "bot")).isEmpty();
    }

    @Test
    void closesAStreamBeforeItsLastFramePasses() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
        Exchanges.Stream stream = new Exchanges.Stream();
        Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(MINI));
        List<String> order = new ArrayList<>();
        reply.source().start(sink(order));

        stream.frame(Mark.PREFACE);
        stream.frame(Mark.CONTENT);
        stream.measured.set(reported("gpt-5-mini", USAGE));
        stream.frame(Mark.USAGE);
        assertThat(observer.closed).isEmpty();
        stream.frame(Mark.END);
        stream.end(new Ending.CallerGone());
        reply.close();

        assertThat(order).containsExactly("PREFACE 0", "CONTENT 0", "USAGE 0", "END 1", "CallerGone 1");
        assertThat(observer.closed).hasSize(1);
        Entry entry = observer.closed.getFirst();
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.COMPLETE);
        assertThat(entry.outcome().firstToken()).isPresent();
        assertThat(entry.attempts().getFirst().firstToken()).isPresent();
        assertThat(entry.bill().cost()).isEqualTo(known(1_250_000));
    }

    @Test
    void billsADroppedStreamByWhatWasRelayed() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 110, 1_000, List.of(), List.of());
        Exchanges.Stream stream = new Exchanges.Stream();
        Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(MINI));
        reply.source().start(sink(new ArrayList<>()));
        stream.measured.set(new Measured(Optional.empty(), Optional.empty(), 401, ""));
        stream.end(new Ending.CallerGone());

        Entry entry = observer.closed.getFirst();
        assertThat(entry.bill().usage()).isEqualTo(new Usage(110, 0, 0, 0, 101, 0));
        assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(entry.bill().cost()).isEqualTo(known(110 * 250 + 101 * 2_000));
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.CALLER_GONE);
        assertThat(entry.attempts().getFirst().outcome()).isEqualTo(AttemptOutcome.CANCELLED);
    }

    @Test
    void combinesTheInputReportedAtTheStartWithTheOutputThatWasRelayed() {
        Account account = opened("r1");
        account.hold(1, candidate(SONNET), 110, 1_000, List.of(), List.of());
        Exchanges.Stream stream = new Exchanges.Stream();
        Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(SONNET));
        reply.source().start(sink(new ArrayList<>()));
        Usage atStart = new Usage(20, 1_000, 0, 300, 1, 0);
        stream.measured.set(new Measured(Optional.of("claude-sonnet-4-5-20250929"), Optional.of(atStart), 4_000, ""));
        WireError error = WireError.gateway(WireError.Kind.BAD_GATEWAY, "stream_cut", "cut");
        stream.end(new Ending.Broken(error, "connection reset"));

        Entry entry = observer.closed.getFirst();
        assertThat(entry.bill().usage()).isEqualTo(new Usage(20, 1_000, 0, 300, 1_000, 0));
        assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(entry.bill().cost()).isEqualTo(known(20 * 3_000 + 1_000 * 300 + 300 * 6_000 + 1_000 * 15_000L));
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.BROKEN);
        assertThat(entry.outcome().failure()).contains("stream_cut");
        assertThat(entry.outcome().status()).isEqualTo(200);
    }

    @Test
    void closesAReplyThatNobodyStarted() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 110, 1_000, List.of(), List.of());
        Exchanges.Stream stream = new Exchanges.Stream();

        account.follow(stream.reply(MINI)).close();

        assertThat(stream.closed).isTrue();
        assertThat(observer.closed.getFirst().outcome().endedAs()).isEqualTo(EndedAs.CALLER_GONE);
    }

    @Test
    void recordsFailedAttemptsAsWastedAndBillsTheOneThatServed() {
        Account account = opened("r1");
        Hold first = account.hold(1, candidate(SONNET), 100, 100, List.of(Loss.meaning("a", "b")), List.of());
        first.settle(failed(OptionalInt.of(503), Measured.NOTHING));
        Hold second = account.hold(2, candidate(SONNET), 100, 100, List.of(), List.of());
        second.settle(failed(
                OptionalInt.empty(),
                new Measured(Optional.empty(), Optional.of(new Usage(100, 0, 0, 0, 1, 0)), 0, "")));
        second.settle(failed(OptionalInt.of(500), Measured.NOTHING));
        account.hold(3, candidate(MINI), 100, 100, List.of(), List.of());
        account.follow(whole(MINI, reported("gpt-5-mini", USAGE)));

        Entry entry = observer.closed.getFirst();
        assertThat(entry.attempts())
                .extracting(a -> a.cost())
                .containsExactly(known(0), known(315_000), known(1_250_000));
        assertThat(entry.bill().wasted()).isEqualTo(known(315_000));
        assertThat(entry.bill().cost()).isEqualTo(known(1_250_000));
        assertThat(entry.answered().model()).contains("small");
        assertThat(entry.losses()).isEmpty();
    }

    @Test
    void closesWithTheStatusThatTheCallerIsTold() {
        Refused unknown = new Refused(new Failure.UnknownModel("gpt-9"));
        Account account = ledger.open(exchange("r1"));

        assertThat(account.fail(unknown)).isSameAs(unknown);
        assertThat(account.fail(new IllegalStateException("later")).failure()).isInstanceOf(Failure.Internal.class);

        Entry entry = observer.closed.getFirst();
        assertThat(observer.closed).hasSize(1);
        assertThat(entry.outcome().status()).isEqualTo(404);
        assertThat(entry.outcome().failure()).contains("model_not_found");
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.REFUSED);
        assertThat(entry.who()).isEqualTo(Entry.Who.UNKNOWN);
        assertThat(entry.bill().cost()).isEqualTo(known(0));
    }

    @Test
    void neverKeepsTheMessageOfAnUnexpectedFailure() {
        Account account = opened("r1");

        Refused refused = account.fail(new IllegalStateException("sk-canary-8f3a"));

        assertThat(refused.failure()).isInstanceOf(Failure.Internal.class);
        assertThat(refused.getCause()).hasMessage("sk-canary-8f3a");
        assertThat(observer.closed.getFirst().toString()).doesNotContain("canary");
        assertThat(observer.closed.getFirst().outcome().status()).isEqualTo(500);
    }

    @Test
    void billsTheInputOfAnAttemptThatTheCallerGaveUp() {
        Account account = opened("r1");
        Hold hold = account.hold(1, candidate(MINI), 1_000, 100, List.of(), List.of());
        hold.settle(new AttemptResult(
                OptionalInt.empty(),
                AttemptResult.Outcome.CANCELLED,
                Optional.of("caller_gone"),
                Measured.NOTHING,
                Duration.ofMillis(5),
                Optional.empty(),
                Optional.empty()));
        account.fail(new Refused(new Failure.CallerGone("during attempt 1")));

        Entry entry = observer.closed.getFirst();
        assertThat(entry.outcome().endedAs()).isEqualTo(EndedAs.CALLER_GONE);
        assertThat(entry.outcome().status()).isEqualTo(499);
        assertThat(entry.bill().cost()).isEqualTo(known(250_000));
        assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
    }

    private static AttemptResult outrun(AttemptResult.Outcome outcome) {
        return new AttemptResult(
                OptionalInt.empty(),
                outcome,
                Optional.of(AttemptResult.HEDGED),
                Measured.NOTHING,
                Duration.ofMillis(5),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void anAttemptThatWasOutrunIsWasteEvenIfTheCallerLeavesLater() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 1_000, 100, List.of(), List.of());
        account.hold(2, candidate(SONNET), 1_000, 100, List.of(), List.of())
                .settle(outrun(AttemptResult.Outcome.OUTRUN));
        Exchanges.Stream stream = new Exchanges.Stream();
        Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(MINI));
        reply.source().start(sink(new ArrayList<>()));
        stream.end(new Ending.CallerGone());

        Entry entry = observer.closed.getFirst();
        assertThat(entry.answered().model()).contains("small");
        assertThat(entry.bill().cost()).isEqualTo(known(250_000));
        assertThat(entry.bill().wasted()).isEqualTo(known(3_000_000));
        assertThat(entry.attempts())
                .extracting(dev.signalbox.server.store.Attempt::outcome)
                .containsOnly(AttemptOutcome.CANCELLED);
    }

    @Test
    void anAttemptThatWasOutrunBeforeItWasSentCostsNothing() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 1_000, 100, List.of(), List.of()).settle(outrun(AttemptResult.Outcome.UNSENT));
        account.hold(2, candidate(SONNET), 1_000, 100, List.of(), List.of());
        account.follow(whole(SONNET, reported("claude-sonnet-4-5", USAGE)));

        assertThat(observer.closed.getFirst().bill().wasted()).isEqualTo(known(0));
        assertThat(observer.closed.getFirst().attempts()).hasSize(2);
    }

    @Test
    void anUnknownPriceIsUnknownAndCounted() {
        Account account = opened("r1");
        account.hold(1, candidate(STRANGE), 100, 100, List.of(), List.of());
        account.follow(whole(STRANGE, reported("nobody-knows-it-2026-01-01", USAGE)));

        assertThat(account.cost()).isEqualTo(new Cost.Unknown());
        assertThat(observer.unknown).containsExactly("strange");
        assertThat(observer.closed.getFirst().attempts().getFirst().hold()).isEqualTo(new Cost.Unknown());
        UsageReport report = ledger.usage(everything(Dimension.Field.MODEL));
        assertThat(report.totals().unknownCost()).isOne();
        assertThat(report.totals().cost()).isZero();
    }

    @Test
    void doesNotBelieveAUsageThatNoModelCanHave() {
        Account account = opened("r1");
        account.hold(1, candidate(MINI), 100, 100, List.of(), List.of());
        Usage absurd = new Usage(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 0, 0, 7, 0);
        account.follow(whole(MINI, new Measured(Optional.empty(), Optional.of(absurd), 400, "stop")));

        Entry entry = observer.closed.getFirst();
        assertThat(entry.bill().usage()).isEqualTo(new Usage(100, 0, 0, 0, 100, 0));
        assertThat(entry.bill().source()).isEqualTo(UsageSource.ESTIMATED);
    }

    @Test
    void closesOnceHoweverManyThreadsEndIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            observer.closed.clear();
            Account account = opened("race" + round);
            account.hold(1, candidate(MINI), 110, 1_000, List.of(), List.of());
            Exchanges.Stream stream = new Exchanges.Stream();
            Reply.Streaming reply = (Reply.Streaming) account.follow(stream.reply(MINI));
            reply.source().start(sink(new ArrayList<>()));
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int how = i % 4;
                threads.add(Thread.startVirtualThread(() -> {
                    await(go);
                    switch (how) {
                        case 0 -> stream.frame(Mark.END);
                        case 1 -> stream.end(new Ending.CallerGone());
                        case 2 -> reply.close();
                        default -> account.fail(new Refused(new Failure.DeadlinePassed("late")));
                    }
                }));
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(observer.closed).hasSize(1);
        }
        assertThat(ledger.usage(everything(Dimension.Field.CALLER)).totals().requests())
                .isEqualTo(20);
    }

    @Test
    void takesACrowdThatArrivesAtOnce() throws Exception {
        List<Account> open = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String id = "crowd" + i;
            threads.add(Thread.startVirtualThread(() -> {
                Account account = opened(id);
                account.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
                open.add(account);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(open).hasSize(4_000);

        open.forEach(account -> account.follow(whole(MINI, reported("gpt-5-mini", USAGE))));

        assertThat(ledger.usage(everything(Dimension.Field.CALLER)).totals().cost())
                .isEqualTo(4_000 * 1_250_000L);
    }

    @Test
    void sumsUsageUpWhileAnotherProcessReads() throws IOException {
        for (int i = 0; i < 10; i++) {
            Account account = opened("r" + i);
            account.hold(1, candidate(i % 2 == 0 ? MINI : SONNET), 10, 10, List.of(), List.of());
            account.follow(whole(i % 2 == 0 ? MINI : SONNET, reported("", USAGE)));
        }
        UsageReport own = ledger.usage(everything(Dimension.Field.MODEL));
        try (SqliteReader reader = SqliteReader.open(directory)) {
            assertThat(reader.usage(everything(Dimension.Field.MODEL))).isEqualTo(own);
            assertThat(reader.find("r3", "bot")).isPresent();
        }
        assertThat(own.rows()).extracting(row -> row.keys().getFirst()).containsExactly("good", "small");
        assertThat(own.totals().requests()).isEqualTo(10);
        assertThat(own.totals().output()).isEqualTo(5_000);
    }

    @Test
    void twoLedgersCannotShareADirectory() {
        assertThatThrownBy(() -> Ledger.open(
                        new LedgerSettings(directory, Duration.ZERO),
                        Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, observer)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ledger.directory: ")
                .hasMessageContaining("process " + ProcessHandle.current().pid() + " uses this one");
    }

    private Account opened(String id) {
        Account account = ledger.open(exchange(id));
        account.caller(BOT);
        account.offer(Offer.Routed.of(
                RouteSettings.of("assistant", Strategy.STATIC, List.of(TargetSettings.of("small"))), List.of(MINI)));
        return account;
    }

    private static AttemptResult failed(OptionalInt status, Measured measured) {
        return new AttemptResult(
                status,
                AttemptResult.Outcome.FAILED,
                Optional.of("http"),
                measured,
                Duration.ofMillis(1),
                Optional.empty(),
                Optional.empty());
    }

    private FrameSink sink(List<String> order) {
        return new FrameSink() {
            @Override
            public void frame(Frame frame) {
                order.add(frame.mark() + " " + observer.closed.size());
            }

            @Override
            public void end(Ending ending) {
                order.add(ending.getClass().getSimpleName() + " " + observer.closed.size());
            }
        };
    }

    private static UsageQuery everything(Dimension by) {
        return new UsageQuery(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), List.of(by));
    }

    private static Cost known(long nano) {
        return new Cost.Known(nano);
    }

    private static Entry withOrigin(Entry entry, Entry.Origin origin) {
        return new Entry(
                entry.requestId(),
                origin,
                entry.arrived(),
                entry.who(),
                entry.asked(),
                entry.answered(),
                entry.attempts(),
                entry.bill(),
                entry.losses(),
                entry.adjustments(),
                entry.outcome(),
                entry.traceId());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
