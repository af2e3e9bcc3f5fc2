package dev.signalbox.server.ledger;

import static dev.signalbox.server.ledger.Exchanges.candidate;
import static dev.signalbox.server.ledger.Exchanges.exchange;
import static dev.signalbox.server.ledger.Exchanges.reported;
import static dev.signalbox.server.ledger.Exchanges.target;
import static dev.signalbox.server.ledger.Exchanges.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.ledger.backup.Backup;
import dev.signalbox.server.ledger.backup.BackupManifest;
import dev.signalbox.server.ledger.backup.Restore;
import dev.signalbox.server.ledger.backup.StoreCopier;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageSums;
import dev.signalbox.server.store.sqlite.SqliteCopies;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.server.store.sqlite.SqliteReader;
import dev.signalbox.wire.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger beside those who copy it, purge it and read its journal. */
class BooksTest {
    private static final Target MINI = target("small", "gpt-5-mini");
    private static final Usage USAGE = new Usage(100, 0, 0, 0, 50, 0);
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final List<String> storeFailures = new CopyOnWriteArrayList<>();
    private final AtomicInteger purged = new AtomicInteger();
    private final LedgerObserver observer = new LedgerObserver() {
        @Override
        public void storeFailed(String reason) {
            storeFailures.add(reason);
        }

        @Override
        public void purged(int entries) {
            purged.addAndGet(entries);
        }

        @Override
        public void unrecorded(Entry entry, String reason) {
            throw new AssertionError("unrecorded: " + entry.requestId() + ": " + reason);
        }
    };

    @TempDir
    Path directory;

    /** SQLite's files, as the command copies them. */
    private static final class Copier implements StoreCopier {
        @Override
        public boolean isStore(Path file) {
            return SqliteCopies.isStore(file);
        }

        @Override
        public void copy(Path from, Path to) {
            SqliteCopies.copy(from, to);
        }

        @Override
        public Map<String, Long> counts(Path copy) {
            return SqliteCopies.counts(copy);
        }
    }

    @Test
    void keepsADigestOfTheUserThatARequestNames() throws IOException {
        try (Ledger ledger = open("state")) {
            Account account = ledger.open(Exchanges.exchangeOf("r1", "ann@example.com"));
            account.caller(caller("bot"));
            account.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
            account.follow(whole(MINI, reported("gpt-5-mini", USAGE)));

            Entry entry = ledger.find("r1", "bot").orElseThrow();
            try (SqliteReader reader = SqliteReader.open(directory.resolve("state"))) {
                assertThat(entry.who().endUser()).contains(reader.subjects().digest("ann@example.com"));
            }
            assertThat(entry.who().endUser().orElseThrow()).doesNotContain("ann");
        }
    }

    @Test
    void bringsNothingBackThatWasPurgedWhenTheJournalIsReadAgain() throws Exception {
        Path state = directory.resolve("state");
        Path copy = directory.resolve("copy");
        try (Ledger ledger = open("state")) {
            serve(ledger, "r1", "ann");
            serve(ledger, "r2", "bob");
            sums(ledger); // waits for the store
            try (SqliteEntries beside = SqliteEntries.beside(state)) {
                assertThat(beside.purge(of("ann"), Erasure.ERASE, 10).entries()).isOne();
            }
            Backup.make(state, copy, new Copier(), "test", Instant.now());
        }
        assertThat(journals(copy)).isPositive();

        try (Ledger again = open("copy")) {
            assertThat(again.find("r1", "ann")).isEmpty();
            assertThat(again.find("r2", "bob")).isPresent();
            assertThat(sums(again).requests()).isOne();
        }
    }

