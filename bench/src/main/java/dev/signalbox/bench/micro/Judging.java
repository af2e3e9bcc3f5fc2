package dev.signalbox.bench.micro;

import dev.signalbox.bench.LearnedRoad;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Plan;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a request of a learned route whose caller is known to its plan: prompts that were judged before, and new ones. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class Judging {

    /** A prompt of so many tokens, 200,000 of them about a megabyte. */
    @State(Scope.Benchmark)
    public static class Prompts {
        /** With the two marks that stand around what is embedded. */
        @Param({"8", "29", "64", "128", "200000"})
        private int tokens = 8;

        private final LearnedRoad road = LearnedRoad.patient(); // its threads end with the process
        private final SplittableRandom random = new SplittableRandom(System.nanoTime());
        private @Nullable Exchange known;

        private Exchange next() {
            return road.exchange(LearnedRoad.words(tokens - 2, random));
        }

        /** Judges it once. */
        @Setup(Level.Iteration)
        public void prepare() {
            Exchange one = next();
            road.plan(one);
            known = one;
        }
    }

    /** A prompt that nobody has asked yet. */
    @State(Scope.Benchmark)
    public static class Unseen {
        private @Nullable Exchange exchange;

        /** Another one. */
        @Setup(Level.Invocation)
        public void next(Prompts prompts) {
            exchange = prompts.next();
        }
    }

    /** The judgement is remembered. */
    @Benchmark
    public Plan known(Prompts prompts) {
        return prompts.road.plan(Objects.requireNonNull(prompts.known));
    }

    /** All of it is made. */
    @Benchmark
    public Plan fresh(Prompts prompts, Unseen unseen) {
        return prompts.road.plan(Objects.requireNonNull(unseen.exchange));
    }
}
