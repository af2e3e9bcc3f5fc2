package dev.signalbox.server.boot;

import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.Reading;
import dev.signalbox.server.store.sqlite.SqliteReadings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what calibration reads from the prompts of learned routes: numbers, none of their words, and only while the ledger's
 * settings say for how long. On a thread of its own; what comes too fast is left out, for a sample will do.
 */
final class PromptReadings implements AutoCloseable {
    private static final int MOST_WAITING = 128;
    private static final int LONGEST_TEXT = 200_000;
    private static final long MOST = 100_000;
    private static final int UPKEEP = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_ONES = Duration.ofSeconds(5);

    private final Path directory;
    private final SettingsHolder settings;
    private final TextEmbedding embedding;
    private final Consumer<String> outcomes;
    private final Clock clock;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("signalbox-readings").factory());

    // of the writer's thread
    private @Nullable SqliteReadings store;
    private int kept;

    /** @param outcomes is told {@code kept}, {@code dropped} or {@code failed} of each prompt */
    PromptReadings(
            LedgerSettings ledger,
            SettingsHolder settings,
            TextEmbedding embedding,
            Consumer<String> outcomes,
            Clock clock) {
        this.directory = ledger.directory();
        this.settings = settings;
        this.embedding = embedding;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Forgets what need not be kept by the settings of this moment. */
    void tidy() {
        try {
            writer.execute(this::forgetOld);
        } catch (RejectedExecutionException _) {
            // there is work, after which the same is done
        }
    }

    /** Keeps this prompt, sometime soon. Never blocks and never throws: the request has nothing to do with it. */
    void judged(String requestId, String system, String user, int tokens) {
        try {
            offer(requestId, system, user, tokens);
        } catch (RuntimeException bug) {
            outcomes.accept("failed");
        }
    }

    private void offer(String requestId, String system, String user, int tokens) {
        if (settings.now().ledger().readings().isEmpty()) {
            return;
        }
        if (user.length() > LONGEST_TEXT) {
            outcomes.accept("dropped");
            return;
        }
        try {
            Instant now = clock.instant();
            writer.execute(() -> keep(requestId, now, system, user, tokens));
        } catch (RejectedExecutionException _) {
            outcomes.accept("dropped");
        }
    }

    private void keep(String requestId, Instant now, String system, String user, int tokens) {
        try {
            if (embedding.of(system, user, PATIENCE) instanceof TextEmbedding.Made.Vector(float[] vector)) {
                store().keep(new Reading(
                        requestId, now, SurfaceFeatures.VERSION, tokens, SurfaceFeatures.of(user), vector));
                outcomes.accept("kept");
                if (++kept % UPKEEP == 0) {
                    forgetOld();
                }
                return;
            }
        } catch (RuntimeException e) {
            // as the metric tells: without a store, or for whatever reason, this prompt is not kept, and the next one
            // may be
        }
        outcomes.accept("failed");
    }

    private void forgetOld() {
        Optional<Duration> time = settings.now().ledger().readings();
        try {
            if (store != null || time.isPresent()) {
                forget(store(), time);
            } else {
                try (SqliteReadings left = SqliteReadings.beside(directory).orElse(null)) {
                    if (left != null) {
                        forget(left, time);
                    }
                }
            }
        } catch (RuntimeException e) {
            outcomes.accept("failed");
        }
    }

    private void forget(SqliteReadings readings, Optional<Duration> time) {
        Instant now = clock.instant();
        readings.purge(time.map(now::minus).orElse(now.plus(Duration.ofDays(1))), MOST);
    }

    private SqliteReadings store() {
        SqliteReadings open = store;
        if (open == null) {
            open = SqliteReadings.open(directory);
            store = open;
        }
        return open;
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_ONES.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.shutdownNow();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SqliteReadings open = store;
        if (open != null) {
            open.close();
        }
    }
}
