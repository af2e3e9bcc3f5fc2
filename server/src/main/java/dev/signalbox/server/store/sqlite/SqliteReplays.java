package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Replay;
import dev.signalbox.server.store.ReplayKey;
import dev.signalbox.server.store.Replays;
import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * The kept answers of one machine in a file of their own, readable by its owner alone: unlike the ledger it holds what models
 * said. A committed write survives the death of the process; a power cut may take the newest.
 */
public final class SqliteReplays implements Replays {
    static final String NAME = "replays.sqlite";

    private static final int VERSION = 1;
    private static final int BUSY_MILLIS = 10_000;
    private static final String BETWEEN = "\n";
    private static final List<String> TABLES = List.of(
            "CREATE TABLE replays (caller TEXT NOT NULL, digest TEXT NOT NULL, fingerprint TEXT NOT NULL,"
                    + " request_id TEXT NOT NULL, made INTEGER NOT NULL, spent TEXT, status INTEGER, headers TEXT, body BLOB,"
                    + " PRIMARY KEY (caller, digest))",
            "CREATE INDEX replays_by_age ON replays (made)",
            "PRAGMA user_version = " + VERSION);

    private final Connection connection;
    private final AtomicLong bytes = new AtomicLong();

    private SqliteReplays(Connection connection) throws SQLException {
        this.connection = connection;
        bytes.set(sum());
    }

    /**
     * Opens the kept answers of a directory that belongs to this process.
     *
     * @throws StoreUnavailable if they cannot be opened
     */
    public static SqliteReplays open(Path directory) {
        Path file = directory.resolve(NAME);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        try {
            create(file);
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            migrate(connection);
            return new SqliteReplays(connection);
        } catch (SQLException e) {
            throw unavailable("cannot open " + file, e);
        } catch (IOException e) {
            throw new StoreUnavailable("kept answers: cannot create " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those beside a process that they belong to, if there are any: to forget some. */
    public static Optional<SqliteReplays> beside(Path directory) {
        return Files.exists(directory.resolve(NAME)) ? Optional.of(open(directory)) : Optional.empty();
    }

    /** Before SQLite does, which would let others read it; the files beside it get the permissions of this one. */
    private static void create(Path file) throws IOException {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException _) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                version = row.getInt(1);
            }
            if (version > VERSION) {
                throw new IllegalStateException("kept answers: version " + version + " (expected: at most " + VERSION
                        + "; a newer Signalbox wrote them)");
            }
            if (version < VERSION) {
                for (String sql : TABLES) {
                    statement.execute(sql);
                }
            }
        }
    }

    @Override
    public synchronized Optional<Replay> claim(ReplayKey key, Replay first, Instant oldest) {
        try {
            Optional<Replay> there = find(key);
            if (there.isPresent() && !there.get().made().isBefore(oldest)) {
                return there;
            }
            delete(key);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO replays (caller, digest, fingerprint, request_id, made) VALUES (?,?,?,?,?)")) {
                insert.setString(1, key.caller());
                insert.setString(2, key.digest());
                insert.setString(3, first.fingerprint());
                insert.setString(4, first.requestId());
                insert.setLong(5, micros(first.made()));
                insert.executeUpdate();
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw unavailable("cannot claim a key", e);
        }
    }

