package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.Settings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something worked out once from the settings instead of once a request. Exchanges that began before a reload still hold
 * the former settings, so the last two are kept.
 */
public final class PerSettings<T> {
    private record Made<T>(
            Settings settings, T value, @Nullable Made<T> former) {}

    private final Function<Settings, T> make;
    private volatile @Nullable Made<T> latest;

    /** @param make works it out; may run twice when two requests meet new settings at once */
    public PerSettings(Function<Settings, T> make) {
        this.make = make;
    }

    /** What belongs to these settings. */
    @SuppressWarnings("ReferenceEquality") // a snapshot is itself or another; comparing contents would cost per request
    public T of(Settings settings) {
        Made<T> now = latest;
        if (now != null && now.settings == settings) {
            return now.value;
        }
        Made<T> former = now == null ? null : now.former;
        if (former != null && former.settings == settings) {
            return former.value;
        }
        T value = make.apply(settings);
        latest = new Made<>(settings, value, now == null ? null : new Made<>(now.settings, now.value, null));
        return value;
    }
}
