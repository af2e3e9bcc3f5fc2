package dev.signalbox.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the ledger lies, how much of it a power cut may take, and what it keeps for how long.
 *
 * @param directory created when missing; a relative path starts at the working directory of the process
 * @param fsync the longest time between a record and its fsync; zero syncs every group at once
 * @param retention how long entries and their sums are kept; for ever where absent
 * @param endUsers what is kept of the callers' own users
 */
public record LedgerSettings(Path directory, Duration fsync, Optional<Duration> retention, EndUsers endUsers) {

    public LedgerSettings {
        Checks.notNegative("fsync", fsync);
        retention.ifPresent(time -> Checks.notNegative("retention", time));
    }

    /** Keeps for ever, and of the callers' users a digest. */
    public LedgerSettings(Path directory, Duration fsync) {
        this(directory, fsync, Optional.empty(), EndUsers.DIGEST);
    }

    public static LedgerSettings defaults() {
        return new LedgerSettings(Path.of("signalbox-data"), Duration.ofMillis(20));
    }
}
