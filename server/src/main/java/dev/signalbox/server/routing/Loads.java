package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How the requests of one route were shared of late. Bounds what may be drawn to one target, so that a beginning which all
 * requests have in common does not empty the others (bounded loads, after Mirrokni, Thorup and Zadimoghaddam, Consistent
 * Hashing with Bounded Loads, 2018).
 */
final class Loads {
    private static final double MOST = 1.5;
    private static final double FEW = 8;
    private static final double HALF_LIFE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Double> counts = new HashMap<>();
    private double sum;
    private long last;

    Loads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** Whether one more request leaves this target below its bound: half as much again as its share by weight. */
    synchronized boolean hasRoom(Candidate candidate, List<Candidate> all) {
        fade();
        long weights = all.stream().mapToLong(each -> each.target().weight()).sum();
        double share =
                weights == 0 ? 1.0 / all.size() : (double) candidate.target().weight() / weights;
        double own = counts.getOrDefault(candidate.target().name(), 0.0);
        return own + 1 <= Math.max(FEW, MOST * share * (sum + 1));
    }

    /** A request goes to this target. */
    synchronized void count(String target) {
        fade();
        counts.merge(target, 1.0, Double::sum);
        sum++;
    }

    private void fade() {
        long now = nanoTime.getAsLong();
        double left = Math.pow(0.5, (now - last) / HALF_LIFE);
        last = now;
        counts.replaceAll((_, count) -> count * left);
        sum *= left;
    }
}
