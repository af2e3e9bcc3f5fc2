package dev.signalbox.learn.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.learn.text.Excerpt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Vectors of excerpts within a time: remembered ones at once, others from a few threads that run the model. Nobody waits longer
 * than his time, however much there is to do, and nothing that is wrong with the model reaches a caller as an exception.
 *
 * <p>The model is opened by the first who asks, or by {@link #warm}. Who asks for what is being worked out already waits for the
 * same work. Work whose callers have gone on before it was begun is done only if it is short, so that the next who asks finds
 * it; else it would keep those waiting who still have time. Work that was begun is finished, and remembered. Whether a vector is remembered or new changes none
 * of its numbers.
 */
public final class Embeddings implements AutoCloseable {
    /** As many tokens as this are worked out also when nobody waits for them any more: a few milliseconds. */
    private static final int SHORT = 32;

    private static final long FOR_EVER = Duration.ofDays(1).toNanos();

    /**
     * An excerpt that is to be worked out.
     *
     * @param until when the last who waits for it goes on, by the clock
     */
    private record Job(
            ExcerptKey key,
            Excerpt excerpt,
            boolean isShort,
            AtomicLong until,
            CompletableFuture<Optional<HalfFloats>> vector) {}

    private final LazyEncoder encoder;
    private final LongSupplier nanoTime;
    private final Cache<ExcerptKey, HalfFloats> remembered;
    private final ConcurrentMap<ExcerptKey, Job> underWay = new ConcurrentHashMap<>();
    private final Workers<Job> workers;

    private final LongAdder cached = new LongAdder();
    private final LongAdder fresh = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder computed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /**
     * Starts the threads; opens nothing yet.
     *
     * @param opener opens the model, on one of the threads; may throw
     * @param told hears why the model cannot be opened or does not run, each reason once; must not block
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public Embeddings(
            EmbeddingOptions options,
            Supplier<? extends Encoder> opener,
            Consumer<String> told,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.encoder = new LazyEncoder(opener, told, nanoTime);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(options.remembered())
                .executor(Runnable::run) // upkeep is short, and needs no pool of its own
                .build();
        this.workers = new Workers<>(
                "signalbox-embed", options.threads(), options.waiting(), this::isWanted, this::work, this::drop);
    }

    /** The vector of an excerpt, if it is there within this time. */
    public Embedding within(Excerpt excerpt, Duration budget) {
        ExcerptKey key = ExcerptKey.of(excerpt);
        HalfFloats known = remembered.getIfPresent(key);
        if (known != null) {
            cached.increment();
            return new Embedding.Embedded(known.floats(), true);
        }
        Optional<String> reason = encoder.broken();
        if (reason.isPresent()) {
            broken.increment();
            return new Embedding.Broken(reason.get());
        }
        return await(job(key, excerpt, budget.toNanos()), budget);
    }

    /** Opens the model in the background, so that the first who asks need not wait for it. */
    public void warm(Excerpt any) {
        job(ExcerptKey.of(any), any, FOR_EVER);
    }

    /** What has been done so far. */
    public EmbeddingCounts counts() {
        return new EmbeddingCounts(
                cached.sum(),
                fresh.sum(),
                late.sum(),
                broken.sum(),
                computed.sum(),
                dropped.sum(),
                workers.waiting(),
                remembered.estimatedSize());
    }

    private Job job(ExcerptKey key, Excerpt excerpt, long nanos) {
        long until = nanoTime.getAsLong() + nanos;
        boolean isShort = excerpt.tokens().length <= SHORT;
        Job job = new Job(key, excerpt, isShort, new AtomicLong(until), new CompletableFuture<>());
        Job other = underWay.putIfAbsent(key, job);
        if (other != null) {
            other.until.accumulateAndGet(until, (one, two) -> one - two > 0 ? one : two);
            workers.hurry(other);
            return other;
        }
        workers.add(job);
        return job;
    }

    private Embedding await(Job job, Duration budget) {
        try {
            Optional<HalfFloats> vector = job.vector.get(budget.toNanos(), TimeUnit.NANOSECONDS);
            if (vector.isPresent()) {
                fresh.increment();
                return new Embedding.Embedded(vector.get().floats(), false);
            }
        } catch (TimeoutException e) {
            // below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            broken.increment();
            Throwable cause = e.getCause();
            return new Embedding.Broken(LazyEncoder.reason(cause == null ? e : cause));
        }
        late.increment();
        return new Embedding.Late();
    }

    private boolean isWanted(Job job) {
        return job.isShort || job.until.get() - nanoTime.getAsLong() > 0;
    }

    /** Whatever goes wrong goes to those who wait for it. */
    private void work(Job job) {
        try {
            HalfFloats vector = HalfFloats.of(encoder.embed(job.excerpt));
            computed.increment();
            remembered.put(job.key, vector);
            underWay.remove(job.key, job);
            job.vector.complete(Optional.of(vector));
        } catch (Throwable e) {
            underWay.remove(
                    job.key, job); // before those who wait go on, so that who asks again does not get this failure
            job.vector.completeExceptionally(e);
        }
    }

    private void drop(Job job) {
        underWay.remove(job.key, job);
        dropped.increment();
        job.vector.complete(Optional.empty());
    }

    /** Waits for the work that runs, drops the rest and closes the model. */
    @Override
    public void close() {
        workers.close();
        encoder.close();
    }
}
