package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.health.Speeds;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each caller keeps one target for an epoch of ten minutes; the share of callers that a target gets goes with its speed at the
 * beginning of the epoch. A caller whose target falls out goes to its own second choice, and nobody else moves: weighted
 * rendezvous hashing, where the target with the greatest {@code -weight / ln(hash)} is chosen (Schindelhauer and Schomaker,
 * Weighted Distributed Hash Tables, 2005).
 */
final class Epochs implements Order {
    static final Duration LENGTH = Duration.ofMinutes(10);
    private static final double USUAL = 1;

    private final Speeds speeds;
    private volatile Epoch latest = new Epoch(Long.MIN_VALUE, Map.of());

    /** Who weighs how much in one epoch. */
    private record Epoch(long number, Map<String, Double> weights) {}

    private record Scored(Lane lane, double score) {}

    Epochs(Speeds speeds) {
        this.speeds = speeds;
    }

    @Override
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        if (lanes.size() < 2) {
            return lanes;
        }
        Epoch epoch = epoch(demand.exchange().arrived().getEpochSecond() / LENGTH.toSeconds(), lanes);
        String caller = demand.caller().name();
        return lanes.stream()
                .map(lane -> new Scored(lane, score(lane, caller, epoch)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::lane)
                .toList();
    }

    private Epoch epoch(long number, List<Lane> lanes) {
        Epoch known = latest;
        boolean complete =
                known.number == number && lanes.stream().allMatch(lane -> known.weights.containsKey(name(lane)));
        if (complete) {
            return known;
        }
        Map<String, Double> weights = weights(lanes);
        if (known.number == number) {
            weights.putAll(known.weights); // what was decided in this epoch holds in it
        }
        Epoch fresh = new Epoch(number, weights);
        latest = fresh;
        return fresh;
    }

    /** One over the time of a token; who is not known yet weighs as much as the mean of the others, and so is tried. */
    private Map<String, Double> weights(List<Lane> lanes) {
        Map<String, Double> weights = new HashMap<>();
        double sum = 0;
        for (Lane lane : lanes) {
            long nanos = Fastest.perToken(lane, speeds);
            if (nanos != Fastest.UNKNOWN) {
                double weight = 1.0 / Math.max(1, nanos);
                weights.put(name(lane), weight);
                sum += weight;
            }
        }
        double mean = weights.isEmpty() ? USUAL : sum / weights.size();
        lanes.forEach(lane -> weights.putIfAbsent(name(lane), mean));
        return weights;
    }

    private static double score(Lane lane, String caller, Epoch epoch) {
        long mixed =
                mix(mix(caller.hashCode() ^ epoch.number << 32) ^ name(lane).hashCode());
        double uniform = ((mixed >>> 11) + 0.5) * 0x1.0p-53; // inside (0, 1), never at its ends
        return -epoch.weights.getOrDefault(name(lane), USUAL) / Math.log(uniform);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static String name(Lane lane) {
        return switch (lane) {
            case Lane.Single(Candidate candidate) -> candidate.target().name();
            case Lane.Pool pool -> pool.name();
        };
    }
}
