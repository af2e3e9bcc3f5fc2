package dev.signalbox.server.events;

import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.EventSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events and delivers them on a thread of its own, one after the other, in their order, to the receiver that the
 * settings of that moment name. Whoever tells an event never waits: what does not fit into the queue, and what its receiver
 * does not take in several tries, is counted and dropped.
 */
public final class Events implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Events.class);
    private static final int MOST_WAITING = 1_000;
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Supplier<Settings> settings;
    private final Deliverer deliverer;
    private final EventObserver observer;
    private final Clock clock;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Runnable closer;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor thread;

    /** Tries once to deliver. */
    @FunctionalInterface
    interface Deliverer {
        Delivery deliver(Event event, EventSettings to);
    }

    /** An event in the queue. */
    private final class Pending implements Runnable {
        private final Event event;

        private Pending(Event event) {
            this.event = event;
        }

        @Override
        public void run() {
            deliver(event);
        }
    }

    Events(
            Supplier<Settings> settings,
            Deliverer deliverer,
            EventObserver observer,
            Clock clock,
            RandomGenerator random,
            Backoff backoff,
            int room,
            Runnable closer) {
        this.settings = settings;
        this.deliverer = deliverer;
        this.observer = observer;
        this.clock = clock;
        this.random = random;
        this.backoff = backoff;
        this.closer = closer;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(room),
                Thread.ofVirtual().name("signalbox-events").factory(),
                (task, _) -> dropped(task));
    }

    /** Delivers to the receiver of each moment, if there is one. */
    public static Events start(
            HttpRuntime runtime,
            Supplier<Settings> settings,
            EventObserver observer,
            Clock clock,
            RandomGenerator random) {
        Webhook webhook = new Webhook(runtime, clock);
        return new Events(
                settings, webhook::deliver, observer, clock, random, Backoff.USUAL, MOST_WAITING, webhook::close);
    }

    /** Something happened. Never blocks. */
    public void tell(EventKind kind, Json.Obj data) {
        if (receiver(kind).isPresent()) {
            String id = "evt_%016x%016x".formatted(random.nextLong(), random.nextLong());
            Event event =
                    new Event(id, kind, clock.instant(), settings.get().server().place(), data);
            thread.execute(new Pending(event));
        }
    }

    /**
     * Something happened that goes on happening, with every request: it is told now, and not again in the next minutes.
     *
     * @param what tells it from others of its kind; bounded by the configuration
     */
    public void tellNowAndThen(EventKind kind, String what, Json.Obj data) {
        if (receiver(kind).isPresent() && isDue(kind.word() + " " + what)) {
            tell(kind, data);
        }
    }

    private boolean isDue(String what) {
        Instant now = clock.instant();
        Instant before = told.get(what);
        if (before == null) {
            return told.putIfAbsent(what, now) == null;
        }
        return !now.isBefore(before.plus(QUIET)) && told.replace(what, before, now);
    }

    private Optional<EventSettings> receiver(EventKind kind) {
        return settings.get().events().filter(to -> to.on().contains(kind));
    }

    private void deliver(Event event) {
        String kind = event.kind().word();
        for (int tries = 1; ; tries++) {
            Optional<EventSettings> to = receiver(event.kind());
            if (to.isEmpty()) {
                observer.happened(kind, "dropped"); // a changed configuration does not want it any more
                return;
            }
            switch (once(event, to.get())) {
                case TAKEN -> {
                    observer.happened(kind, "delivered");
                    return;
                }
                case REFUSED -> {
                    observer.happened(kind, "refused");
                    log.warn("the event {} was refused by its receiver", kind);
                    return;
                }
                case FAILED -> {
                    if (tries >= backoff.tries() || isOver(backoff.after(tries, random))) {
                        observer.happened(kind, "failed");
                        log.warn("the event {} could not be delivered in {} tries", kind, tries);
                        return;
                    }
                    observer.happened(kind, "retried");
                }
            }
        }
    }

    private Delivery once(Event event, EventSettings to) {
        try {
            return deliverer.deliver(event, to);
        } catch (RuntimeException e) {
            log.error("an event could not be sent", e);
            return Delivery.FAILED;
        }
    }

    /** Waits so long; whether everything ends meanwhile. */
    private boolean isOver(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void dropped(Runnable task) {
        if (task instanceof Pending pending) {
            observer.happened(pending.event.kind().word(), "dropped");
        }
    }

    /** Tries what waits once more, as far as a short time allows. */
    @Override
    public void close() {
        thread.shutdown();
        closing.countDown();
        try {
            if (!thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow().forEach(this::dropped);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow().forEach(this::dropped);
            Thread.currentThread().interrupt();
        }
        closer.run();
    }
}
