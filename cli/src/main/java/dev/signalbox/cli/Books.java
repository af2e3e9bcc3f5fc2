package dev.signalbox.cli;

import dev.signalbox.server.ledger.JournalTail;
import dev.signalbox.server.store.OpenExchange;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.sqlite.SqliteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The ledger of a directory as another process reads it: what is in its store, and what is only in its journal. */
final class Books {

    private Books() {}

    /** @param work is given the reader and what a reader should know of the journal */
    static <T> T read(Path directory, BiFunction<SqliteReader, List<String>, T> work) {
        try {
            JournalTail tail = tail(directory);
            try (SqliteReader reader = SqliteReader.open(directory, tail.entries())) {
                return work.apply(reader, notes(tail));
            }
        } catch (StoreUnavailable e) {
            throw new Complaint(RuntimeErrors.sentence(e) + hint(directory), e);
        } catch (IOException e) {
            throw new Complaint(
                    "the journal in " + directory.toAbsolutePath() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** First how far the store is, then the journal, then the store: so nothing is missed on its way. */
    private static JournalTail tail(Path directory) throws IOException {
        Map<Long, Long> taken;
        List<OpenExchange> open;
        try (SqliteReader reader = SqliteReader.open(directory)) {
            taken = reader.taken();
            open = reader.open();
        }
        return JournalTail.read(directory, taken, open);
    }

    private static List<String> notes(JournalTail tail) {
        List<String> notes = new ArrayList<>();
        if (tail.lost() > 0) {
            notes.add(tail.lost() + " of these were open when the gateway ended; they are counted as lost, at their"
                    + " holds, as the next start will close them");
        }
        if (tail.unreadable() > 0) {
            notes.add(tail.unreadable() + " records of the journal cannot be understood (written by a newer Signalbox?)"
                    + " and are missing");
        }
        return notes;
    }

    private static String hint(Path directory) {
        return directory.toFile().isDirectory() ? "" : "; --ledger DIR or --config FILE says where it is";
    }
}
