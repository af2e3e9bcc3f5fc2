package dev.signalbox.server.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.signalbox.server.exchange.Beginnings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Which targets read which beginning lately, and so hold it in their provider's cache. Bounded, as {@link Pins} are. */
final class Warmth {
    private static final int MOST = 200_000;

    private record Place(String route, String digest) {}

    /** When each target read it last. */
    private record Readers(Map<String, Long> nanos, Duration ttl) {}

    private final LongSupplier nanoTime;
    private final Cache<Place, Readers> readers;

    /** @param nanoTime a monotonic clock in nanoseconds */
    Warmth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.readers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<Place, Readers>writing((_, read) -> read.ttl()))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run) // upkeep is short, and needs no pool of its own
                .build();
    }

    /** How many bytes of this beginning each target holds; whoever holds none is not there. */
    Map<String, Integer> of(String route, Beginnings beginnings) {
        long now = nanoTime.getAsLong();
        Map<String, Integer> bytes = new HashMap<>();
        for (Beginnings.Mark mark : beginnings.marks()) { // the longest comes last
            Readers known = readers.getIfPresent(new Place(route, mark.digest()));
            if (known != null) {
                known.nanos.forEach((target, read) -> {
                    if (now - read < known.ttl.toNanos()) {
                        bytes.put(target, mark.bytes());
                    }
                });
            }
        }
        return bytes;
    }

    /** This target has read this beginning. */
    void read(String route, Beginnings beginnings, String target, Duration ttl) {
        long now = nanoTime.getAsLong();
        for (Beginnings.Mark mark : beginnings.marks()) {
            readers.asMap().compute(new Place(route, mark.digest()), (_, known) -> {
                Map<String, Long> nanos = new HashMap<>();
                if (known != null) {
                    known.nanos.forEach((other, read) -> {
                        if (now - read < ttl.toNanos()) {
                            nanos.put(other, read);
                        }
                    });
                }
                nanos.put(target, now);
                return new Readers(Map.copyOf(nanos), ttl);
            });
        }
    }
}
