package dev.signalbox.server.settings;

/**
 * What the process tells about its work.
 *
 * @param accessLog whether every request leaves one line of JSON on standard output
 */
public record TelemetrySettings(boolean accessLog) {

    public static TelemetrySettings defaults() {
        return new TelemetrySettings(true);
    }
}
