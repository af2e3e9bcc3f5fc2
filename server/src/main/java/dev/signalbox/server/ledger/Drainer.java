package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.Journal;
import dev.signalbox.server.ledger.journal.JournalRecord;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings records from the journal to the store, in groups, on a thread of its own. It pauses between groups, so that a busy
 * ledger commits some thirty times a second and an entry is in the store within a tenth of a second.
 */
final class Drainer {
    private static final int LARGEST_GROUP = 4_000;

    /** What a store that has just failed is asked to take: little, in case it lacks room. */
    private static final int CAREFUL_GROUP = 200;

    private static final Duration BETWEEN_GROUPS = Duration.ofMillis(25);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Journal journal;
    private final Entries entries;
    private final PendingEntries pending;
    private final LedgerObserver observer;
    private final Thread thread;
    private int group = LARGEST_GROUP;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();

    Drainer(Journal journal, Entries entries, PendingEntries pending, LedgerObserver observer) {
        this.journal = journal;
        this.entries = entries;
        this.pending = pending;
        this.observer = observer;
        this.thread =
                Thread.ofPlatform().daemon().name("signalbox-ledger-drain").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Waits until all that is in the journal now is in the store. Answers whether it is. */
    boolean await(Duration most) throws InterruptedException {
        long goal = journal.newest();
        long left = most.toNanos();
        lock.lock();
        try {
            while (journal.drained() < goal && left > 0) {
                left = progress.awaitNanos(left);
            }
            return journal.drained() >= goal;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; what is in the journal by now is drained first if the store takes it. */
    void stop() {
        stopping.countDown();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        boolean more = true;
        while (more) {
            if (!isStopping()) {
                journal.awaitRecords(IDLE);
            }
            boolean last = isStopping();
            boolean drained = drainOnce();
            more = !last || (drained && journal.drained() < journal.newest());
            pause(drained ? BETWEEN_GROUPS : AFTER_FAILURE);
        }
    }

    private boolean drainOnce() {
        long began = System.nanoTime();
        try {
            List<JournalRecord> records = journal.oldest(group);
            if (!records.isEmpty()) {
                Drain drain = new Drain(records);
                entries.write(drain.opened(), drain.closed());
                journal.release(records);
                drain.closed().forEach(closed -> pending.remove(closed.entry()));
                observer.drained(
                        records.size(),
                        journal.newest() - journal.drained(),
                        Duration.ofNanos(System.nanoTime() - began));
            }
            group = LARGEST_GROUP;
            return true;
        } catch (StoreUnavailable e) {
            group = CAREFUL_GROUP;
            observer.storeFailed(String.valueOf(e.getMessage()));
            return false;
        } finally {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        try {
            boolean _ = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            // The one who stops this thread wakes it so.
        }
    }
}
