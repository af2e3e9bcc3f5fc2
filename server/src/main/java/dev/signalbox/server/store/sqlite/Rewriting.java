package dev.signalbox.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes the file anew after a purge. SQLite overwrites the rows that are deleted, but not the copies that it left behind in
 * the gaps of pages when it moved those rows to others.
 */
final class Rewriting {
    private Rewriting() {}

    /**
     * Nobody else can write meanwhile.
     *
     * @param most the largest file that is written anew, in bytes
     * @return whether nothing of the past is left, neither in the file nor in the one of newest pages beside it
     */
    static boolean run(Connection connection, Path file, long most) {
        try {
            long bytes = Files.size(file);
            // The new content lies in a temporary file, then beside the old one, before it takes its place.
            if (bytes > most || Files.getFileStore(file).getUsableSpace() / 2 < bytes) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
                try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                    return row.next() && row.getInt("busy") == 0;
                }
            }
        } catch (IOException | SQLException _) {
            return false; // What was purged stays so: only the traces are still there.
        }
    }
}
