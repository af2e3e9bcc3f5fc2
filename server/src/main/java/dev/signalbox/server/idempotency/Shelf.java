package dev.signalbox.server.idempotency;

import dev.signalbox.server.store.Replays;
import dev.signalbox.server.store.StoreUnavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of answers, worked on by one platform thread of its own: it is native code and a disk. */
final class Shelf implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Shelf.class);
    private static final int CLOSING_SECONDS = 5;

    private final Replays replays;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("signalbox-replays").factory());

    Shelf(Replays replays) {
        this.replays = replays;
    }

    /** Does something now and then. */
    void every(long seconds, Consumer<Replays> work) {
        thread.scheduleWithFixedDelay(() -> write(work), 0, seconds, TimeUnit.SECONDS);
    }

    /** Asks and waits: on a virtual thread. */
    <T> T ask(Function<Replays, T> question) {
        try {
            return thread.submit((Callable<T>) () -> question.apply(replays)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("kept answers: interrupted", e);
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new StoreUnavailable("kept answers: " + e.getMessage(), e);
        }
    }

    /** Writes soon. What comes back is over when it was written or could not be; what could not be is told to operators. */
    CompletableFuture<Void> later(Consumer<Replays> work) {
        try {
            return CompletableFuture.runAsync(() -> write(work), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Waits for what was to be written later. */
    static void await(CompletableFuture<Void> written) {
        try {
            written.join();
        } catch (CompletionException e) {
            log.warn("an answer could not be kept", e);
        }
    }

    private void write(Consumer<Replays> work) {
        try {
            work.accept(replays);
        } catch (RuntimeException e) {
            log.warn("an answer could not be kept, its repetition will be refused: {}", e.getMessage());
        }
    }

    long bytes() {
        return replays.bytes();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        replays.close();
    }
}
