package dev.signalbox.server.boot;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Embedding;
import dev.signalbox.learn.embed.EmbeddingOptions;
import dev.signalbox.learn.embed.Embeddings;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.WordPiece;
import dev.signalbox.server.routing.TextEmbedding;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The embedding of this process: made when a learned route first wants one, for a gateway without such routes needs none. */
public final class PromptEmbedding implements TextEmbedding, AutoCloseable {
    private final Consumer<String> told;
    private final LongSupplier nanoTime;
    private final Duration least;
    private final Supplier<? extends Encoder> opener;
    private volatile @Nullable Running running;
    private boolean closed;

    private record Running(WordPiece pieces, Embeddings embeddings) {}

    /**
     * Nothing runs yet.
     *
     * @param told hears why there are no embeddings, each reason once
     * @param nanoTime a monotonic clock in nanoseconds
     * @param opener opens the model; may throw
     */
    PromptEmbedding(Consumer<String> told, LongSupplier nanoTime, Supplier<? extends Encoder> opener) {
        this(told, nanoTime, Duration.ZERO, opener);
    }

    private PromptEmbedding(
            Consumer<String> told, LongSupplier nanoTime, Duration least, Supplier<? extends Encoder> opener) {
        this.told = told;
        this.opener = opener;
        this.nanoTime = nanoTime;
        this.least = least;
    }

    /** One for somebody who has time: it waits for the model to be opened, whatever the budget says. */
    public static PromptEmbedding patient() {
        return new PromptEmbedding(_ -> {}, System::nanoTime, Duration.ofSeconds(30), Embedder::open);
    }

    /** Opens the model in the background, so that the first request need not be judged without it. */
    void warm() {
        try {
            Running now = running();
            now.embeddings.warm(Excerpt.of(now.pieces, "", "Hello"));
        } catch (RuntimeException e) {
            told.accept(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Made of(String system, String user, Duration budget) {
        try {
            Running now = running();
            Duration patience = budget.compareTo(least) < 0 ? least : budget;
            return switch (now.embeddings.within(Excerpt.of(now.pieces, system, user), patience)) {
                case Embedding.Embedded(float[] vector, boolean _) -> new Made.Vector(vector);
                case Embedding.Late _ -> new Made.Late();
                case Embedding.Broken(String reason) -> new Made.Broken(reason);
            };
        } catch (RuntimeException e) {
            return new Made.Broken(String.valueOf(e.getMessage()));
        }
    }

    private Running running() {
        Running now = running;
        return now != null ? now : start();
    }

    private synchronized Running start() {
        Running now = running;
        if (now == null) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            now = new Running(WordPiece.miniLm(), new Embeddings(EmbeddingOptions.DEFAULT, opener, told, nanoTime));
            running = now;
        }
        return now;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Running now = running;
        if (now != null) {
            now.embeddings.close();
        }
    }
}
