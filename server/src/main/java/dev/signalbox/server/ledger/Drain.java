package dev.signalbox.server.ledger;

import dev.signalbox.server.ledger.journal.JournalRecord;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryCodec;
import dev.signalbox.server.store.OpenExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run of records comes to: the exchanges that they leave open and those that they close. */
final class Drain {
    private final List<OpenExchange> opened = new ArrayList<>();
    private final List<ClosedExchange> closed = new ArrayList<>();
    private int unreadable;

    Drain(List<JournalRecord> records) {
        Map<Entry.Origin, byte[]> open = new LinkedHashMap<>();
        for (JournalRecord record : records) {
            Entry.Origin own = new Entry.Origin(record.writer(), record.sequence());
            Entry.Origin opener = record.related() == 0 ? own : new Entry.Origin(record.writer(), record.related());
            if (record.kind() == RecordKind.CLOSED.code()) {
                open.remove(opener);
                Optional<Entry.Origin> known = record.related() == 0 ? Optional.empty() : Optional.of(opener);
                read(record.payload(), own).ifPresent(entry -> closed.add(new ClosedExchange(entry, known)));
            } else {
                open.put(opener, record.payload()); // most are closed by a later record and need not be read
            }
        }
        open.forEach((origin, payload) ->
                read(payload, origin).ifPresent(entry -> opened.add(new OpenExchange(origin, entry))));
    }

    List<OpenExchange> opened() {
        return opened;
    }

    List<ClosedExchange> closed() {
        return closed;
    }

    /** Records whose bytes were whole and yet made no sense: written by a version that this one does not know. */
    int unreadable() {
        return unreadable;
    }

    private Optional<Entry> read(byte[] payload, Entry.Origin origin) {
        try {
            return Optional.of(EntryCodec.read(payload, origin));
        } catch (IllegalArgumentException _) {
            unreadable++;
            return Optional.empty();
        }
    }
}
