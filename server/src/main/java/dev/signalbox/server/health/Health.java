package dev.signalbox.server.health;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How targets fared lately, seen only through the attempts that dispatch makes.
 *
 * <p>A target is unhealthy while at least {@value #FEWEST_FAILURES} attempts of the last two minutes failed and they are at
 * least a fifth of all its attempts. It recovers by itself as failures age out of the window.
 */
public final class Health {
    /** The window that is looked back on. */
    public static final Duration WINDOW = Duration.ofMinutes(2);

    static final int FEWEST_FAILURES = 2;
    static final int LEAST_PERCENT = 20;

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, AttemptWindow> targets = new ConcurrentHashMap<>();

    /** @param nanoTime a monotonic clock in nanoseconds */
    public Health(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An attempt at this target went well. */
    public void succeeded(String target) {
        window(target).count(nanoTime.getAsLong(), false);
    }

    /** An attempt at this target failed by the fault of the target. */
    public void failed(String target) {
        window(target).count(nanoTime.getAsLong(), true);
    }

    /** How the target stands now. */
    public State of(String target) {
        AttemptWindow window = targets.get(target);
        return window == null ? State.FRESH : window.state(nanoTime.getAsLong());
    }

    /** How many targets are unhealthy now. */
    public int unhealthy() {
        long now = nanoTime.getAsLong();
        return (int) targets.values().stream()
                .filter(window -> window.state(now).unhealthy())
                .count();
    }

    private AttemptWindow window(String target) {
        return targets.computeIfAbsent(target, _ -> new AttemptWindow(nanoTime.getAsLong()));
    }

    /** Attempts and failures of a target in the window. */
    public record State(long attempts, long failures) {
        static final State FRESH = new State(0, 0);

        /** Whether other targets should be tried first. */
        public boolean unhealthy() {
            return failures >= FEWEST_FAILURES && failures * 100 >= attempts * LEAST_PERCENT;
        }
    }
}
