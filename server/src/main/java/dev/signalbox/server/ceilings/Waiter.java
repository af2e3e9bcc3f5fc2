package dev.signalbox.server.ceilings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request in line, before one or several targets: the first that has room takes it. Guarded by its owner, but for sleep. */
final class Waiter {
    private final List<Load> loads;
    private final Semaphore woken = new Semaphore(0);
    private @Nullable Place place;

    Waiter(List<Load> loads) {
        this.loads = List.copyOf(loads);
    }

    List<Load> loads() {
        return loads;
    }

    Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /** Whether nobody stands before it at one of its models. */
    boolean isFirst() {
        return loads.stream().anyMatch(load -> equals(load.model().first()));
    }

    void grant(Place its) {
        place = its;
        wake();
    }

    /** Any thread. */
    void wake() {
        woken.release();
    }

    /** Until it is woken, or this long. */
    void sleep(long nanos) throws InterruptedException {
        boolean early = woken.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        if (early) {
            woken.drainPermits();
        }
    }

    /** When time alone may make room for it, at the latest then. */
    long untilRoom(long now, long longest) {
        return loads.stream()
                .flatMap(load -> load.full(now).stream())
                .filter(Saturation::rate)
                .mapToLong(full -> full.left().toNanos())
                .min()
                .orElse(longest);
    }
}
