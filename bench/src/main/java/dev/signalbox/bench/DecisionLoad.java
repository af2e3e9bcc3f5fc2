package dev.signalbox.bench;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Embedding;
import dev.signalbox.learn.embed.EmbeddingOptions;
import dev.signalbox.learn.embed.Embeddings;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.WordPiece;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.routing.TextEmbedding;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/** Asks a learned route for plans at a constant rate, whatever becomes of them, each on a virtual thread as the gateway does. */
final class DecisionLoad {
    private static final int POPULAR = 500;
    private static final int MARKS = 2;

    private final Map<String, Integer> options;
    private final Embeddings embeddings;
    private final LearnedRoad road;
    private final String[] popular = new String[POPULAR];
    private final ConcurrentHistogram known = new ConcurrentHistogram(3);
    private final ConcurrentHistogram fresh = new ConcurrentHistogram(3);
    private final LongAdder late = new LongAdder();

    private DecisionLoad(Map<String, Integer> options) {
        this.options = options;
        this.embeddings = new Embeddings(
                new EmbeddingOptions(option("threads"), 64, 20_000),
                Embedder::open,
                System.err::println,
                System::nanoTime);
        this.road = new LearnedRoad(embedding(), Duration.ofMillis(option("budget")));
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Integer> options = new LinkedHashMap<>(Map.of(
                "rate", 1_000,
                "least", 8,
                "most", 16,
                "cached", 50,
                "seconds", 20,
                "budget", 50,
                "threads", EmbeddingOptions.DEFAULT.threads()));
        Arrays.stream(arguments).forEach(argument -> {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !options.containsKey(parts[0])) {
                throw new IllegalArgumentException(
                        argument + " (expected: one of " + options.keySet() + " with =number)");
            }
            options.put(parts[0], Integer.parseInt(parts[1]));
        });
        new DecisionLoad(options).run();
    }

    private TextEmbedding embedding() {
        WordPiece pieces = WordPiece.miniLm();
        return (system, user, budget) -> switch (embeddings.within(Excerpt.of(pieces, system, user), budget)) {
            case Embedding.Embedded(float[] vector, boolean _) -> new TextEmbedding.Made.Vector(vector);
            case Embedding.Late _ -> new TextEmbedding.Made.Late();
            case Embedding.Broken(String reason) -> new TextEmbedding.Made.Broken(reason);
        };
    }

    private void run() throws InterruptedException {
        embeddings.within(new Excerpt(new int[] {101, 102}, false), Duration.ofMinutes(1));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < POPULAR; i++) {
            popular[i] = said(random);
            road.plan(road.exchange(popular[i]));
        }
        load(option("seconds") / 2, 1); // not counted
        known.reset();
        fresh.reset();
        late.reset();
        var before = embeddings.counts();
        double processor = processorSeconds();
        load(option("seconds"), 2);
        processor = processorSeconds() - processor;
        var after = embeddings.counts();
        double asked = known.getTotalCount() + fresh.getTotalCount();
        System.out.printf(Locale.ROOT, "asked %.0f, %s%n", asked, options);
        System.out.printf(
                Locale.ROOT,
                "late %.2f %% of all, %.2f %% of the new; %d vectors worked out, %d dropped; %.2f processors busy%n",
                100 * late.sum() / asked,
                100.0 * late.sum() / Math.max(1, fresh.getTotalCount()),
                after.computed() - before.computed(),
                after.dropped() - before.dropped(),
                processor / option("seconds"));
        print("known", known);
        print("new", fresh);
        embeddings.close();
    }

    private static void print(String what, ConcurrentHistogram micros) {
        System.out.printf(
                Locale.ROOT,
                "%-5s plan after ms: p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f%n",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private void load(int seconds, int seed) throws InterruptedException {
        int count = seconds * option("rate");
        SplittableRandom random = new SplittableRandom(seed);
        CountDownLatch open = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            boolean again = random.nextInt(100) < option("cached");
            String said = again ? popular[random.nextInt(POPULAR)] : said(random);
            long due = start + i * 1_000_000_000L / option("rate");
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long asked = System.nanoTime();
            Thread.startVirtualThread(() -> {
                Plan plan = road.plan(road.exchange(said));
                (again ? known : fresh).recordValue((System.nanoTime() - asked) / 1_000);
                if (!plan.learned().orElseThrow().selection().embedding().equals("embedded")) {
                    late.increment();
                }
                open.countDown();
            });
        }
        open.await();
    }

    private String said(SplittableRandom random) {
        return LearnedRoad.words(random.nextInt(option("least"), option("most") + 1) - MARKS, random);
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private int option(String name) {
        return Objects.requireNonNull(options.get(name));
    }
}