    @Test
    void tellsWhatIsOnlyInTheJournalAsTheNextStartWill() throws Exception {
        Path state = directory.resolve("state");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (Ledger ledger = open("state")) {
            serve(ledger, "r1", "ann");
            sums(ledger);
            SqliteCopies.copy(state.resolve("ledger.sqlite"), copy.resolve("ledger.sqlite"));
            serve(ledger, "r2", "ann");
            Account open = ledger.open(exchange("r3"));
            open.caller(caller("ann"));
            open.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
            copyJournals(state, copy); // as if it had been killed before the last records were drained
        }
        UsageSums told;
        JournalTail tail;
        try (SqliteReader reader = SqliteReader.open(copy)) {
            tail = JournalTail.read(copy, reader.taken(), reader.open());
        }
        try (SqliteReader reader = SqliteReader.open(copy, tail.entries())) {
            told = reader.usage(everything()).totals();
        }
        assertThat(tail.lost()).isOne();
        assertThat(told.requests()).isEqualTo(3);
        assertThat(told.held()).isPositive();

        try (Ledger again = open("copy")) {
            assertThat(sums(again)).isEqualTo(told);
        }
    }

    @Test
    void backsUpWhileItIsWrittenAndComesBackWithTheSameSums() throws Exception {
        Path state = directory.resolve("state");
        Path backup = directory.resolve("backup.zip");
        Path other = Files.createDirectory(state).resolve("replies.sqlite");
        SqliteEntries.open(Files.createDirectory(directory.resolve("x"))).close();
        Files.copy(directory.resolve("x").resolve("ledger.sqlite"), other);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        long acknowledged;
        BackupManifest manifest;
        try (Ledger ledger = open("state")) {
            Thread load = Thread.startVirtualThread(() -> {
                while (!enough.get()) {
                    serve(ledger, "load" + served.get(), "bot");
                    served.incrementAndGet();
                }
            });
            while (served.get() < 2_000) {
                Thread.onSpinWait();
            }
            acknowledged = served.get();
            try {
                manifest = Backup.make(state, backup, new Copier(), "test", Instant.now());
            } finally {
                enough.set(true);
                load.join();
            }
        }
        assertThat(manifest.files()).extracting(BackupManifest.Item::name).contains("ledger.sqlite", "replies.sqlite");
        assertThat(Restore.verify(backup, new Copier())).isEqualTo(manifest);

        Restore.run(backup, directory.resolve("restored"), false, new Copier(), Instant.now());

        try (Ledger again = open("restored")) {
            UsageSums sums = sums(again);
            assertThat(sums.requests()).isBetween(acknowledged, (long) served.get());
            assertThat(again.find("load" + (acknowledged - 1), "bot")).isPresent();
            assertThat(sums.cost())
                    .isEqualTo(sums.requests() * (100 * 250L + 50 * 2_000L)
                            + sums.held()
                            - sums.lost() * (100 * 250L + 50 * 2_000L));
        }
        assertThat(storeFailures).isEmpty();
    }

