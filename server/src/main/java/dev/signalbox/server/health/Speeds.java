package dev.signalbox.server.health;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast targets answered lately: the mean time per output token of their last hundred answers, and the mean time to the
 * first content of their last hundred streams, as long as these are not too old. Only targets that somebody watches are kept,
 * so that callers cannot invent more.
 */
public final class Speeds {
    /** The oldest answers by which targets are compared. */
    public static final Duration WINDOW = Duration.ofMinutes(20);

    /** The fewest answers that tell anything. */
    public static final int FEWEST = 3;

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Measured> targets = new ConcurrentHashMap<>();

    /** The times of one target: of its output tokens, and to its first content. */
    private record Measured(SpeedWindow perToken, SpeedWindow firstToken) {}

    /** @param nanoTime a monotonic clock in nanoseconds */
    public Speeds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on the answers of this target are measured. */
    public Watched watch(String target) {
        return new Watched(targets.computeIfAbsent(target, _ -> new Measured(new SpeedWindow(), new SpeedWindow())));
    }

    /** The clock by which all is measured. */
    public long now() {
        return nanoTime.getAsLong();
    }

    /** A target that is asked about so often that nobody should have to look it up. */
    public static final class Watched {
        private final Measured measured;

        private Watched(Measured measured) {
            this.measured = measured;
        }

        /** As {@link Speeds#perToken(String)} has it at this moment, in nanoseconds; this if nothing is known. */
        public long perToken(long now, long unknown) {
            return measured.perToken.mean(now, WINDOW.toNanos(), FEWEST).orElse(unknown);
        }
    }

    /** The target gave a whole answer, each of its output tokens taking this long. */
    public void answered(String target, Duration perToken) {
        Measured measured = targets.get(target);
        if (measured != null) {
            measured.perToken.add(nanoTime.getAsLong(), perToken.toNanos());
        }
    }

    /** The target began to answer, the first content of its stream taking this long. */
    public void began(String target, Duration firstToken) {
        Measured measured = targets.get(target);
        if (measured != null) {
            measured.firstToken.add(nanoTime.getAsLong(), firstToken.toNanos());
        }
    }

    /** The mean time per output token in nanoseconds; nothing while fewer than {@value #FEWEST} answers tell of it. */
    public OptionalLong perToken(String target) {
        return perToken(target, WINDOW);
    }

    /** The same over a shorter time. */
    public OptionalLong perToken(String target, Duration window) {
        return mean(targets.get(target), Measured::perToken, window);
    }

    /** The mean time to the first content of streams in nanoseconds, over this time; nothing while too few tell of it. */
    public OptionalLong firstToken(String target, Duration window) {
        return mean(targets.get(target), Measured::firstToken, window);
    }

    private OptionalLong mean(@Nullable Measured measured, Function<Measured, SpeedWindow> which, Duration window) {
        return measured == null
                ? OptionalLong.empty()
                : which.apply(measured).mean(nanoTime.getAsLong(), window.toNanos(), FEWEST);
    }
}
