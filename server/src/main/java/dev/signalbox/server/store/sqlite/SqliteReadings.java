package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Reading;
import dev.signalbox.server.store.StoreUnavailable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/** Readings of prompts in a file of their own beside the ledger. A committed write survives the death of the process. */
public final class SqliteReadings implements AutoCloseable {
    static final String NAME = "readings.sqlite";

    private static final int BUSY_MILLIS = 10_000;

    private final Connection connection;

    private SqliteReadings(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the readings of a directory that exists, or begins them.
     *
     * @throws StoreUnavailable if they cannot be opened
     */
    public static SqliteReadings open(Path directory) {
        Path file = directory.resolve(NAME);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA secure_delete = ON");
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS readings (request_id TEXT PRIMARY KEY, made INTEGER NOT NULL,"
                                + " version INTEGER NOT NULL, tokens INTEGER NOT NULL, surface BLOB NOT NULL, place BLOB NOT NULL)");
                statement.execute("CREATE INDEX IF NOT EXISTS readings_by_age ON readings (made)");
            }
            return new SqliteReadings(connection);
        } catch (SQLException e) {
            throw unavailable("cannot open " + file, e);
        }
    }

    /** Those of a directory, if there are any. */
    public static Optional<SqliteReadings> beside(Path directory) {
        return Files.exists(directory.resolve(NAME)) ? Optional.of(open(directory)) : Optional.empty();
    }

    /** Keeps one; a request is read once. */
    public synchronized void keep(Reading reading) {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO readings VALUES (?,?,?,?,?,?)")) {
            insert.setString(1, reading.requestId());
            insert.setLong(2, Columns.micros(reading.made()));
            insert.setInt(3, reading.version());
            insert.setInt(4, reading.tokens());
            ByteBuffer surface = ByteBuffer.allocate(reading.surface().length * Float.BYTES);
            for (float value : reading.surface()) {
                surface.putFloat(value);
            }
            insert.setBytes(5, surface.array());
            insert.setBytes(6, halves(reading.embedding()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw unavailable("cannot keep one", e);
        }
    }

    /** That of this request. */
    public synchronized Optional<Reading> find(String requestId) {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM readings WHERE request_id = ?")) {
            select.setString(1, requestId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(reading(new Cells(row))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable("cannot find one", e);
        }
    }

    private static Reading reading(Cells row) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.bytes("surface"));
        float[] surface = new float[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < surface.length; i++) {
            surface[i] = bytes.getFloat();
        }
        return new Reading(
                row.text("request_id"),
                row.time("made"),
                row.small("version"),
                row.small("tokens"),
                surface,
                embedding(row.bytes("place")));
    }

    /** Three digits of each number are enough, in half the room. */
    private static byte[] halves(float[] embedding) {
        ByteBuffer bytes = ByteBuffer.allocate(embedding.length * Short.BYTES);
        for (float value : embedding) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes.array();
    }

    private static float[] embedding(byte[] halves) {
        ByteBuffer bytes = ByteBuffer.wrap(halves);
        float[] embedding = new float[halves.length / Short.BYTES];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = Float.float16ToFloat(bytes.getShort());
        }
        return embedding;
    }

    /** Forgets what is older, and the oldest of more than so many. Answers how many are left. */
    public synchronized long purge(Instant oldest, long most) {
        try (PreparedStatement old = connection.prepareStatement("DELETE FROM readings WHERE made < ?");
                PreparedStatement many = connection.prepareStatement("DELETE FROM readings WHERE request_id IN"
                        + " (SELECT request_id FROM readings ORDER BY made DESC LIMIT -1 OFFSET ?)");
                Statement count = connection.createStatement()) {
            old.setLong(1, Columns.micros(oldest));
            old.executeUpdate();
            many.setLong(1, most);
            many.executeUpdate();
            try (ResultSet row = count.executeQuery("SELECT count(*) FROM readings")) {
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw unavailable("cannot forget old ones", e);
        }
    }

    /** Forgets those of these requests. Answers how many there were. */
    public synchronized int forget(Set<String> requestIds) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM readings WHERE request_id = ?")) {
            int forgotten = 0;
            for (String id : requestIds) {
                delete.setString(1, id);
                forgotten += delete.executeUpdate();
            }
            return forgotten;
        } catch (SQLException e) {
            throw unavailable("cannot forget some", e);
        }
    }

    private static StoreUnavailable unavailable(String what, SQLException cause) {
        return new StoreUnavailable("readings: " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unavailable("cannot close", e);
        }
    }
}
