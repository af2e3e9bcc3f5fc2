package dev.signalbox.server.telemetry;

import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.time.Instant;

/**
 * Keeps what callers write out of metric labels: a name of the configuration stands for itself, a name that a pattern takes
 * for the pattern, everything else for {@code other}. So the number of series is bounded by the configuration.
 */
final class KnownNames {
    static final String OTHER = "other";

    private final SettingsHolder settings;

    KnownNames(SettingsHolder settings) {
        this.settings = settings;
    }

    /** How far what has this name has gone. */
    LifecycleSettings.Stage stage(String name, Instant at) {
        return settings.now().lifecycle(name).map(l -> l.stage(at)).orElse(LifecycleSettings.Stage.ACTIVE);
    }

    String label(String name) {
        Settings now = settings.now();
        if (now.models().containsKey(name) || now.routes().containsKey(name)) {
            return name;
        }
        return now.models().values().stream()
                .filter(ModelSettings::isPattern)
                .filter(model -> model.matches(name))
                .map(ModelSettings::name)
                .findFirst()
                .orElse(OTHER);
    }
}
