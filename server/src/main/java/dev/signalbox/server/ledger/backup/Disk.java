package dev.signalbox.server.ledger.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What is done to files. */
final class Disk {
    private static final int BUFFER = 1 << 16;

    private Disk() {}

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
        }
    }

    /** The file's content has reached the disk when this returns. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The names in a directory have reached the disk when this returns, where the system can tell. */
    static void forceNames(Path directory) throws IOException {
        if (isPosix(directory)) {
            force(directory);
        }
    }

    /** Gives a directory or a file to its owner alone: what a store holds is for nobody else. */
    static void keepPrivate(Path path) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The plain files of a directory, by their names. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A new directory beside this path, for what is not whole yet. */
    static Path beside(Path target, String what) throws IOException {
        Path parent = parent(target);
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, "." + target.getFileName() + "." + what + "-");
    }

    static Path parent(Path target) throws IOException {
        Path parent = target.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException(target + ": the root (expected: a directory of its own)");
        }
        return parent;
    }

    /** Deletes as much as it can; what stays harms nobody. */
    static void discard(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Disk::discardOne);
        } catch (IOException _) {
            // It is told by its name that it is not whole.
        }
    }

    private static void discardOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // See above.
        }
    }
}
