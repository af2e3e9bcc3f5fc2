package dev.signalbox.bench;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Embedding;
import dev.signalbox.learn.embed.EmbeddingOptions;
import dev.signalbox.learn.embed.Embeddings;
import dev.signalbox.learn.text.Excerpt;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/** Asks for embeddings at a constant rate, whatever the answers do, each on a virtual thread as routing would. */
final class EmbeddingLoad {
    private static final int POPULAR = 500;
    private static final int FIRST_WORD = 1_996;
    private static final int WORDS = 20_000;

    private final Map<String, Integer> options;
    private final Embeddings embeddings;
    private final ConcurrentHistogram micros = new ConcurrentHistogram(3);

    private EmbeddingLoad(Map<String, Integer> options) {
        this.options = options;
        this.embeddings = new Embeddings(
                new EmbeddingOptions(options.getOrDefault("threads", 1), 64, 20_000),
                Embedder::open,
                System.err::println,
                System::nanoTime);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Integer> options = new HashMap<>(Map.of(
                "rate",
                1_000,
                "tokens",
                32,
                "cached",
                50,
                "seconds",
                20,
                "budget",
                25,
                "threads",
                EmbeddingOptions.DEFAULT.threads()));
        Arrays.stream(arguments).forEach(argument -> {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !options.containsKey(parts[0])) {
                throw new IllegalArgumentException(
                        argument + " (expected: one of " + options.keySet() + " with =number)");
            }
            options.put(parts[0], Integer.parseInt(parts[1]));
        });
        new EmbeddingLoad(options).run();
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < POPULAR; i++) {
            embeddings.within(excerpt(i), Duration.ofMinutes(1));
        }
        load(option("seconds") / 4, 1L << 40); // not counted
        var before = embeddings.counts();
        micros.reset();
        load(option("seconds"), 1L << 41);
        var after = embeddings.counts();
        double asked = micros.getTotalCount();
        System.out.printf(Locale.ROOT, "asked %.0f, %s%n", asked, options);
        System.out.printf(
                Locale.ROOT,
                "remembered %.1f %%, fresh %.1f %%, late %.1f %%, broken %d, worked out %d, dropped %d%n",
                100 * (after.cached() - before.cached()) / asked,
                100 * (after.fresh() - before.fresh()) / asked,
                100 * (after.late() - before.late()) / asked,
                after.broken() - before.broken(),
                after.computed() - before.computed(),
                after.dropped() - before.dropped());
        System.out.printf(
                Locale.ROOT,
                "answer after ms: p50 %.2f  p90 %.2f  p99 %.2f  max %.2f%n",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
        embeddings.close();
    }

    private void load(int seconds, long unseen) throws InterruptedException {
        int count = seconds * option("rate");
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(count);
        CountDownLatch open = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / option("rate");
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            boolean popular = random.nextInt(100) < option("cached");
            Excerpt excerpt = excerpt(popular ? random.nextInt(POPULAR) : unseen + i);
            Thread.startVirtualThread(() -> {
                long asked = System.nanoTime();
                Embedding answer = embeddings.within(excerpt, Duration.ofMillis(option("budget")));
                if (answer instanceof Embedding.Broken(String reason)) {
                    System.err.println(reason);
                }
                micros.recordValue((System.nanoTime() - asked) / 1_000);
                open.countDown();
            });
        }
        open.await();
    }

    private int option(String name) {
        return Objects.requireNonNull(options.get(name));
    }

    /** Other tokens for each number. */
    private Excerpt excerpt(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int[] tokens =
                random.ints(option("tokens"), FIRST_WORD, FIRST_WORD + WORDS).toArray();
        return new Excerpt(tokens, false);
    }
}
