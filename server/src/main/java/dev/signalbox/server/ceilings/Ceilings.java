package dev.signalbox.server.ceilings;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.settings.QueueSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives places at targets: as many as the configuration and the providers allow.
 *
 * <p>Whoever finds a target full goes elsewhere, or waits. Those who wait before a model are served in the order in which they
 * came; nobody who comes later passes them. A limit that only its provider told of is advice: it may be disregarded by a request
 * that has nobody else to go to, for it is the provider's to refuse. Everything happens under one lock, which is held for
 * microseconds.
 */
public final class Ceilings {
    private final LongSupplier nanoTime;
    private final CeilingObserver observer;
    private final ConcurrentMap<String, Gate> models = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Gate> providers = new ConcurrentHashMap<>();

    /** @param nanoTime a monotonic clock in nanoseconds */
    public Ceilings(LongSupplier nanoTime, CeilingObserver observer) {
        this.nanoTime = nanoTime;
        this.observer = observer;
    }

    /**
     * A place at this target, or why there is none.
     *
     * @param tokens what the request brings, by estimate
     * @param nothingElse whether what only the provider told is to be disregarded
     */
    public Entry enter(Target target, long tokens, boolean nothingElse) {
        Entry entry = enter(load(target, tokens), nothingElse);
        if (entry instanceof Entry.Full(Saturation why)) {
            observer.saturated(target.key(), why.limit());
        }
        return entry;
    }

    private synchronized Entry enter(Load load, boolean nothingElse) {
        long now = nanoTime.getAsLong();
        Optional<Saturation> why = full(load, now).or(() -> nothingElse ? Optional.empty() : load.exhausted(now));
        return why.isPresent() ? new Entry.Full(why.get()) : new Entry.Entered(take(load, now));
    }

    /** Whether a request to this target would find a place now, or a line to wait in. */
    public boolean receives(Target target, long tokens) {
        Load load = load(target, tokens);
        synchronized (this) {
            return load.mayWait() || full(load, nanoTime.getAsLong()).isEmpty();
        }
    }

    /**
     * Waits before those of these targets that have a line, until the first of them has room. Ends without a place when the line
     * is full, the time is over or the caller is gone.
     */
    public Optional<Place> await(List<Target> targets, long tokens, HangUp hangUp, long deadlineNanos) {
        long began = nanoTime.getAsLong();
        Waiter waiter = join(targets, tokens);
        if (waiter.loads().isEmpty() || waiter.place().isPresent()) {
            return waiter.place();
        }
        long until = Math.min(began + patience(waiter).toNanos(), deadlineNanos);
        HangUp.Registration registration = hangUp.onHangUp(waiter::wake);
        try {
            Optional<Place> place = await(waiter, hangUp, until);
            tell(waiter, place, hangUp, began);
            return place;
        } finally {
            registration.cancel();
        }
    }

    /** Takes a place where there is one; else stands in the lines that have room. */
    Waiter join(List<Target> targets, long tokens) {
        List<Load> loads = targets.stream().map(target -> load(target, tokens)).toList();
        synchronized (this) {
            return join(loads);
        }
    }

    private Waiter join(List<Load> loads) {
        long now = nanoTime.getAsLong();
        Optional<Load> open =
                loads.stream().filter(load -> full(load, now).isEmpty()).findFirst();
        if (open.isPresent()) {
            Waiter served = new Waiter(List.of(open.get()));
            served.grant(take(open.get(), now));
            return served;
        }
        Waiter waiter = new Waiter(loads.stream().filter(Load::mayWait).toList());
        gates(waiter).forEach(gate -> gate.line().add(waiter));
        return waiter;
    }

