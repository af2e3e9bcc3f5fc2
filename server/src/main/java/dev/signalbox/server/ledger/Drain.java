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
    private final Map<Entry.Origin, Entry> open = new LinkedHashMap<>();
    private final List<ClosedExchange> closed = new ArrayList<>();
    private int unreadable;

    Drain(List<JournalRecord> records) {
        records.forEach(this::take);
    }

    List<OpenExchange> opened() {
        return open.entrySet().stream()
                .map(entry -> new OpenExchange(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<ClosedExchange> closed() {
        return closed;
    }

    /** Records whose bytes were whole and yet made no sense: written by a version that this one does not know. */
    int unreadable() {
        return unreadable;
    }

    private void take(JournalRecord record) {
        Entry.Origin own = new Entry.Origin(record.writer(), record.sequence());
        Entry.Origin opener = record.related() == 0 ? own : new Entry.Origin(record.writer(), record.related());
        try {
            if (record.kind() == RecordKind.CLOSED.code()) {
                closed.add(new ClosedExchange(
                        EntryCodec.read(record.payload(), own),
                        record.related() == 0 ? Optional.empty() : Optional.of(opener)));
                open.remove(opener);
            } else {
                open.put(opener, EntryCodec.read(record.payload(), opener));
            }
        } catch (IllegalArgumentException _) {
            unreadable++;
        }
    }
}
