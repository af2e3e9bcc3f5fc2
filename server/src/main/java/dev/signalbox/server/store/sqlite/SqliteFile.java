package dev.signalbox.server.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens the file with the settings under which an acknowledged commit survives a power cut. */
final class SqliteFile {
    static final String NAME = "ledger.sqlite";
    private static final int VERSION = 6;
    private static final int BUSY_MILLIS = 10_000;

    private SqliteFile() {}

    /**
     * A connection that writes; makes the file and its tables when missing. Transactions are begun and ended by statements: the
     * driver would not notice that SQLite rolled one back by itself.
     */
    static Connection writing(Path directory) {
        Connection connection = open(config(), directory);
        try {
            // In this order: a file that is made gives room back when entries are purged, an older one reuses it.
            pragma(connection, "auto_vacuum = INCREMENTAL");
            pragma(connection, "journal_mode = WAL");
            pragma(connection, "synchronous = FULL");
            migrate(connection);
            return connection;
        } catch (SQLException e) {
            throw unavailable("cannot prepare " + directory.resolve(NAME), e);
        }
    }

    /** A connection that deletes for good, of the process that the directory belongs to. */
    static Connection purgingAlone(Path directory) {
        Connection connection = writing(directory);
        try {
            pragma(connection, "secure_delete = ON");
            return connection;
        } catch (SQLException e) {
            throw unavailable("cannot prepare " + directory.resolve(NAME), e);
        }
    }

    /** A connection that deletes for good, beside a process that writes. */
    static Connection purging(Path directory) {
        Connection connection = open(config(), existing(directory));
        try {
            checkCurrent(version(connection));
            pragma(connection, "synchronous = FULL");
            pragma(connection, "secure_delete = ON");
            return connection;
        } catch (SQLException e) {
            throw unavailable("cannot read " + directory.resolve(NAME), e);
        }
    }

    /** A connection that only reads, beside a process that writes. */
    static Connection reading(Path directory) {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        Connection connection = open(config, existing(directory));
        try {
            checkCurrent(version(connection));
            return connection;
        } catch (SQLException e) {
            throw unavailable("cannot read " + directory.resolve(NAME), e);
        }
    }

    static StoreUnavailable unavailable(String what, SQLException cause) {
        return new StoreUnavailable("ledger: " + what + ": " + cause.getMessage(), cause);
    }

    private static Path existing(Path directory) {
        if (!Files.exists(directory.resolve(NAME))) {
            throw new StoreUnavailable(
                    "ledger: " + directory.resolve(NAME).toAbsolutePath() + " (expected: a ledger; none is there)",
                    new IOException("no such file"));
        }
        return directory;
    }

    private static void pragma(Connection connection, String what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + what);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static Connection open(SQLiteConfig config, Path directory) {
        try {
            return config.createConnection(
                    "jdbc:sqlite:" + directory.resolve(NAME).toAbsolutePath());
        } catch (SQLException e) {
            throw unavailable("cannot open " + directory.resolve(NAME), e);
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        checkVersion(version);
        if (version == VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int step = version + 1; step <= VERSION; step++) {
                for (String sql : resource("entries-" + step + ".sql").split(";\\s*\n")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            statement.execute("PRAGMA user_version = " + VERSION);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void checkVersion(int version) {
        if (version > VERSION) {
            throw new IllegalStateException(
                    "ledger: version " + version + " (expected: at most " + VERSION + "; a newer Signalbox wrote it)");
        }
    }

    private static void checkCurrent(int version) {
        checkVersion(version);
        if (version < VERSION) {
            throw new StoreUnavailable(
                    "ledger: version " + version + " (expected: " + VERSION
                            + "; a gateway of this version brings it up to date when it starts)",
                    new IOException("older version"));
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static String resource(String name) {
        try (InputStream in = SqliteFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing (expected: beside the class in the jar)");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
