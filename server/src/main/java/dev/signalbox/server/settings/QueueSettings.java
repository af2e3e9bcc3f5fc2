package dev.signalbox.server.settings;

import java.time.Duration;

/**
 * How requests wait for a target that is full when nobody else can take them.
 *
 * @param most how many wait at once; the next one is refused
 * @param patience how long one waits
 */
public record QueueSettings(int most, Duration patience) {

    public static final int DEFAULT_MOST = 100;
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);

    public QueueSettings {
        Checks.positive("most", most);
        Checks.positive("wait", patience);
    }
}
