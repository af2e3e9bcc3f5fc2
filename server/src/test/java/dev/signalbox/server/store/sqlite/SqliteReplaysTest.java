package dev.signalbox.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.Replays;
import dev.signalbox.server.store.ReplaysContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReplaysTest extends ReplaysContract {
    @TempDir
    Path directory;

    @Override
    protected Replays open() {
        return SqliteReplays.open(directory);
    }

    @Test
    void liesInFilesThatOnlyTheirOwnerReads() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }
}