    @Test
    void refusesADamagedBackupAndTouchesNothing() throws Exception {
        Path backup = filledBackup();
        Path store = backup.resolve("ledger.sqlite");
        byte[] bytes = Files.readAllBytes(store);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(store, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        Path target = directory.resolve("target");

        assertThatThrownBy(() -> Restore.run(backup, target, false, new Copier(), Instant.now()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged: ledger.sqlite: its checksum is another");
        Files.delete(store);
        assertThatThrownBy(() -> Restore.verify(backup, new Copier())).hasMessageContaining("ledger.sqlite: missing");
        Files.writeString(backup.resolve("manifest.json"), "{\"format\": 9}");
        assertThatThrownBy(() -> Restore.verify(backup, new Copier()))
                .hasMessageContaining("format 9 (expected: 1; a newer Signalbox made it)");
        Files.writeString(backup.resolve("manifest.json"), "{\"form");
        assertThatThrownBy(() -> Restore.verify(backup, new Copier())).hasMessageContaining("manifest.json: damaged");
        assertThat(target).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refusesATargetThatIsInUseOrNotEmptyUnlessItMayBePutAside() throws Exception {
        Path backup = filledBackup();
        try (Ledger ledger = open("target")) {
            serve(ledger, "mine", "bob");
            assertThatThrownBy(
                            () -> Restore.run(backup, directory.resolve("target"), true, new Copier(), Instant.now()))
                    .hasMessageContaining("a process uses it");
        }
        Path target = directory.resolve("target");
        assertThatThrownBy(() -> Restore.run(backup, target, false, new Copier(), Instant.now()))
                .hasMessageContaining("not empty (expected: a directory that does not exist or is empty");

        Restore.Done done = Restore.run(backup, target, true, new Copier(), Instant.now());

        assertThat(done.aside().orElseThrow().resolve("ledger.sqlite")).exists();
        try (Ledger ledger = open("target")) {
            assertThat(ledger.find("r1", "ann")).isPresent();
            assertThat(ledger.find("mine", "bob")).isEmpty();
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void purgesUnderLoadWithoutAFailureOfTheWriter() throws Exception {
        Path state = directory.resolve("state");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        int gone = 0;
        try (Ledger ledger = open("state")) {
            Thread load = Thread.startVirtualThread(() -> {
                while (!enough.get()) {
                    if (ledger.behind() > 1_000) {
                        LockSupport.parkNanos(1_000_000); // as much load as the store takes, and no more
                    } else {
                        serve(ledger, "load" + served.get(), served.get() % 2 == 0 ? "ann" : "bob");
                        served.incrementAndGet();
                    }
                }
            });
            try (SqliteEntries beside = SqliteEntries.beside(state)) {
                for (int round = 0; round < 40 || gone < 500; round++) {
                    gone += beside.purge(of("ann"), Erasure.ERASE, 100).entries();
                }
            } finally {
                enough.set(true);
                load.join();
            }
            assertThat(sums(ledger).requests()).isEqualTo(served.get() - gone);
        }
        assertThat(gone).isGreaterThanOrEqualTo(500);
        assertThat(storeFailures).isEmpty();
    }

    @Test
    void deletesWhatWasKeptLongEnoughAndSaysSo() throws IOException {
        try (Ledger ledger = open("state")) {
            for (int i = 0; i < 600; i++) {
                serve(ledger, "r" + i, "ann");
            }
            sums(ledger);
            Clock later = Clock.fixed(Exchanges.ARRIVED.plus(Duration.ofDays(31)), ZoneOffset.UTC);
            AtomicBoolean wanted = new AtomicBoolean();
            Retention retention = new Retention(
                    ledger, () -> wanted.get() ? Optional.of(Duration.ofDays(30)) : Optional.empty(), observer, later);

            assertThat(retention.tick()).isZero();
            wanted.set(true);
            int first = retention.tick();
            while (retention.tick() > 0) {
                assertThat(first).isPositive();
            }
            retention.close();

            assertThat(purged).hasValue(600);
            assertThat(sums(ledger).requests()).isZero();
        }
        try (SqliteReader reader = SqliteReader.open(directory.resolve("state"))) {
            assertThat(reader.purges())
                    .extracting(Purge::by, Purge::what, Purge::entries)
                    .containsExactly(tuple("retention", "older than 30d", 600L));
        }
    }

    private Path filledBackup() throws IOException {
        try (Ledger ledger = open("filled")) {
            serve(ledger, "r1", "ann");
        }
        Path backup = directory.resolve("backup");
        Backup.make(directory.resolve("filled"), backup, new Copier(), "test", Instant.now());
        return backup;
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static long journals(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.filter(file -> file.toString().endsWith(".journal")).count();
        }
    }

    private static void copyJournals(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".journal")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void serve(Ledger ledger, String id, String caller) {
        try {
            Account account = ledger.open(exchange(id));
            account.caller(caller(caller));
            account.hold(1, candidate(MINI), 10, 10, List.of(), List.of());
            account.follow(whole(MINI, reported("gpt-5-mini", USAGE)));
        } catch (Refused e) {
            throw new AssertionError(e.failure().detail(), e);
        }
    }

    private Ledger open(String name) throws IOException {
        return Ledger.open(
                new LedgerSettings(directory.resolve(name), Duration.ofMillis(5)),
                Ledger.Parts.of(PriceBook.load(), SqliteEntries::open, observer));
    }

    private static UsageSums sums(Ledger ledger) {
        return ledger.usage(everything()).totals();
    }

    private static UsageQuery everything() {
        return new UsageQuery(Instant.EPOCH, FAR, List.of(Dimension.Field.CALLER));
    }

    private static Selection of(String caller) {
        return new Selection(Instant.EPOCH, FAR, List.of(Filter.exactly(Dimension.Field.CALLER, caller)));
    }

    private static Caller caller(String name) {
        return new Caller(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
