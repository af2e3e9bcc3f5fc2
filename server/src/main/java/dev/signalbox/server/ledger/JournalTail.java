package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.DirectoryLock;
import dev.signalbox.server.ledger.journal.JournalFiles;
import dev.signalbox.server.ledger.journal.JournalRecord;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.OpenExchange;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a directory's journal and not in its store, read by another process than the one that writes. Nothing is
 * changed. Where nobody writes any more, what was open is told as it will be closed at the next start.
 *
 * @param entries that are over
 * @param lost how many of these nobody closed
 * @param running how many requests are running now, as far as their attempts tell
 * @param unreadable records that were whole and could not be understood
 */
public record JournalTail(List<Entry> entries, int lost, int running, int unreadable) {
    /** Takes a defensive copy. */
    public JournalTail {
        entries = List.copyOf(entries);
    }

    /**
     * Reads it. What the store takes in meanwhile is in both: whoever reads the store afterwards must look.
     *
     * @param taken for each writer how far the store had it at this moment or before
     * @param stored what was open there
     */
    public static JournalTail read(Path directory, Map<Long, Long> taken, List<OpenExchange> stored)
            throws IOException {
        boolean writing = DirectoryLock.isHeld(directory);
        List<JournalRecord> records = new ArrayList<>();
        for (Path file : JournalFiles.in(directory)) {
            try {
                records.addAll(Recovery.news(JournalFiles.read(file).records(), taken));
            } catch (NoSuchFileException _) {
                // It was drained and deleted: all of it is in the store.
            }
        }
        Drain drain = new Drain(records);
        List<Entry> entries = new ArrayList<>(
                drain.closed().stream().map(ClosedExchange::entry).toList());
        Map<Entry.Origin, Entry> opened = new LinkedHashMap<>();
        stored.forEach(open -> opened.put(open.origin(), open.otherwise()));
        drain.opened().forEach(open -> opened.put(open.origin(), open.otherwise()));
        drain.closed().forEach(closed -> closed.opened().ifPresent(opened::remove));
        if (!writing) {
            entries.addAll(opened.values());
        }
        int open = opened.size();
        return new JournalTail(entries, writing ? 0 : open, writing ? open : 0, drain.unreadable());
    }
}
