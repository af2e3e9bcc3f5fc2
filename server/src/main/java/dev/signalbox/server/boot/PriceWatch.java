package dev.signalbox.server.boot;

import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.ModelPrices;
import dev.signalbox.server.routing.Repriced;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether models of learned routes cost something else by now, because prices have dates. Their bands are solved anew here, and no
 * request waits for it.
 */
final class PriceWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PriceWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Bands of many models take seconds, on machines that are busy more. */
    static final Duration AHEAD = Duration.ofMinutes(2);

    private final Routing routing;
    private final Supplier<Settings> settings;
    private final ModelPrices soon;
    private final BiConsumer<String, String> counted;
    private final Consumer<String> console;
    private final Map<String, String> failing = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("price-watch").factory());

    /** One that looks when it is told to. */
    PriceWatch(
            Routing routing,
            Supplier<Settings> settings,
            PriceBook prices,
            Clock clock,
            BiConsumer<String, String> counted,
            Consumer<String> console) {
        this.routing = routing;
        this.settings = settings;
        this.soon = new BookRates(prices, Clock.offset(clock, AHEAD));
        this.counted = counted;
        this.console = console;
    }

    /**
     * One that looks every second.
     *
     * @param counted is told a route, and {@code solved} or {@code failed}
     */
    static PriceWatch start(
            Routing routing,
            SettingsHolder settings,
            PriceBook prices,
            Clock clock,
            BiConsumer<String, String> counted,
            Consumer<String> console) {
        PriceWatch watch = new PriceWatch(routing, settings::now, prices, clock, counted, console);
        watch.timer.scheduleWithFixedDelay(
                watch::lookSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("looking for other prices failed; learned routes go by those of before", e);
        }
    }

    /** Looks once. A failure is told once, until there is another one. */
    void look() {
        Map<String, String> before = Map.copyOf(failing);
        failing.clear();
        for (Repriced one : routing.reprice(settings.get(), soon)) {
            String route = "routes." + one.route();
            if (one.failure().isEmpty()) {
                console.accept(route + ": a price changed, its bands were solved anew");
                counted.accept(one.route(), "solved");
                continue;
            }
            String why = one.failure().get();
            failing.put(one.route(), why);
            if (!why.equals(before.get(one.route()))) {
                console.accept(
                        route + ": a price changed, its bands were NOT solved anew and stay as they are: " + why);
                counted.accept(one.route(), "failed");
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
