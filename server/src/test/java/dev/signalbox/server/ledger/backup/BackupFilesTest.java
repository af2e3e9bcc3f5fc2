package dev.signalbox.server.ledger.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what a backup makes, and where it never writes. */
class BackupFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    /** A store is a file whose name ends so. */
    private static final class Copier implements StoreCopier {
        @Override
        public boolean isStore(Path file) {
            return file.toString().endsWith(".store");
        }

        @Override
        public void copy(Path from, Path to) {
            try {
                Files.copy(from, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, Long> counts(Path copy) {
            return Map.of("entries", 1L);
        }
    }

    @BeforeEach
    void fill() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        Files.writeString(state.resolve("answers.store"), "what a model said");
        Files.setPosixFilePermissions(state.resolve("answers.store"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "backup.zip"})
    void backupsAndWhatIsBroughtBackAreForTheirOwnerAlone(String name) throws IOException {
        Path backup = directory.resolve(name);
        Backup.make(directory.resolve("state"), backup, new Copier(), "test", NOW);
        Path target = directory.resolve("restored");
        Restore.run(backup, target, false, new Copier(), NOW);

        assertThat(modes(backup)).isEqualTo(Files.isDirectory(backup) ? "rwx------" : "rw-------");
        assertThat(modes(target)).isEqualTo("rwx------");
        assertThat(modes(target.resolve("answers.store"))).isEqualTo("rw-------");
        assertThat(target.resolve("answers.store")).hasContent("what a model said");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/tmp/outside", "inner/../../outside", "inner/file"})
    void unpacksNothingBesideItsDirectory(String entry) throws IOException {
        Path backup = directory.resolve("evil.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(backup))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('x');
            zip.closeEntry();
        }

        assertThatThrownBy(() -> Restore.run(backup, directory.resolve("target"), false, new Copier(), NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected: plain names of files");
        assertThat(directory.resolve("outside")).doesNotExist();
        assertThat(directory.resolve("target")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/", "..", ".hidden", "inner/file"})
    void readsNothingThatAManifestNamesElsewhere(String name) throws IOException {
        Path backup = Files.createDirectory(directory.resolve("evil"));
        Files.writeString(backup.resolve(BackupManifest.NAME), """
                {"format":1,"program":"test","made":"2026-11-21T12:00:00Z",
                 "files":[{"name":"%s","kind":"store","bytes":1,"sha256":"00","counts":{}}]}""".formatted(name));

        assertThatThrownBy(() -> Restore.verify(backup, new Copier()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected: a plain name");
    }

    @Test
    void leavesAnExistingNameAlone() throws IOException {
        Path backup = Files.writeString(directory.resolve("backup.zip"), "mine");
        assertThatThrownBy(() -> Backup.make(directory.resolve("state"), backup, new Copier(), "test", NOW))
                .hasMessageContaining("expected: a name that is free");
        assertThat(backup).hasContent("mine");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
