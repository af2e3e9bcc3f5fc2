package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.AttemptReport;
import dev.signalbox.server.store.ClosedExchange;
import dev.signalbox.server.store.Entries;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryCodec;
import dev.signalbox.server.store.Erasure;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.OpenExchange;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.PurgeStep;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The entries of one machine in one file: one connection that writes, one that reads. */
public final class SqliteEntries implements Entries {
    /** What one step of a purge gives back to the file system at most, so that it stays short. */
    private static final int FREED_PAGES = 500;

    private final Connection connection;
    private final SqliteReader reader;
    private final Path file;

    private SqliteEntries(Connection connection, SqliteReader reader, Path file) {
        this.connection = connection;
        this.reader = reader;
        this.file = file;
    }

    /**
     * Opens the entries of a directory that belongs to this process.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if they cannot be opened
     */
    public static SqliteEntries open(Path directory) {
        return of(SqliteFile.writing(directory), directory);
    }

    /**
     * Opens the entries of a directory that belongs to this process, for a purge: what is deleted is overwritten.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if they cannot be opened
     */
    public static SqliteEntries purging(Path directory) {
        return of(SqliteFile.purgingAlone(directory), directory);
    }

    /**
     * Opens entries beside the process that they belong to: for purges, which do without the order of a journal. What is
     * deleted is overwritten.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if they cannot be opened, or are of another version
     */
    public static SqliteEntries beside(Path directory) {
        return of(SqliteFile.purging(directory), directory);
    }

    private static SqliteEntries of(Connection connection, Path directory) {
        return new SqliteEntries(connection, SqliteReader.open(directory), directory.resolve(SqliteFile.NAME));
    }

    @Override
    public synchronized void write(List<OpenExchange> opened, List<ClosedExchange> closed) {
        if (opened.isEmpty() && closed.isEmpty()) {
            return;
        }
        try {
            run("BEGIN IMMEDIATE");
            writeOpened(opened);
            List<Entry> added = writeEntries(closed);
            writeAttempts(added);
            PeriodSums sums = new PeriodSums();
            added.forEach(sums::add);
            sums.write(connection);
            forget(closed);
            writeTaken(closed);
            run("COMMIT");
        } catch (SQLException e) {
            rollback(e);
            throw SqliteFile.unavailable("cannot write " + closed.size() + " entries", e);
        }
    }

    @Override
    public synchronized Feedback.Taken take(Feedback feedback) {
        try {
            run("BEGIN IMMEDIATE");
            Feedback.Taken taken = FeedbackSql.add(connection, feedback);
            run("COMMIT");
            return taken;
        } catch (SQLException e) {
            rollback(e);
            throw SqliteFile.unavailable("cannot keep feedback", e);
        }
    }

    @Override
    public synchronized List<OpenExchange> open() {
        try {
            return EntriesSql.open(connection);
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot read what is open", e);
        }
    }

    @Override
    public Optional<Entry> find(String requestId) {
        return reader.find(requestId);
    }

    @Override
    public Optional<Entry> find(String requestId, String caller) {
        return reader.find(requestId, caller);
    }

    @Override
    public UsageReport usage(UsageQuery query) {
        return reader.usage(query);
    }

    @Override
    public LatencyReport latency(UsageQuery query) {
        return reader.latency(query);
    }

    @Override
    public AttemptReport attempts(UsageQuery query) {
        return reader.attempts(query);
    }

    @Override
    public long each(Selection entries, Consumer<Entry> taker) {
        return reader.each(entries, taker);
    }

    @Override
    public List<Feedback> feedback(String requestId) {
        return reader.feedback(requestId);
    }

    @Override
    public long scores(Selection entries, Consumer<Feedback.Scored> taker) {
        return reader.scores(entries, taker);
    }

    @Override
    public List<Purge> purges() {
        return reader.purges();
    }

    @Override
    public Subjects subjects() {
        return reader.subjects();
    }

    @Override
    public Map<Long, Long> taken() {
        return reader.taken();
    }

