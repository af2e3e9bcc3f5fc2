package dev.signalbox.server.config;

import dev.signalbox.server.config.Configuration.Attempt;
import dev.signalbox.server.config.Problem.Severity;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a configuration file and the files that it names, and swaps the settings when one of them changes.
 *
 * <p>It compares contents, not time stamps and not events of the file system: editors that replace the file, mounted
 * volumes that swap a link, and network shares all look the same to it. A change is taken up once two looks in a row have
 * found the same content, so that a file which is being written is left alone.
 */
public final class ConfigurationWatch {

    private static final Logger log = LoggerFactory.getLogger(ConfigurationWatch.class);

    private final Path file;
    private final Function<String, @Nullable String> environment;
    private final WeightsFiles weights;
    private final SettingsHolder holder;
    private final Preparation preparation;
    private final Consumer<Reload> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<Path, String> taken = Map.of();
    private Map<Path, String> seen = Map.of();
    private boolean first = true;

    /** Makes ready what new settings need, before they hold. */
    @FunctionalInterface
    public interface Preparation {
        /** @throws RuntimeException if they cannot hold */
        void prepare(Settings next, Settings running);
    }

    /**
     * A watch that does nothing yet, and swaps settings at once.
     *
     * @param holder holds what was loaded at the start, and receives what is loaded later
     * @param listener is told every swap and every refused file, one at a time, after the holder
     */
    public ConfigurationWatch(
            Path file,
            Function<String, @Nullable String> environment,
            SettingsHolder holder,
            Consumer<Reload> listener) {
        this(file, environment, new WeightsFiles(), holder, (_, _) -> {}, listener);
    }

    /**
     * A watch that does nothing yet.
     *
     * @param weights those that are read already
     * @param holder holds what was loaded at the start, and receives what is loaded later
     * @param preparation of new settings before they hold; the old ones serve meanwhile
     * @param listener is told every swap and every refused file, one at a time, after the holder
     */
    public ConfigurationWatch(
            Path file,
            Function<String, @Nullable String> environment,
            WeightsFiles weights,
            SettingsHolder holder,
            Preparation preparation,
            Consumer<Reload> listener) {
        this.preparation = preparation;
        this.file = file;
        this.environment = environment;
        this.weights = weights;
        this.holder = holder;
        this.listener = listener;
    }

    /** Looks again and again until the answer is cancelled. */
    public ScheduledFuture<?> start(ScheduledExecutorService timer, Duration every) {
        return timer.scheduleWithFixedDelay(this::pollSafely, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    public void poll() {
        lock.lock();
        try {
            Map<Path, String> now = look();
            boolean settled = now.equals(seen);
            seen = now;
            if (first || (settled && !now.equals(taken))) {
                take();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads the file now, changed or not. */
    public Reload reload() {
        lock.lock();
        try {
            return take();
        } finally {
            lock.unlock();
        }
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException e) {
            log.error("looking at {} failed; the settings stay as they are", file, e);
        }
    }

    private Map<Path, String> look() {
        Map<Path, String> now = new HashMap<>();
        taken.keySet().forEach(path -> now.put(path, Digests.ofFile(path)));
        return Map.copyOf(now);
    }

    private Reload take() {
        Attempt attempt = Configuration.attempt(file, environment, weights);
        boolean sameFiles = first || attempt.digests().equals(taken);
        first = false;
        taken = attempt.digests();
        Settings running = holder.now();
        Reload reload = switch (attempt.loaded()) {
            case Loaded.Bad(List<Problem> problems) -> new Reload.Kept(running, problems);
            case Loaded.Good good -> swapped(running, good, attempt);
        };
        if (reload instanceof Reload.Swapped swapped) {
            if (swapped.settings().equals(running) && sameFiles) {
                return new Reload.Unchanged(running);
            }
            reload = prepared(swapped, running);
        }
        if (reload instanceof Reload.Swapped ready) {
            holder.replace(ready.settings());
        }
        listener.accept(reload);
        return reload;
    }

    private Reload prepared(Reload.Swapped swapped, Settings running) {
        try {
            preparation.prepare(swapped.settings(), running);
            return swapped;
        } catch (RuntimeException e) {
            log.error("{} could not be prepared", file, e);
            String why = "cannot be prepared: " + (e.getMessage() == null ? e.toString() : e.getMessage());
            return new Reload.Kept(
                    running, List.of(new Problem(Severity.ERROR, file.toString(), 0, 0, "", why, "", "")));
        }
    }

    private static Reload swapped(Settings running, Loaded.Good good, Attempt attempt) {
        List<Problem> notes = new ArrayList<>(good.warnings());
        Settings fresh = good.settings();
        Settings settings = RootSection.SECTION
                .untilRestart(running, fresh, List.of(), path -> notes.add(afterRestart(path, attempt)))
                .withVersion(fresh.version());
        return new Reload.Swapped(settings, notes);
    }

    private static Problem afterRestart(List<String> path, Attempt attempt) {
        Spot spot = attempt.root().orElseThrow();
        for (String name : path) {
            spot = spot.at(name);
        }
        Place place = spot.tree().place();
        String file = place.file().isEmpty() ? spot.reading().file() : place.file();
        String what = "takes effect after a restart";
        return new Problem(Severity.WARNING, file, place.line(), place.column(), String.join(".", path), what, "", "");
    }
}
