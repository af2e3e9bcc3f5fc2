package dev.signalbox.server.ledger.journal;

import java.time.Duration;

/**
 * The measures of a journal.
 *
 * @param segmentBytes size of one file
 * @param ready how many empty files are kept ahead of need
 * @param mostSegments how many full files may wait to be drained before nothing new is taken
 * @param keepFree bytes of the disk that are left to the store: it must be able to drain when the disk is nearly full
 * @param fsync the longest time between a record and its way to the disk
 * @param retry how long to wait before a failed file operation is tried again
 */
public record JournalOptions(
        int segmentBytes, int ready, int mostSegments, long keepFree, Duration fsync, Duration retry) {
    /** The largest record, with its frame. */
    public static final int LARGEST_RECORD = 64 * 1024;

    private static final int MIB = 1024 * 1024;

    /** Files of 4 MiB, three ahead, at most 1 GiB behind, 32 MiB of the disk left alone. */
    public static JournalOptions of(Duration fsync) {
        return new JournalOptions(4 * MIB, 3, 256, 32 * MIB, fsync, Duration.ofMillis(250));
    }

    /** Rejects what cannot work. */
    public JournalOptions {
        if (segmentBytes < 4 * LARGEST_RECORD || ready < 1 || mostSegments < 1) {
            throw new IllegalArgumentException("journal: " + segmentBytes + " bytes, " + ready + " ready, "
                    + mostSegments + " at most (expected: files of at least four records, one ready, one at most)");
        }
    }
}
