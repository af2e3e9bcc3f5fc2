package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Score;
import dev.signalbox.server.health.Speeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The lowest recent time per output token first. Whoever is within a fifth of the best is as good as it, so that small
 * differences do not move all traffic at once; so is whoever answered too seldom to tell, so that it is tried. Those share
 * evenly, the slower ones follow by their time.
 */
final class Fastest implements Order {
    private static final double EQUAL = 1.2;

    /** How many places are drawn among equals: nobody's deadline lets it come to more. */
    private static final int DRAWN = 32;

    static final long UNKNOWN = -1;
    private static final double NANOS_PER_MILLI = 1e6;

    /** A time and a place go into one number to be sorted: nobody takes two hours for a token, or has a million targets. */
    private static final int PLACE_BITS = 20;

    private static final long SLOWEST = Long.MAX_VALUE >>> PLACE_BITS;

    private final Speeds speeds;
    private final RandomGenerator random;
    private final List<Lane> usual;
    private final Speeds.@Nullable Watched[] watched;
    private final @Nullable Shown[] shown;

    /** A lane with the time that it shows. */
    private record Shown(long nanos, Lane lane) {}

    /** @param usual all lanes, which most requests have before them: how to measure and to show them is kept */
    Fastest(Speeds speeds, RandomGenerator random, List<Lane> usual) {
        this.speeds = speeds;
        this.random = random;
        this.usual = usual;
        this.watched = new Speeds.@Nullable Watched[usual.size()];
        this.shown = new @Nullable Shown[usual.size()];
        for (int i = 0; i < watched.length; i++) {
            if (usual.get(i) instanceof Lane.Single(Candidate candidate)) {
                watched[i] = speeds.watch(candidate.target().name());
            }
        }
    }

    /** In nanoseconds, {@link #UNKNOWN} if too few answers tell. A pool is as fast as its fastest member. */
    static long perToken(Lane lane, Speeds speeds) {
        return switch (lane) {
            case Lane.Single(Candidate candidate) ->
                speeds.perToken(candidate.target().name()).orElse(UNKNOWN);
            case Lane.Pool pool ->
                pool.members().stream()
                        .mapToLong(member -> perToken(member, speeds))
                        .filter(nanos -> nanos != UNKNOWN)
                        .min()
                        .orElse(UNKNOWN);
        };
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very list, or another one; comparing contents would cost what it saves
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        if (lanes.size() < 2) {
            return lanes;
        }
        boolean all = lanes == usual;
        long[] nanos = all ? usualTimes() : times(lanes);
        int[] places = ordered(nanos);
        Lane[] order = new Lane[places.length];
        for (int i = 0; i < order.length; i++) {
            int place = places[i];
            order[i] = all ? kept(place, nanos[place]) : shown(lanes.get(place), nanos[place]);
        }
        return Arrays.asList(order);
    }

    private long[] usualTimes() {
        long[] nanos = new long[watched.length];
        long now = speeds.now();
        for (int i = 0; i < nanos.length; i++) {
            Speeds.Watched one = watched[i];
            nanos[i] = one == null ? perToken(usual.get(i), speeds) : one.perToken(now, UNKNOWN);
        }
        return nanos;
    }

    private long[] times(List<Lane> lanes) {
        long[] nanos = new long[lanes.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = perToken(lanes.get(i), speeds);
        }
        return nanos;
    }

    /** The places of these times in the order in which they are tried. */
    private int[] ordered(long[] nanos) {
        long best = Long.MAX_VALUE;
        for (long one : nanos) {
            best = one == UNKNOWN ? best : Math.min(best, one);
        }
        double bound = best * EQUAL;
        int[] places = new int[nanos.length];
        long[] slower = new long[nanos.length];
        int equals = 0;
        int behind = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (nanos[i] <= bound) { // the unknown too
                places[equals++] = i;
            } else {
                slower[behind++] = Math.min(nanos[i], SLOWEST) << PLACE_BITS | i;
            }
        }
        for (int i = 0; i < Math.min(equals - 1, DRAWN); i++) {
            int drawn = i + random.nextInt(equals - i);
            int kept = places[i];
            places[i] = places[drawn];
            places[drawn] = kept;
        }
        Arrays.sort(slower, 0, behind);
        for (int i = 0; i < behind; i++) {
            places[equals + i] = (int) (slower[i] & ((1L << PLACE_BITS) - 1));
        }
        return places;
    }

    /** What it showed last, while its time is the same: plans are made far more often than targets answer. */
    private Lane kept(int place, long nanos) {
        Shown last = shown[place];
        if (last == null || last.nanos != nanos) {
            last = new Shown(nanos, shown(usual.get(place), nanos));
            shown[place] = last;
        }
        return last.lane;
    }

    private static Lane shown(Lane lane, long nanos) {
        return lane instanceof Lane.Single(Candidate candidate) && nanos != UNKNOWN
                ? new Lane.Single(candidate.scored(new Score(nanos / NANOS_PER_MILLI, "ms_per_output_token")))
                : lane;
    }
}
