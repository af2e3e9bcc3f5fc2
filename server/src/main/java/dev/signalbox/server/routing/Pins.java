package dev.signalbox.server.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.signalbox.server.exchange.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Which target answered a session last. Bounded: beyond the most that are kept, sessions are forgotten, which harms nobody. */
final class Pins {
    private static final int MOST = 100_000;

    private record Place(String route, String digest) {}

    private record Pin(String target, Duration ttl) {}

    private final Cache<Place, Pin> pins;

    /** @param nanoTime a monotonic clock in nanoseconds */
    Pins(LongSupplier nanoTime) {
        this.pins = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<Place, Pin>writing((_, pin) -> pin.ttl()))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run) // upkeep is short, and needs no pool of its own
                .build();
    }

    /** The target of this session. */
    Optional<String> of(Session session) {
        return Optional.ofNullable(pins.getIfPresent(place(session))).map(Pin::target);
    }

    /** This target answered; its time begins anew. Answers the one before it. */
    Optional<String> answered(Session session, String target) {
        Pin former = pins.asMap().put(place(session), new Pin(target, session.ttl()));
        return Optional.ofNullable(former).map(Pin::target);
    }

    private static Place place(Session session) {
        return new Place(session.route(), session.digest());
    }
}
