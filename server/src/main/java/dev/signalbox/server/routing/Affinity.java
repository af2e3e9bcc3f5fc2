package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Beginnings;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.PrefixAffinitySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Sends requests where their beginning is in the provider's cache. A switch to the target that the strategy would take first
 * loses that cache, so it is made only if the whole input costs less there even so; what costs the same stays.
 */
final class Affinity {
    private static final int BYTES_OF_A_TOKEN = 4;

    private final Warmth warmth;
    private final InputPrices prices;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Loads> loads = new ConcurrentHashMap<>();

    /** @param nanoTime a monotonic clock in nanoseconds */
    Affinity(InputPrices prices, LongSupplier nanoTime) {
        this.warmth = new Warmth(nanoTime);
        this.prices = prices;
        this.nanoTime = nanoTime;
    }

    /** What became of a request. */
    enum Outcome {
        /** It goes where its beginning is cached. */
        WARM("warm"),
        /** Its beginning is cached nowhere, or too short. */
        COLD("cold"),
        /** Its beginning is cached where there is no room left for it. */
        SPILLED("spilled"),
        /** Its beginning is cached where it costs more even so. */
        DEAR("dear");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** @param first the candidate to be put first, if any */
    record Choice(Outcome outcome, Optional<Candidate> first) {}

    /**
     * Chooses among healthy candidates.
     *
     * @param ordered as the strategy orders them, at least one
     */
    Choice choose(String route, Beginnings beginnings, List<Candidate> ordered) {
        Map<String, Integer> warm = warmth.of(route, beginnings);
        Outcome outcome = Outcome.COLD;
        for (Candidate candidate : ordered) {
            int bytes = warm.getOrDefault(candidate.target().name(), 0);
            if (bytes == 0 || candidate.target().weight() == 0) {
                continue;
            }
            if (!worthwhile(candidate.target(), ordered.getFirst().target(), beginnings, warm)) {
                outcome = Outcome.DEAR;
            } else if (!loads(route).hasRoom(candidate, ordered)) {
                outcome = Outcome.SPILLED;
            } else {
                String reason = "holds " + bytes / 1024 + " kB of the beginning in its cache";
                return new Choice(Outcome.WARM, Optional.of(candidate.because(reason)));
            }
        }
        return new Choice(outcome, Optional.empty());
    }

    private boolean worthwhile(Target warm, Target first, Beginnings beginnings, Map<String, Integer> bytes) {
        OptionalLong here = cost(warm, beginnings, bytes);
        OptionalLong there = cost(first, beginnings, bytes);
        return here.isEmpty() || there.isEmpty() || here.getAsLong() <= there.getAsLong();
    }

    private OptionalLong cost(Target target, Beginnings beginnings, Map<String, Integer> bytes) {
        long cached = bytes.getOrDefault(target.name(), 0);
        return prices.cost(target, beginnings.bytes() / BYTES_OF_A_TOKEN, cached / BYTES_OF_A_TOKEN);
    }

    /** A request of this route is planned to go here first. */
    void planned(String route, Target target) {
        loads(route).count(target.name());
    }

    /** This target answered, so it has read this beginning. */
    void answered(String route, Beginnings beginnings, Target target, PrefixAffinitySettings settings) {
        warmth.read(route, beginnings, target.name(), settings.ttl());
    }

    private Loads loads(String route) {
        return loads.computeIfAbsent(route, _ -> new Loads(nanoTime)); // routes are as many as were configured
    }
}
