package dev.signalbox.server.ledger;

import static dev.signalbox.server.ledger.Exchanges.candidate;
import static dev.signalbox.server.ledger.Exchanges.exchange;
import static dev.signalbox.server.ledger.Exchanges.reported;
import static dev.signalbox.server.ledger.Exchanges.target;
import static dev.signalbox.server.ledger.Exchanges.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.ledger.journal.JournalOptions;
import dev.signalbox.server.ledger.journal.JournalState;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.AttemptReport;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.OpenExchange;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.wire.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger when its store or its disk gives up for a while. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerTroubleTest {
    private static final Target MINI = target("small", "gpt-5-mini");
    private static final Caller BOT = new Caller("bot", Optional.empty(), Optional.empty(), Optional.empty());
    private static final JournalOptions SMALL =
            new JournalOptions(4 * JournalOptions.LARGEST_RECORD, 2, 3, 0, Duration.ofMillis(1), Duration.ofMillis(5));

    private final List<String> storeFailures = new CopyOnWriteArrayList<>();
    private final LedgerObserver observer = new LedgerObserver() {
        @Override
        public void storeFailed(String reason) {
            storeFailures.add(reason);
        }

        @Override
        public void unrecorded(Entry entry, String reason) {
            throw new AssertionError("unrecorded: " + entry.requestId() + ": " + reason);
        }
    };

    @TempDir
    Path directory;

    /** A store that can be told to fail. */
    private static final class Moody implements Entries {
        private final Entries real;
        private volatile boolean failing;

        Moody(Entries real) {
            this.real = real;
        }

        @Override
        public void write(List<OpenExchange> opened, List<ClosedExchange> closed) {
            if (failing) {
                throw new StoreUnavailable("ledger: the store is in a mood", new IOException());
            }
            real.write(opened, closed);
        }

        @Override
        public List<OpenExchange> open() {
            return real.open();
        }

        @Override
        public Optional<Entry> find(String requestId) {
            return real.find(requestId);
        }

        @Override
        public Optional<Entry> find(String requestId, String caller) {
            return real.find(requestId, caller);
        }

        @Override
        public UsageReport usage(UsageQuery query) {
            return real.usage(query);
        }

        @Override
        public LatencyReport latency(UsageQuery query) {
            return real.latency(query);
        }

        @Override
        public AttemptReport attempts(UsageQuery query) {
            return real.attempts(query);
        }

        @Override
        public long each(Selection entries, Consumer<Entry> taker) {
            return real.each(entries, taker);
        }

        @Override
        public List<Feedback> feedback(String requestId) {
            return real.feedback(requestId);
        }

        @Override
        public long scores(Selection entries, Consumer<Feedback.Scored> taker) {
            return real.scores(entries, taker);
        }

        @Override
        public Feedback.Taken take(Feedback feedback) {
            return real.take(feedback);
        }

        @Override
        public List<Purge> purges() {
            return real.purges();
        }

        @Override
        public Subjects subjects() {
            return real.subjects();
        }

        @Override
        public Map<Long, Long> taken() {
            return real.taken();
        }

        @Override
        public PurgeStep purge(Selection entries, Erasure how, int most) {
            return real.purge(entries, how, most);
        }

        @Override
        public void record(Purge purge) {
            real.record(purge);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Test
    void goesOnWithoutItsStoreUntilItIsTooFarBehindAndThenRecovers() throws IOException {
        Moody moody = new Moody(SqliteEntries.open(directory));
        try (Ledger ledger = Ledger.open(
                new LedgerSettings(directory, Duration.ofMillis(1)),
                SMALL,
                Ledger.Parts.of(PriceBook.load(), _ -> moody, observer))) {
            moody.failing = true;
            Account running = opened(ledger, "running");
            int served = serveUntilRefused(ledger);
            await(() -> ledger.state() instanceof JournalState.Failed);
            assertThat(((JournalState.Failed) ledger.state()).reason()).contains("wait to be drained");
            assertThat(ledger.find("served 1", "bot")).isPresent();
            running.follow(whole(MINI, reported("gpt-5-mini", new Usage(1, 0, 0, 0, 1, 0))));

            moody.failing = false;
            await(() -> ledger.state() instanceof JournalState.Writable);
            serve(ledger, "after");
            await(() -> ledger.behind() == 0);
            assertThat(answered(ledger)).isEqualTo(served + 2L);
            assertThat(storeFailures).contains("ledger: the store is in a mood");
        }
    }

    @Test
    void losesNothingWhenItIsClosedWhileTheStoreFails() throws IOException {
        Moody moody = new Moody(SqliteEntries.open(directory));
        Ledger ledger = Ledger.open(
                new LedgerSettings(directory, Duration.ofMillis(1)),
                SMALL,
                Ledger.Parts.of(PriceBook.load(), _ -> moody, observer));
        moody.failing = true;
        for (int i = 0; i < 50; i++) {
            serve(ledger, "r" + i);
        }
        opened(ledger, "open");
        ledger.close();

        try (Ledger again = open(directory)) {
            assertThat(again.usage(everything()).totals().requests()).isEqualTo(51);
            assertThat(again.find("open", "bot").orElseThrow().outcome().endedAs())
                    .isEqualTo(EndedAs.LOST);
            assertThat(again.find("r49", "bot").orElseThrow().outcome().endedAs())
                    .isEqualTo(EndedAs.COMPLETE);
        }
    }

    /** Needs the right to mount a file system of 96 MB. */
    @Test
    @Tag("slow")
    void refusesWhatIsNewOnAFullDiskEndsWhatRunsAndRecovers() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", small.toString()))
                .as("mounting a small file system (expected: root)")
                .isTrue();
        try (Ledger ledger = open(small)) {
            List<Account> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(opened(ledger, "running " + i));
            }
            Path ballast = small.resolve("ballast");
            assertThat(run("sh", "-c", "cat /dev/zero > " + ballast)).isFalse();
            int served = serveUntilRefused(ledger);
            await(() -> ledger.state() instanceof JournalState.Failed);
            running.forEach(account ->
                    account.follow(whole(MINI, reported("gpt-5-mini", new Usage(1, 0, 0, 0, 1, 0)))));

            Files.delete(ballast);
            await(() -> ledger.state() instanceof JournalState.Writable);
            serve(ledger, "after");
            await(() -> ledger.behind() == 0);
            assertThat(answered(ledger)).isEqualTo(served + 21L);
        } finally {
            assertThat(run("umount", "-l", small.toString())).isTrue();
        }
    }

    private int serveUntilRefused(Ledger ledger) {
        for (int i = 1; ; i++) {
            try {
                serve(ledger, "served " + i);
            } catch (Refused refused) {
                assertThat(refused.failure()).isInstanceOf(Failure.LedgerUnavailable.class);
                if (ledger.state() instanceof JournalState.Failed) {
                    assertThatThrownBy(() -> ledger.open(exchange("refused"))).isInstanceOf(Refused.class);
                    return i - 1;
                }
                i--;
                LockSupport.parkNanos(100_000);
            }
        }
    }

    /** Requests that were refused at their hold have entries too. */
    private static long answered(Ledger ledger) {
        UsageSums totals = ledger.usage(everything()).totals();
        return totals.requests() - totals.failures();
    }

    private static void serve(Ledger ledger, String id) {
        Account account = opened(ledger, id);
        account.follow(whole(MINI, reported("gpt-5-mini", new Usage(10, 0, 0, 0, 10, 0))));
    }

    /** A refusal at the hold closes its account, as the road does. */
    private static Account opened(Ledger ledger, String id) {
        Account account = ledger.open(exchange(id));
        account.caller(BOT);
        try {
            account.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
        } catch (Refused refused) {
            throw account.fail(refused);
        }
        return account;
    }

    private Ledger open(Path where) throws IOException {
        return Ledger.open(
                new LedgerSettings(where, Duration.ofMillis(1)),
                Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, observer));
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static UsageQuery everything() {
        return new UsageQuery(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), List.of(Dimension.Field.CALLER));
    }
}
