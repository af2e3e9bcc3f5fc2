package dev.signalbox.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the ledger lies, how much of it a power cut may take, and what it keeps for how long.
 *
 * @param directory created when missing; a relative path starts at the working directory of the process
 * @param fsync the longest time between a record and its fsync; zero syncs every group at once
 * @param retention how long entries and their sums are kept; for ever where absent
 * @param endUsers what is kept of the callers' own users
 * @param feedbackComments whether comments of callers on answers are kept
 * @param graders the callers whose keys may tell what they think of answers to everybody
 * @param readings how long the numbers are kept that calibration reads from prompts of learned routes; absent where none are
 * @param decisions of how many of the newest requests the plan is remembered
 */
public record LedgerSettings(
        Path directory,
        Duration fsync,
        Optional<Duration> retention,
        EndUsers endUsers,
        boolean feedbackComments,
        List<String> graders,
        Optional<Duration> readings,
        int decisions) {
    private static final int USUAL_DECISIONS = 10_000;
    private static final int MOST_DECISIONS = 1_000_000;

    public LedgerSettings {
        graders = List.copyOf(graders);
        Checks.notNegative("fsync", fsync);
        retention.ifPresent(time -> Checks.notNegative("retention", time));
        readings.ifPresent(time -> Checks.notNegative("readings", time));
        Checks.that(decisions >= 0 && decisions <= MOST_DECISIONS, "decisions", decisions, "0 to " + MOST_DECISIONS);
    }

    /** Keeps for ever, and of the callers' users a digest. */
    public LedgerSettings(Path directory, Duration fsync) {
        this(directory, fsync, Optional.empty(), EndUsers.DIGEST, false, List.of(), Optional.empty(), USUAL_DECISIONS);
    }

    public static LedgerSettings defaults() {
        return new LedgerSettings(Path.of("signalbox-data"), Duration.ofMillis(20));
    }
}
