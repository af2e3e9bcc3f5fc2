package dev.signalbox.learn.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.learn.text.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration NONE = Duration.ZERO;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Integer> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore gate = new Semaphore(0);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final Encoder open = encoder(excerpt -> vector(excerpt.tokens()[1]));
    private final Encoder behindGate = encoder(excerpt -> {
        entered.countDown();
        gate.acquireUninterruptibly();
        return vector(excerpt.tokens()[1]);
    });
    private Embeddings embeddings = of(() -> open);

    @AfterEach
    void close() {
        gate.release(1_000);
        embeddings.close();
    }

    @Test
    void worksOutAVectorOnceAndRemembersIt() {
        assertThat(embeddings.within(excerpt(7), ENOUGH)).isInstanceOfSatisfying(Embedding.Embedded.class, first -> {
            assertThat(first.cached()).isFalse();
            assertThat(embeddings.within(excerpt(7), NONE)).isInstanceOfSatisfying(Embedding.Embedded.class, second -> {
                assertThat(second.cached()).isTrue();
                assertThat(second.vector()).isEqualTo(first.vector()).isNotSameAs(first.vector());
            });
        });
        assertThat(done).containsExactly(7);
        assertThat(embeddings.counts()).isEqualTo(new EmbeddingCounts(1, 1, 0, 0, 1, 0, 0, 1));
    }

    @Test
    void opensNothingBeforeItIsAsked() {
        assertThat(opened).hasValue(0);
        embeddings.warm(excerpt(1));
        until(() -> opened.get() == 1);
    }

    @Test
    void whoIsLateFindsTheVectorTheNextTime() {
        replace(() -> behindGate);
        assertThat(embeddings.within(excerpt(7), NONE)).isEqualTo(new Embedding.Late());
        gate.release();
        until(() -> embeddings.counts().remembered() == 1);
        assertThat(embeddings.within(excerpt(7), NONE)).isInstanceOf(Embedding.Embedded.class);
        assertThat(embeddings.counts().late()).isEqualTo(1);
    }

    @Test
    void theSameExcerptIsWorkedOutOnceForAllWhoWait() throws InterruptedException {
        replace(() -> behindGate);
        List<Embedding> answers = new CopyOnWriteArrayList<>();
        List<Thread> callers = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.startVirtualThread(() -> answers.add(embeddings.within(excerpt(7), ENOUGH))))
                .toList();
        entered.await();
        until(() -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.TIMED_WAITING));
        gate.release();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(answers).hasSize(20).allMatch(answer -> answer instanceof Embedding.Embedded);
        assertThat(done).containsExactly(7);
    }

    @Test
    void theNewestComesFirstAndTheOldestMakesRoom() throws InterruptedException {
        replace(() -> behindGate);
        embeddings.within(excerpt(1), NONE);
        entered.await(); // one runs, four can wait
        IntStream.rangeClosed(2, 6).forEach(i -> embeddings.within(excerpt(i), NONE));
        embeddings.within(excerpt(4), NONE); // asked again, so it is as new as any
        assertThat(embeddings.counts().waiting()).isEqualTo(4);
        assertThat(embeddings.counts().dropped()).isEqualTo(1);
        gate.release(10);
        until(() -> done.size() == 5);
        assertThat(done).containsExactly(1, 4, 6, 5, 3);
    }

    @Test
    void aSaturatedPoolDelaysNobodyBeyondHisTime() throws InterruptedException {
        replace(() -> behindGate);
        embeddings.warm(excerpt(0));
        entered.await();
        long start = System.nanoTime();
        for (int i = 1; i <= 100; i++) {
            assertThat(embeddings.within(excerpt(i), Duration.ofMillis(1))).isEqualTo(new Embedding.Late());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(embeddings.counts().waiting()).isEqualTo(4);
    }

    @Test
    void floodedByManyAtOnceItDelaysNobodyBeyondHisTime() throws InterruptedException {
        replace(() -> behindGate);
        embeddings.warm(excerpt(0));
        entered.await(); // and nothing is ever done
        List<Long> millis = new CopyOnWriteArrayList<>();
        List<Embedding> answers = new CopyOnWriteArrayList<>();
        List<Thread> callers = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    long start = System.nanoTime();
                    answers.add(embeddings.within(longOne(i), Duration.ofMillis(20)));
                    millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                }))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(answers).hasSize(500).containsOnly(new Embedding.Late());
        assertThat(millis).allMatch(each -> each < 2_000, "20 ms, and what a busy machine adds");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotBegun() throws InterruptedException {
        replace(() -> behindGate);
        embeddings.warm(excerpt(0));
        entered.await();
        embeddings.within(longOne(1), NONE);
        embeddings.within(excerpt(2), NONE); // short
        Thread patient = Thread.startVirtualThread(() -> embeddings.within(longOne(3), ENOUGH));
        until(() -> embeddings.counts().waiting() == 3);
        nanos.incrementAndGet();
        gate.release(10);
        patient.join();
        until(() -> embeddings.counts().waiting() == 0 && embeddings.counts().dropped() == 1);
        until(() -> done.size() == 3);
        assertThat(done).containsExactly(0, 3, 2);
        assertThat(embeddings.within(longOne(1), ENOUGH)).isInstanceOf(Embedding.Embedded.class);
    }

    @Test
    void whatOneGaveUpIsBegunForAnotherWhoStillWaits() throws InterruptedException {
        replace(() -> behindGate);
        embeddings.warm(excerpt(0));
        entered.await();
        embeddings.within(longOne(1), NONE);
        List<Embedding> answers = new CopyOnWriteArrayList<>();
        Thread patient = Thread.startVirtualThread(() -> answers.add(embeddings.within(longOne(1), ENOUGH)));
        until(() -> patient.getState() == Thread.State.TIMED_WAITING);
        nanos.incrementAndGet();
        gate.release(10);
        patient.join();
        assertThat(answers).hasOnlyElementsOfType(Embedding.Embedded.class);
    }

    @Test
    void itsThreadsGiveWayToOthers() {
        assumeTrue(Niceness.isOfThreads(), "niceness is not of threads here");
        AtomicInteger niceness = new AtomicInteger();
        replace(() -> encoder(_ -> {
            niceness.set(nicenessOfThisThread());
            return vector(1);
        }));
        embeddings.within(excerpt(1), ENOUGH);
        assertThat(niceness).hasValue(Math.min(19, nicenessOfThisThread() + Niceness.YIELDING));
    }

    private static int nicenessOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aModelThatCannotBeOpenedIsToldOnceAndTriedAgainSeldom() {
        AtomicInteger tries = new AtomicInteger();
        replace(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new UnsatisfiedLinkError("no such library");
            }
            return open;
        });
        for (int i = 0; i < 5; i++) {
            assertThat(embeddings.within(excerpt(i), ENOUGH)).isEqualTo(new Embedding.Broken("no such library"));
        }
        nanos.addAndGet(LazyEncoder.PATIENCE.toNanos());
        assertThat(embeddings.within(excerpt(5), ENOUGH)).isEqualTo(new Embedding.Broken("no such library"));
        assertThat(tries).hasValue(2);
        assertThat(told).containsExactly("no such library");
        assertThat(embeddings.counts().broken()).isEqualTo(6);
        nanos.addAndGet(LazyEncoder.PATIENCE.toNanos());
        assertThat(embeddings.within(excerpt(5), ENOUGH)).isInstanceOf(Embedding.Embedded.class);
    }

    @Test
    void aPromptThatBreaksTheModelBreaksNoOther() {
        replace(() -> encoder(excerpt -> {
            if (excerpt.tokens()[1] == 13) {
                throw new IllegalStateException("does not run");
            }
            return vector(1);
        }));
        assertThat(embeddings.within(excerpt(13), ENOUGH)).isEqualTo(new Embedding.Broken("does not run"));
        assertThat(embeddings.within(excerpt(13), ENOUGH)).isEqualTo(new Embedding.Broken("does not run"));
        assertThat(embeddings.within(excerpt(14), ENOUGH)).isInstanceOf(Embedding.Embedded.class);
        assertThat(told).containsExactly("does not run");
    }

    @Test
    void closingLetsNobodyWait() {
        replace(() -> behindGate);
        embeddings.within(excerpt(1), NONE);
        embeddings.within(excerpt(2), NONE);
        gate.release(1_000);
        embeddings.close();
        assertThat(embeddings.counts().waiting()).isZero();
        assertThat(embeddings.within(excerpt(3), Duration.ofMillis(1))).isEqualTo(new Embedding.Late());
    }

    @Test
    void halfTheBitsKeepTheDirection() {
        float[] vector = vector(5);
        float[] kept = HalfFloats.of(vector).floats();
        double dot = 0;
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            dot += vector[i] * kept[i];
            length += kept[i] * kept[i];
        }
        assertThat(dot / Math.sqrt(length)).isGreaterThan(0.999_999);
    }

    @Test
    void optionsRefuseWhatCannotWork() {
        assertThatThrownBy(() -> new EmbeddingOptions(0, 1, 1)).hasMessage("threads: 0 (expected: at least 1)");
        assertThat(EmbeddingOptions.DEFAULT.threads()).isPositive();
    }

    private void replace(Supplier<Encoder> opener) {
        embeddings.close();
        embeddings = of(opener);
    }

    private Embeddings of(Supplier<Encoder> opener) {
        return new Embeddings(
                new EmbeddingOptions(1, 4, 100),
                () -> {
                    opened.incrementAndGet();
                    return opener.get();
                },
                told::add,
                nanos::get);
    }

    private static Excerpt excerpt(int token) {
        return new Excerpt(new int[] {101, token, 102}, false);
    }

    /** One that takes more than a moment. */
    private static Excerpt longOne(int token) {
        int[] tokens = new int[100];
        tokens[1] = token;
        return new Excerpt(tokens, false);
    }

    private interface Embeds {
        float[] embed(Excerpt excerpt);
    }

    private Encoder encoder(Embeds embeds) {
        return new Encoder() {
            @Override
            public float[] embed(Excerpt excerpt) {
                float[] vector = embeds.embed(excerpt);
                done.add(excerpt.tokens()[1]);
                return vector;
            }

            @Override
            public void close() {}
        };
    }

    /** Any vector of length 1. */
    private static float[] vector(int seed) {
        float[] vector = new float[Embedder.SIZE];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(seed + 31.0 * i);
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.yield();
        }
    }
}
