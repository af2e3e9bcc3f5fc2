package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.JournalFiles;
import dev.signalbox.server.ledger.journal.JournalRecord;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.OpenExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in what a former run left behind. Doing it twice, or dying in the middle of it, changes nothing. */
final class Recovery {
    private Recovery() {}

    static void run(Path directory, Entries entries, LedgerObserver observer) throws IOException {
        int records = 0;
        int torn = 0;
        int unreadable = 0;
        List<Path> files = JournalFiles.in(directory);
        Map<Long, Long> taken = entries.taken();
        for (Path file : files) {
            JournalFiles.Contents contents = JournalFiles.read(file);
            Drain drain = new Drain(news(contents.records(), taken));
            entries.write(drain.opened(), drain.closed());
            records += contents.records().size();
            torn += contents.torn() ? 1 : 0;
            unreadable += drain.unreadable();
        }
        List<OpenExchange> orphans = entries.open();
        entries.write(
                List.of(),
                orphans.stream()
                        .map(orphan -> new ClosedExchange(orphan.otherwise(), Optional.of(orphan.origin())))
                        .toList());
        for (Path file : files) {
            Files.delete(file);
        }
        if (!files.isEmpty() || !orphans.isEmpty()) {
            observer.recovered(records, torn, unreadable, orphans.size());
        }
    }

    /** The records that the store does not know yet. Those that it has taken in may have been purged since. */
    static List<JournalRecord> news(List<JournalRecord> records, Map<Long, Long> taken) {
        return records.stream()
                .filter(record -> record.sequence() > taken.getOrDefault(record.writer(), 0L))
                .toList();
    }
}
