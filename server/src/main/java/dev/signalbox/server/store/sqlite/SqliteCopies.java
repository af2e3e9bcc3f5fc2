package dev.signalbox.server.store.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.server.store.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/** Copies files of SQLite, whatever is in them, and looks whether a copy is whole. */
public final class SqliteCopies {
    /** What a file begins with, as SQLite's description of its format says. */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

    private static final int BUSY_MILLIS = 10_000;

    private SqliteCopies() {}

    /** Whether the file is SQLite's. */
    public static boolean isStore(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Writes the file as it is at one moment into another that does not exist, packed and without what was deleted.
     *
     * @throws StoreUnavailable if it cannot be read or written
     */
    public static void copy(Path from, Path to) {
        try (Connection connection = open(from);
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, to.toAbsolutePath().toString());
            copy.execute();
        } catch (SQLException e) {
            throw new StoreUnavailable("cannot copy " + from + ": " + e.getMessage(), e);
        }
    }

    /**
     * How many rows each table has.
     *
     * @throws StoreUnavailable if the file is damaged
     */
    public static Map<String, Long> counts(Path file) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            String check = text(statement, "PRAGMA quick_check(1)").getFirst();
            if (!check.equals("ok")) {
                throw new StoreUnavailable(file.getFileName() + ": damaged: " + check, new IOException(check));
            }
            Map<String, Long> counts = new TreeMap<>();
            for (String table : text(statement, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
                String quoted = '"' + table.replace("\"", "\"\"") + '"';
                counts.put(
                        table,
                        Long.valueOf(text(statement, "SELECT count(*) FROM " + quoted)
                                .getFirst()));
            }
            return counts;
        } catch (SQLException e) {
            throw new StoreUnavailable(file.getFileName() + ": damaged: " + e.getMessage(), e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private static List<String> text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
