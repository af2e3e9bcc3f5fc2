package dev.signalbox.server.health;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How fast targets answered lately: the mean time per output token of their last hundred answers, as long as these are not
 * too old. Only targets that somebody watches are kept, so that callers cannot invent more.
 */
public final class Speeds {
    /** The oldest answers by which targets are compared. */
    public static final Duration WINDOW = Duration.ofMinutes(20);

    /** The fewest answers that tell anything. */
    public static final int FEWEST = 3;

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, SpeedWindow> targets = new ConcurrentHashMap<>();

    /** @param nanoTime a monotonic clock in nanoseconds */
    public Speeds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on the answers of this target are measured. */
    public void watch(String target) {
        targets.putIfAbsent(target, new SpeedWindow());
    }

    /** The target gave a whole answer, each of its output tokens taking this long. */
    public void answered(String target, Duration perToken) {
        SpeedWindow window = targets.get(target);
        if (window != null) {
            window.add(nanoTime.getAsLong(), perToken.toNanos());
        }
    }

    /** The mean time per output token in nanoseconds; nothing while fewer than {@value #FEWEST} answers tell of it. */
    public OptionalLong perToken(String target) {
        return perToken(target, WINDOW);
    }

    /** The same over a shorter time. */
    public OptionalLong perToken(String target, Duration window) {
        SpeedWindow speeds = targets.get(target);
        return speeds == null ? OptionalLong.empty() : speeds.mean(nanoTime.getAsLong(), window.toNanos(), FEWEST);
    }
}
