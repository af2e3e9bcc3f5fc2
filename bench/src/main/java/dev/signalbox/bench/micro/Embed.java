package dev.signalbox.bench.micro;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Embedding;
import dev.signalbox.learn.embed.EmbeddingOptions;
import dev.signalbox.learn.embed.Embeddings;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.learn.text.WordPiece;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a prompt to its vector, step by step, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class Embed {
    private static final String WORDS = "The signal box stands beside the line and a train of 14 wagons waits. ";
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    /** How many tokens the excerpt has, with the marks around it. */
    @Param({"16", "64", "128", "256"})
    private int tokens = 16;

    private final WordPiece pieces = WordPiece.miniLm();
    private final Embedder embedder = Embedder.open();
    private final Embeddings embeddings =
            new Embeddings(EmbeddingOptions.DEFAULT, Embedder::open, System.err::println, System::nanoTime);
    private Excerpt excerpt = Excerpt.of(pieces, "");
    private String prompt = "";

    /** Writes a prompt of so many tokens. */
    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder();
        while (pieces.head(text.toString(), tokens).length < tokens - 2) {
            text.append(WORDS.charAt(text.length() % WORDS.length()));
        }
        prompt = text.toString();
        excerpt = Excerpt.of(pieces, prompt);
        embeddings.within(excerpt, ENOUGH);
    }

    /** Gives the threads and the model back. */
    @TearDown
    public void close() {
        embeddings.close();
        embedder.close();
    }

    /** The tokeniser. */
    @Benchmark
    public Excerpt excerpt() {
        return Excerpt.of(pieces, prompt);
    }

    /** What is counted without a model. */
    @Benchmark
    public float[] surface() {
        return SurfaceFeatures.of(prompt);
    }

    /** The model. */
    @Benchmark
    public float[] vector() {
        return embedder.embed(excerpt);
    }

    /** All of it where the vector is known. */
    @Benchmark
    public Embedding remembered() {
        return embeddings.within(Excerpt.of(pieces, prompt), ENOUGH);
    }
}
