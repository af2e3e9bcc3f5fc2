package dev.signalbox.server.settings;

/** The settings that hold at this moment. A request takes one snapshot at the door and keeps it to its end. */
public final class SettingsHolder {

    private volatile Settings current;

    public SettingsHolder(Settings first) {
        this.current = first;
    }

    public Settings now() {
        return current;
    }

    public void replace(Settings next) {
        current = next;
    }
}
