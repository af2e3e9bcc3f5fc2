package dev.signalbox.server.ledger;

import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Brings feedback to the store in the order in which it comes, on a thread of its own. A crowd is turned away: the store
 * belongs to the entries.
 */
final class FeedbackDesk implements AutoCloseable {
    private static final int MOST_WAITING = 256;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Entries entries;
    private final Drainer drainer;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("signalbox-ledger-feedback").factory());

    FeedbackDesk(Entries entries, Drainer drainer) {
        this.entries = entries;
        this.drainer = drainer;
    }

    /**
     * Keeps feedback.
     *
     * @param pending whether its entry is on its way to the store, which is waited for
     * @throws StoreUnavailable if it cannot be kept now
     */
    Feedback.Taken take(Feedback feedback, boolean pending) {
        try {
            return writer.submit(() -> {
                        if (pending && !drainer.await(LONGEST_WAIT)) {
                            throw busy("the entry is still on its way");
                        }
                        return entries.take(feedback);
                    })
                    .get();
        } catch (RejectedExecutionException e) {
            throw new StoreUnavailable("ledger: too much feedback at once (expected: fewer at a time)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while feedback was kept", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("feedback could not be kept", e);
        }
    }

    private static StoreUnavailable busy(String why) {
        return new StoreUnavailable("ledger: " + why + " (expected: in the store)", new IOException(why));
    }

    @Override
    public void close() {
        writer.close();
    }
}
