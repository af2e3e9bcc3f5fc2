package dev.signalbox.server.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the ledger lies and how much of it a power cut may take.
 *
 * @param directory created when missing; a relative path starts at the working directory of the process
 * @param fsync the longest time between a record and its fsync; zero syncs every group at once
 */
public record LedgerSettings(Path directory, Duration fsync) {

    public LedgerSettings {
        Checks.notNegative("fsync", fsync);
    }

    public static LedgerSettings defaults() {
        return new LedgerSettings(Path.of("signalbox-data"), Duration.ofMillis(20));
    }
}
