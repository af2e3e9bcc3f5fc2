package dev.signalbox.learn.embed;

/**
 * How much of the machine embeddings may take.
 *
 * @param threads that run the model; each keeps one core busy while it has work
 * @param waiting the most excerpts that wait for a thread
 * @param remembered the most vectors that are kept, of about 2.3 KiB each
 */
public record EmbeddingOptions(int threads, int waiting, int remembered) {
    private static final int MOST_THREADS = 16;

    /**
     * All cores where the threads give way to what relays, half of them elsewhere; more work waiting than is done while
     * anybody waits for it, for the memory's sake; and 23 MiB of vectors.
     */
    public static final EmbeddingOptions DEFAULT =
            new EmbeddingOptions(threads(Runtime.getRuntime().availableProcessors()), 64, 10_000);

    public EmbeddingOptions {
        positive("threads", threads);
        positive("waiting", waiting);
        positive("remembered", remembered);
    }

    private static int threads(int processors) {
        return Math.clamp(Niceness.isOfThreads() ? processors : processors / 2, 1, MOST_THREADS);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
        }
    }
}
