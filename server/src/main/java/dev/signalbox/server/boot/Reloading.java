package dev.signalbox.server.boot;

import dev.signalbox.server.config.ConfigurationWatch;
import dev.signalbox.server.config.Reload;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.telemetry.Telemetry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Keeps the settings up to date with their file and says what became of each change. */
final class Reloading implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final SettingsHolder settings;
    private final Optional<ConfigurationWatch> watch;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("configuration-watch").factory());

    private Reloading(SettingsHolder settings, Optional<ConfigurationWatch> watch) {
        this.settings = settings;
        this.watch = watch;
        watch.ifPresent(each -> each.start(timer, EVERY));
    }

    static Reloading of(
            GatewayOptions options,
            WeightsFiles weights,
            SettingsHolder settings,
            Telemetry telemetry,
            EventTelling events,
            ConfigurationWatch.Preparation before,
            Runnable whenSwapped) {
        return switch (options.source()) {
            case GatewayOptions.Source.File file ->
                new Reloading(
                        settings,
                        Optional.of(new ConfigurationWatch(
                                file.path(), options.environment(), weights, settings, before, reload -> {
                                    tell(reload, options.console(), telemetry);
                                    events.reloaded(reload);
                                    if (reload instanceof Reload.Swapped) {
                                        whenSwapped.run();
                                    }
                                })));
            case GatewayOptions.Source.Text _ -> new Reloading(settings, Optional.empty());
        };
    }

    private static void tell(Reload reload, Consumer<String> console, Telemetry telemetry) {
        switch (reload) {
            case Reload.Swapped swapped -> {
                console.accept(
                        "configuration reloaded: version " + swapped.settings().version());
                swapped.notes().forEach(note -> console.accept(note.toString()));
                telemetry.reloaded("swapped");
            }
            case Reload.Kept kept -> {
                console.accept(
                        "configuration NOT reloaded, version " + kept.settings().version() + " stays in force:");
                kept.problems().forEach(problem -> console.accept(problem.toString()));
                telemetry.reloaded("kept");
            }
            case Reload.Unchanged _ -> telemetry.reloaded("unchanged");
        }
    }

    Reload now() {
        return watch.map(ConfigurationWatch::reload).orElseGet(() -> new Reload.Unchanged(settings.now()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
