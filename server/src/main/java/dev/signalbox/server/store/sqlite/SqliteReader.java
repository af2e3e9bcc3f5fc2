package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.AttemptReport;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.Feedback;
import dev.signalbox.server.store.LatencyReport;
import dev.signalbox.server.store.OpenExchange;
import dev.signalbox.server.store.Purge;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads entries, also while another process writes them. Its connection is used by one thread at a time. */
public final class SqliteReader implements EntryReader {
    private static final String MAIN = "main";

    private final Connection connection;
    private final List<String> schemas;

    private SqliteReader(Connection connection, List<String> schemas) {
        this.connection = connection;
        this.schemas = schemas;
    }

    /**
     * Opens the entries of a directory for reading.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if there are none, or they cannot be read
     */
    public static SqliteReader open(Path directory) {
        return new SqliteReader(SqliteFile.reading(directory), List.of(MAIN));
    }

    /**
     * Opens the entries of a directory for reading, as they are at this moment, together with some that were not written to
     * it: those of them that it lacks.
     *
     * @throws dev.signalbox.server.store.StoreUnavailable if there are none, or they cannot be read
     */
    public static SqliteReader open(Path directory, List<Entry> unwritten) {
        Connection connection = SqliteFile.reading(directory);
        try {
            Tail.lay(connection, unwritten);
            return new SqliteReader(connection, List.of(MAIN, Tail.SCHEMA));
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot read what is only in the journal", e);
        }
    }

    /** Up to which record of each writer all was taken in. */
    public synchronized Map<Long, Long> taken() {
        return ask("cannot read how far the journal was taken in", () -> Properties.taken(connection));
    }

    /** All exchanges that were opened and not closed. */
    public synchronized List<OpenExchange> open() {
        return ask("cannot read what is open", () -> EntriesSql.open(connection));
    }

    @Override
    public synchronized Optional<Entry> find(String requestId) {
        return ask("cannot look up " + requestId, () -> EntriesSql.find(connection, requestId));
    }

    @Override
    public synchronized Optional<Entry> find(String requestId, String caller) {
        return ask("cannot look up " + requestId, () -> EntriesSql.find(connection, requestId, caller));
    }

    @Override
    public synchronized UsageReport usage(UsageQuery query) {
        return ask("cannot sum up usage", () -> UsageSql.run(connection, query, tables()));
    }

    @Override
    public synchronized LatencyReport latency(UsageQuery query) {
        return ask("cannot read times", () -> LatencySql.run(connection, query, tables()));
    }

    @Override
    public synchronized AttemptReport attempts(UsageQuery query) {
        return ask("cannot sum up attempts", () -> AttemptSql.run(connection, query, schemas));
    }

    @Override
    public synchronized long each(Selection entries, Consumer<Entry> taker) {
        return ask("cannot read entries", () -> {
            long count = 0;
            for (String schema : schemas) {
                count += EntriesSql.each(connection, schema, entries, taker);
            }
            return count;
        });
    }

    @Override
    public synchronized List<Feedback> feedback(String requestId) {
        return ask("cannot read the feedback on " + requestId, () -> FeedbackSql.of(connection, requestId));
    }

    @Override
    public synchronized long scores(Selection entries, Consumer<Feedback.Scored> taker) {
        return ask("cannot read scores", () -> FeedbackSql.scores(connection, entries, taker));
    }

    @Override
    public synchronized List<Purge> purges() {
        return ask("cannot read what was purged", () -> PurgeRecords.all(connection));
    }

    @Override
    public synchronized Subjects subjects() {
        return ask("cannot read the key of digests", () -> Properties.subjects(connection));
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFile.unavailable("cannot close", e);
        }
    }

    private List<String> tables() {
        return schemas.stream().map(schema -> schema + ".entries").toList();
    }

    private static <T> T ask(String otherwise, Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw SqliteFile.unavailable(otherwise, e);
        }
    }

    /** Something to ask the file. */
    @FunctionalInterface
    private interface Question<T> {
        T answer() throws SQLException;
    }
}