    @Override
    public synchronized PurgeStep purge(Selection entries, Erasure how, int most) {
        try {
            run("BEGIN IMMEDIATE");
            PurgeStep step = Purging.step(connection, entries, how, most);
            run("COMMIT");
            giveBack();
            return step;
        } catch (SQLException e) {
            rollback(e);
            throw SqliteFile.unavailable("cannot purge " + most + " entries", e);
        }
    }

    @Override
    public synchronized void record(Purge purge) {
        try {
            run("BEGIN IMMEDIATE");
            PurgeRecords.keep(connection, purge);
            run("COMMIT");
        } catch (SQLException e) {
            rollback(e);
            throw SqliteFile.unavailable("cannot keep the record of a purge", e);
        }
    }

    /**
     * Writes the file anew, so that no gap of a page holds traces of what was purged. Nobody else can write meanwhile.
     *
     * @param most the largest file that is written anew, in bytes
     * @return whether no trace is left
     */
    public synchronized boolean rewrite(long most) {
        return Rewriting.run(connection, file, most);
    }

    @Override
    public synchronized void close() {
        reader.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot close", e);
        }
    }

    private void writeOpened(List<OpenExchange> opened) throws SQLException {
        if (opened.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO open_exchanges VALUES (?,?,?) ON CONFLICT DO UPDATE SET otherwise = excluded.otherwise")) {
            Columns to = new Columns(insert);
            for (OpenExchange one : opened) {
                to.number(one.origin().writer())
                        .number(one.origin().sequence())
                        .bytes(EntryCodec.write(one.otherwise()))
                        .batch();
            }
            insert.executeBatch();
        }
    }

    /** Answers the entries that were not there before. */
    private List<Entry> writeEntries(List<ClosedExchange> closed) throws SQLException {
        List<Entry> added = new ArrayList<>();
        if (closed.isEmpty()) {
            return added;
        }
        try (PreparedStatement insert = connection.prepareStatement(EntryRows.INSERT_ENTRY)) {
            Columns to = new Columns(insert);
            for (ClosedExchange one : closed) {
                EntryRows.write(to, one.entry());
            }
            int[] counts = insert.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 1) {
                    added.add(closed.get(i).entry());
                }
            }
        }
        return added;
    }

    private void writeAttempts(List<Entry> added) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EntryRows.INSERT_ATTEMPT)) {
            Columns to = new Columns(insert);
            for (Entry entry : added) {
                for (Attempt attempt : entry.attempts()) {
                    EntryRows.write(to, entry.origin(), attempt);
                }
            }
            insert.executeBatch();
        }
    }

    /** In the order of the journal, so that the highest stands for all before it. */
    private void writeTaken(List<ClosedExchange> closed) throws SQLException {
        Map<Long, Long> newest = new HashMap<>();
        closed.forEach(one ->
                newest.merge(one.entry().origin().writer(), one.entry().origin().sequence(), Math::max));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO taken VALUES (?,?)"
                + " ON CONFLICT DO UPDATE SET sequence = max(sequence, excluded.sequence)")) {
            Columns to = new Columns(insert);
            for (Map.Entry<Long, Long> one : newest.entrySet()) {
                to.number(one.getKey()).number(one.getValue()).batch();
            }
            insert.executeBatch();
        }
    }

    private void forget(List<ClosedExchange> closed) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM open_exchanges WHERE writer = ? AND sequence = ?")) {
            Columns to = new Columns(delete);
            for (ClosedExchange one : closed) {
                if (one.opened().isPresent()) {
                    Entry.Origin origin = one.opened().get();
                    to.number(origin.writer()).number(origin.sequence()).batch();
                }
            }
            delete.executeBatch();
        }
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** As an update, which runs to its end; as a question it would free one page. */
    private void giveBack() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA incremental_vacuum(" + FREED_PAGES + ")");
        }
    }

    /** SQLite ends a transaction itself when the disk is full; then there is nothing left to roll back. */
    private void rollback(SQLException because) {
        try {
            run("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
