package dev.signalbox.server.boot;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes learned routes fast in the background when the gateway starts. Whoever sends requests to gateways that are ready is held
 * back for it, but not for long; a request that comes all the same is served.
 */
final class Warming implements AutoCloseable {
    /** A gateway that has not become fast by now is better than none. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Warming.class);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("signalbox-warming").factory());
    private volatile boolean underWay;
    private volatile long begun;

    /** @param nanoTime a monotonic clock in nanoseconds */
    Warming(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins this, which ends when its thread is interrupted. */
    void begin(Runnable work) {
        begun = nanoTime.getAsLong();
        underWay = true;
        thread.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.warn("learned routes could not be warmed up; their first requests take longer", e);
            } finally {
                underWay = false;
            }
        });
    }

    /** Whether requests should still go to others. */
    boolean holdsBack() {
        return underWay && nanoTime.getAsLong() - begun < LONGEST.toNanos();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("the warming of learned routes did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
