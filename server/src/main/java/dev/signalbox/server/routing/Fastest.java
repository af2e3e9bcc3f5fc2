package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Score;
import dev.signalbox.server.health.Speeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The lowest recent time per output token first. Whoever is within a fifth of the best is as good as it, so that small
 * differences do not move all traffic at once; so is whoever answered too seldom to tell, so that it is tried. Those share
 * evenly, the slower ones follow by their time.
 */
record Fastest(Speeds speeds, RandomGenerator random) implements Order {
    private static final double EQUAL = 1.2;

    /** How many places are drawn among equals: nobody's deadline lets it come to more. */
    private static final int DRAWN = 32;

    static final long UNKNOWN = -1;
    private static final double NANOS_PER_MILLI = 1e6;

    private record Paced(Lane lane, long nanos) {
        Lane shown() {
            return switch (lane) {
                case Lane.Single(Candidate candidate)
                when nanos != UNKNOWN ->
                    new Lane.Single(candidate.scored(new Score(nanos / NANOS_PER_MILLI, "ms_per_output_token")));
                case Lane.Single single -> single;
                case Lane.Pool pool -> pool;
            };
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
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        if (lanes.size() < 2) {
            return lanes;
        }
        Paced[] paced = new Paced[lanes.size()];
        long best = Long.MAX_VALUE;
        for (int i = 0; i < paced.length; i++) {
            Lane lane = lanes.get(i);
            long nanos = perToken(lane, speeds);
            paced[i] = new Paced(lane, nanos);
            best = nanos == UNKNOWN ? best : Math.min(best, nanos);
        }
        double bound = best * EQUAL;
        int equals = 0;
        for (int i = 0; i < paced.length; i++) {
            if (paced[i].nanos <= bound) { // the unknown too
                swap(paced, equals++, i);
            }
        }
        for (int i = 0; i < Math.min(equals - 1, DRAWN); i++) {
            swap(paced, i, i + random.nextInt(equals - i));
        }
        Arrays.sort(paced, equals, paced.length, (a, b) -> Long.compare(a.nanos, b.nanos));
        return Arrays.stream(paced).map(Paced::shown).toList();
    }

    private static void swap(Paced[] paced, int one, int other) {
        Paced kept = paced[one];
        paced[one] = paced[other];
        paced[other] = kept;
    }
}