    @Override
    public synchronized void settle(ReplayKey key, Replay.State state) {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE replays SET spent = ?, status = ?, headers = ?, body = ? WHERE caller = ? AND digest = ?")) {
            bytes.addAndGet(-size(key));
            switch (state) {
                case Replay.State.Begun _ -> throw new IllegalArgumentException("state: begun (expected: an end)");
                case Replay.State.Spent spent -> update.setString(1, spent.why());
                case Replay.State.Kept kept -> {
                    update.setInt(2, kept.status());
                    update.setString(3, String.join(BETWEEN, kept.headers()));
                    update.setBytes(4, kept.body());
                }
            }
            update.setString(5, key.caller());
            update.setString(6, key.digest());
            update.executeUpdate();
            bytes.addAndGet(size(key));
        } catch (SQLException e) {
            throw unavailable("cannot keep an answer", e);
        }
    }

    @Override
    public synchronized void release(ReplayKey key) {
        try {
            delete(key);
        } catch (SQLException e) {
            throw unavailable("cannot release a key", e);
        }
    }

    @Override
    public synchronized void purge(Instant oldest, long mostBytes, String why) {
        try {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM replays WHERE made < ?")) {
                delete.setLong(1, micros(oldest));
                delete.executeUpdate();
            }
            bytes.set(sum());
            if (bytes.get() > mostBytes) {
                forgetOldest(mostBytes, why);
                bytes.set(sum());
            }
        } catch (SQLException e) {
            throw unavailable("cannot forget old answers", e);
        }
    }

    /** In one pass over all answers, the newest first: what comes after the room is used up is forgotten. */
    private void forgetOldest(long mostBytes, String why) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE replays SET spent = ?, status = NULL, headers = NULL, body = NULL WHERE rowid IN"
                        + " (SELECT rowid FROM (SELECT rowid, SUM(LENGTH(body)) OVER (ORDER BY made DESC, rowid DESC) AS held"
                        + " FROM replays WHERE body IS NOT NULL) WHERE held > ?)")) {
            update.setString(1, why);
            update.setLong(2, mostBytes);
            update.executeUpdate();
        }
    }

    @Override
    public synchronized Map<String, Instant> kept() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT request_id, made FROM replays WHERE body IS NOT NULL")) {
            Map<String, Instant> kept = new HashMap<>();
            while (row.next()) {
                Cells in = new Cells(row);
                kept.put(in.text("request_id"), in.time("made"));
            }
            return kept;
        } catch (SQLException e) {
            throw unavailable("cannot read what is kept", e);
        }
    }

    @Override
    public synchronized int forget(Set<String> requestIds) {
        try (Statement statement = connection.createStatement();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM replays WHERE body IS NOT NULL AND request_id = ?")) {
            statement.execute("PRAGMA secure_delete = ON");
            int forgotten = 0;
            for (String id : requestIds) {
                delete.setString(1, id);
                forgotten += delete.executeUpdate();
            }
            bytes.set(sum());
            return forgotten;
        } catch (SQLException e) {
            throw unavailable("cannot forget answers", e);
        }
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    private Optional<Replay> find(ReplayKey key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM replays WHERE caller = ? AND digest = ?")) {
            select.setString(1, key.caller());
            select.setString(2, key.digest());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(replay(new Cells(row))) : Optional.empty();
            }
        }
    }

    private static Replay replay(Cells row) throws SQLException {
        Optional<String> spent = row.optionalText("spent");
        Optional<String> headers = row.optionalText("headers");
        Replay.State state = spent.isPresent()
                ? new Replay.State.Spent(spent.get())
                : headers.isPresent()
                        ? new Replay.State.Kept(
                                row.small("status"), List.of(headers.get().split(BETWEEN, -1)), row.bytes("body"))
                        : new Replay.State.Begun();
        return new Replay(row.text("fingerprint"), row.text("request_id"), row.time("made"), state);
    }

    private void delete(ReplayKey key) throws SQLException {
        bytes.addAndGet(-size(key));
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM replays WHERE caller = ? AND digest = ?")) {
            delete.setString(1, key.caller());
            delete.setString(2, key.digest());
            delete.executeUpdate();
        }
    }

    private long size(ReplayKey key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COALESCE(LENGTH(body), 0) FROM replays WHERE caller = ? AND digest = ?")) {
            select.setString(1, key.caller());
            select.setString(2, key.digest());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private long sum() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(LENGTH(body)), 0) FROM replays")) {
            return row.getLong(1);
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static StoreUnavailable unavailable(String what, SQLException cause) {
        return new StoreUnavailable("kept answers: " + what + ": " + cause.getMessage(), cause);
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
