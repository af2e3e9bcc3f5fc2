package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Decision;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.ledger.journal.DirectoryLock;
import dev.signalbox.server.ledger.journal.Journal;
import dev.signalbox.server.ledger.journal.JournalOptions;
import dev.signalbox.server.ledger.journal.JournalState;
import dev.signalbox.server.ledger.journal.JournalUnavailable;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.EntriesOpener;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The record of every request: an account for each while it runs, an entry for each when it is over. One process writes into
 * one directory. Readers of entries may come from virtual threads; the native store is only touched by threads of its own.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int READERS = 2;

    private final DirectoryLock directory;
    private final Entries entries;
    private final Journal journal;
    private final Drainer drainer;
    private final PendingEntries pending;
    private final Decisions decisions = new Decisions();
    private final Costs costs;
    private final Clocks clocks;
    private final Subjects subjects;
    private final LedgerObserver observer;
    private final FeedbackDesk feedback;
    private final ExecutorService readers = Executors.newFixedThreadPool(
            READERS,
            Thread.ofPlatform().daemon().name("signalbox-ledger-read-", 1).factory());

    /**
     * What a ledger works with.
     *
     * @param nanoTime the monotonic clock of {@link Exchange#startedNanos()}
     * @param writers gives every run its own number, more than zero
     */
    public record Parts(
            PriceBook prices,
            EntriesOpener store,
            LedgerObserver observer,
            Clock clock,
            LongSupplier nanoTime,
            LongSupplier writers) {
        /** With the machine's clocks. */
        public static Parts of(PriceBook prices, EntriesOpener store, LedgerObserver observer) {
            return new Parts(
                    prices,
                    store,
                    observer,
                    Clock.systemUTC(),
                    System::nanoTime,
                    () -> new SecureRandom().nextLong(1, Long.MAX_VALUE));
        }
    }

    private Ledger(DirectoryLock directory, Entries entries, Journal journal, Parts parts) {
        this.directory = directory;
        this.entries = entries;
        this.journal = journal;
        this.observer = parts.observer();
        this.subjects = entries.subjects();
        this.pending = new PendingEntries();
        this.costs = new Costs(parts.prices(), parts.observer());
        this.clocks = new Clocks(parts.clock(), parts.nanoTime());
        this.drainer = new Drainer(journal, entries, pending, parts.observer());
        this.feedback = new FeedbackDesk(entries, drainer);
    }

    /**
     * Opens the ledger of a directory, after taking in what a former run left behind: its undrained records are kept, and what
     * it opened and did not close is closed as lost.
     *
     * @throws IOException if the directory cannot be written, or another process uses it
     * @throws dev.signalbox.server.store.StoreUnavailable if the entries cannot be opened
     */
    public static Ledger open(LedgerSettings settings, Parts parts) throws IOException {
        return open(settings, JournalOptions.of(settings.fsync()), parts);
    }

    static Ledger open(LedgerSettings settings, JournalOptions options, Parts parts) throws IOException {
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            Path files = settings.directory();
            Entries entries = parts.store().open(files);
            Recovery.run(files, entries, parts.observer());
            Journal journal = Journal.open(files, options, parts.writers().getAsLong(), parts.observer()::journal);
            Ledger ledger = new Ledger(lock, entries, journal, parts);
            ledger.drainer.start();
            return ledger;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the account of an exchange at the door. May wait up to half a second for room in the journal when a crowd arrives, as its
     * holds may: not for event loops.
     *
     * @throws Refused with {@link Failure.LedgerUnavailable} if it could not be recorded
     */
    public Account open(Exchange arrived) {
        try {
            AccountRecords records = new AccountRecords(journal, pending, observer);
            return new ExchangeAccount(arrived, costs, clocks, records, decisions, endUser(arrived));
        } catch (JournalUnavailable e) {
            throw new Refused(new Failure.LedgerUnavailable(String.valueOf(e.getMessage())));
        }
    }

    private Optional<String> endUser(Exchange arrived) {
        return switch (arrived.settings().ledger().endUsers()) {
            case OFF -> Optional.empty();
            case PLAIN -> Bounded.text(arrived.envelope().endUser(), Bounded.NAME);
            case DIGEST -> arrived.envelope().endUser().map(subjects::digest);
        };
    }

    /** Whether new requests are taken. */
    public JournalState state() {
        return journal.state();
    }

    /** How many records are in the journal and not yet in the store. */
    public long behind() {
        return journal.newest() - journal.drained();
    }

    /** The entry of a request that is over, whoever asked. May block; not for event loops. */
    public Optional<Entry> find(String requestId) {
        return pending.find(requestId).or(() -> read(() -> entries.find(requestId)));
    }

    /** The entry of a request that is over, if it is this caller's. May block; not for event loops. */
    public Optional<Entry> find(String requestId, String caller) {
        return pending.find(requestId, caller).or(() -> read(() -> entries.find(requestId, caller)));
    }

    /**
     * Ties feedback to a request that is over. May block; not for event loops.
     *
     * @param its the entry of the request, as {@link #find} answered it
     * @throws dev.signalbox.server.store.StoreUnavailable if it cannot be kept now
     */
    public Feedback.Taken take(Feedback told, Entry its) {
        return feedback.take(told, pending.has(its));
    }

    /** What was thought of the answer to this request, the newest first. May block; not for event loops. */
    public List<Feedback> feedback(Entry its) {
        return pending.has(its) ? List.of() : read(() -> entries.feedback(its.requestId()));
    }

    /** What was planned for a request, as long as that is kept; for whoever has found its entry. */
    public Optional<Decision> decision(String requestId) {
        return decisions.of(requestId);
    }

    /** What was used, up to now. May block; not for event loops. */
    public UsageReport usage(UsageQuery query) {
        return read(() -> {
            drainer.await(LONGEST_WAIT);
            return entries.usage(query);
        });
    }

    /**
     * Purges some of the oldest entries that arrived before this. May block for as long as that takes; not for event loops.
     *
     * @param most how many at most, in one transaction
     * @throws dev.signalbox.server.store.StoreUnavailable if the store does not take it now
     */
    PurgeStep purgeBefore(Instant arrival, int most) {
        return entries.purge(Selection.before(arrival), Erasure.ERASE, most);
    }

    /** Keeps the record of a purge. */
    void record(Purge purge) {
        entries.record(purge);
    }

    /**
     * Takes in what a former run left in a directory that nobody uses, and works on its entries. Nobody else can use it
     * meanwhile.
     *
     * @throws IOException if the directory cannot be written, or another process uses it
     */
    public static <T> T alone(Path directory, EntriesOpener store, Function<Entries, T> work) throws IOException {
        try (DirectoryLock _ = DirectoryLock.take(directory);
                Entries entries = store.open(directory)) {
            Recovery.run(directory, entries, LedgerObserver.none());
            return work.apply(entries);
        }
    }

    /** Drains the journal and lets go of the directory. Accounts that are still open are closed as lost at the next start. */
    @Override
    public void close() throws IOException {
        feedback.close();
        drainer.stop();
        journal.close();
        readers.close();
        entries.close();
        directory.close();
    }

    private <T> T read(Callable<T> question) {
        try {
            return readers.submit(question).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ledger was read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the ledger could not be read", e);
        }
    }
}
