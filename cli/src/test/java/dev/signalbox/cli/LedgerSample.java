package dev.signalbox.cli;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSource;
import dev.signalbox.server.store.sqlite.SqliteEntries;
import dev.signalbox.wire.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger with entries of a test's choice: ten tokens in, five out, at the given cost. */
final class LedgerSample implements AutoCloseable {

    private final Entries entries;
    private long sequence;

    private LedgerSample(Entries entries) {
        this.entries = entries;
    }

    static LedgerSample in(Path directory) throws IOException {
        return new LedgerSample(SqliteEntries.open(Files.createDirectories(directory)));
    }

    void add(String model, String caller, long nanoDollars) {
        add(entry(model, caller, new Cost.Known(nanoDollars), EndedAs.COMPLETE, Instant.now(), Optional.empty()));
    }

    void add(Entry entry) {
        entries.write(List.of(), List.of(new ClosedExchange(entry, Optional.empty())));
    }

    String digest(String name) {
        return entries.subjects().digest(name);
    }

    /** An entry of the next number: 20 ms long, the first content after 8 ms, of this user of the caller. */
    Entry entry(String model, String caller, Cost cost, EndedAs ended, Instant arrived, Optional<String> user) {
        sequence++;
        return new Entry(
                "request-" + sequence,
                new Entry.Origin(1, sequence),
                arrived,
                new Entry.Who(Optional.of(caller), Optional.of("retail"), Optional.empty(), user),
                new Entry.Asked(model, Optional.empty(), "openai", false),
                new Entry.Answered(
                        Optional.of(model),
                        Optional.of("provider"),
                        Optional.of(model),
                        Optional.empty(),
                        Optional.of("openai")),
                List.of(),
                new Entry.Bill(new Usage(10, 0, 0, 0, 5, 0), UsageSource.REPORTED, cost, new Cost.Known(0)),
                List.of(),
                List.of(),
                new Entry.Outcome(
                        200,
                        Optional.empty(),
                        Optional.empty(),
                        ended,
                        Optional.of(Duration.ofMillis(8)),
                        Duration.ofMillis(20)),
                Optional.empty());
    }

    /** The same entry, asked for by the name of this route and of a caller of this team. */
    static Entry routed(Entry entry, String route, String team) {
        Entry.Who who = entry.who();
        return new Entry(
                entry.requestId(),
                entry.origin(),
                entry.arrived(),
                new Entry.Who(who.caller(), who.tenant(), who.plan(), Optional.of(team), who.endUser(), Map.of()),
                new Entry.Asked(route, Optional.of(route), "openai", false),
                entry.answered(),
                entry.attempts(),
                entry.bill(),
                entry.losses(),
                entry.adjustments(),
                entry.outcome(),
                entry.traceId());
    }

    @Override
    public void close() {
        entries.close();
    }
}