    private Optional<Place> await(Waiter waiter, HangUp hangUp, long until) {
        try {
            while (true) {
                long pause;
                synchronized (this) {
                    long now = nanoTime.getAsLong();
                    serve(gates(waiter), now);
                    if (hangUp.happened()) {
                        return leave(waiter, true);
                    }
                    if (waiter.place().isPresent() || now - until >= 0) {
                        return leave(waiter, false);
                    }
                    pause = Math.min(until - now, waiter.untilRoom(now, until - now));
                }
                waiter.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leave(waiter, true);
        }
    }

    private void tell(Waiter waiter, Optional<Place> place, HangUp hangUp, long began) {
        CeilingObserver.Waited how = place.isPresent()
                ? CeilingObserver.Waited.SERVED
                : hangUp.happened() ? CeilingObserver.Waited.LEFT : CeilingObserver.Waited.LATE;
        String model = place.map(Place::target)
                .orElse(waiter.loads().getFirst().target())
                .key();
        observer.waited(model, how, Duration.ofNanos(nanoTime.getAsLong() - began));
    }

    /** A provider told this of its limits with an answer of this target. */
    public void told(Target target, List<Told> limits) {
        if (!limits.isEmpty()) {
            Gate model = load(target, 0).model();
            synchronized (this) {
                long now = nanoTime.getAsLong();
                limits.forEach(limit -> model.told(limit, now));
            }
        }
    }

    /** A provider refused an attempt at this target and asked to be left alone for so long. */
    public void asksForPatience(Target target, Duration time) {
        Gate gate = model(target.key());
        synchronized (this) {
            gate.asked(Told.nothing("requests, until it may be asked again,", time), nanoTime.getAsLong());
        }
        observer.askedForPatience(target.key(), time);
    }

    /** The same, as a peer was told, and whether it is believed. */
    public boolean heardOfPatience(String model, Duration time) {
        Gate gate = model(model);
        synchronized (this) {
            return gate.heard(
                    Told.nothing("requests, as a peer was told until it may be asked again,", time),
                    nanoTime.getAsLong());
        }
    }

    /** Attempts at this model now. */
    public synchronized int inFlight(String model) {
        return inFlight(models.get(model));
    }

    /** Attempts at all models of this provider now. */
    public synchronized int inFlightAt(String provider) {
        return inFlight(providers.get(provider));
    }

    /** Requests that wait for this model now. */
    public synchronized int queued(String model) {
        Gate gate = models.get(model);
        return gate == null ? 0 : gate.line().size();
    }

    private static int inFlight(@Nullable Gate gate) {
        return gate == null ? 0 : gate.inFlight();
    }

    /** The attempt at this place is over. */
    synchronized void left(Load load, long taken, long used) {
        long now = nanoTime.getAsLong();
        load.leave(now, taken, used);
        if (!load.isClear()) {
            List<Gate> gates = List.of(load.model(), load.provider());
            serve(gates, now);
            lookAgain(gates);
        }
    }

    /**
     * Wakes those who stand first. What keeps them is another thing than when they lay down: where a place is free by now,
     * the minute may be full, and nobody wakes them when it has room.
     */
    private static void lookAgain(Iterable<Gate> gates) {
        for (Gate gate : gates) {
            gate.waiting().stream().filter(Waiter::isFirst).forEach(Waiter::wake);
        }
    }

    /** Why a request that comes now finds no place: the target is full, or somebody waits before it already. */
    private Optional<Saturation> full(Load load, long now) {
        if (!load.isClear()) {
            serve(List.of(load.model(), load.provider()), now);
        }
        Waiter first = load.model().first();
        Optional<Saturation> full = load.full(now);
        return full.isPresent() || first == null ? full : behind(load, first, now);
    }

    private static Optional<Saturation> behind(Load load, Waiter first, long now) {
        return first.loads().stream()
                .filter(other -> other.model().equals(load.model()))
                .flatMap(other -> other.full(now).stream())
                .findFirst()
                .or(() -> Optional.of(new Saturation(
                        load.target().name(), Limit.CONCURRENCY, "others wait for it", Duration.ofSeconds(1))));
    }

    private Place take(Load load, long now) {
        load.enter(now);
        return new Place(this, load, now);
    }

    /** Gives room to those who wait for it, first come first served. */
    private void serve(Iterable<Gate> gates, long now) {
        for (Gate gate : gates) {
            for (Waiter waiter : gate.waiting()) {
                waiter.loads().stream()
                        .filter(load -> waiter.equals(load.model().first()))
                        .filter(load -> load.full(now).isEmpty())
                        .findFirst()
                        .ifPresent(load -> {
                            gates(waiter).forEach(each -> each.line().remove(waiter));
                            waiter.grant(take(load, now));
                        });
            }
        }
    }

    /** Leaves all lines, with the place if there is one and it is wanted. */
    synchronized Optional<Place> leave(Waiter waiter, boolean gone) {
        Set<Gate> gates = gates(waiter);
        gates.forEach(gate -> gate.line().remove(waiter));
        if (gone) {
            waiter.place().ifPresent(Place::close);
        }
        serve(gates, nanoTime.getAsLong());
        lookAgain(gates);
        return gone ? Optional.empty() : waiter.place();
    }

    private static Set<Gate> gates(Waiter waiter) {
        Set<Gate> gates = new LinkedHashSet<>();
        waiter.loads().forEach(load -> {
            gates.add(load.model());
            gates.add(load.provider());
        });
        return gates;
    }

    private static Duration patience(Waiter waiter) {
        return waiter.loads().stream()
                .flatMap(load -> load.queue().stream())
                .map(QueueSettings::patience)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Load load(Target target, long tokens) {
        return new Load(target, model(target.key()), provider(target.provider().name()), tokens);
    }

    private Gate model(String name) {
        Gate known = models.get(name);
        if (known != null) {
            return known;
        }
        Gate fresh = new Gate("model " + name, nanoTime.getAsLong());
        Gate other = models.putIfAbsent(name, fresh);
        if (other == null) {
            observer.model(this, name);
        }
        return other == null ? fresh : other;
    }

    private Gate provider(String name) {
        Gate known = providers.get(name);
        if (known != null) {
            return known;
        }
        Gate fresh = new Gate("provider " + name, nanoTime.getAsLong());
        Gate other = providers.putIfAbsent(name, fresh);
        if (other == null) {
            observer.provider(this, name);
        }
        return other == null ? fresh : other;
    }
}
