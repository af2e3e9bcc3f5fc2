package dev.signalbox.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 digests by which the watch sees that a file has changed, whatever its time stamp or link says. */
final class Digests {

    private static final String ABSENT = "absent";

    /** More than any file that is taken; of a larger one the beginning must do, for it is looked at often. */
    private static final long MOST_BYTES = 16 << 20;

    private Digests() {}

    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** The digest of a regular file, or of the names in a folder; one fixed word for all that cannot be read. */
    static String ofFile(Path file) {
        if (Files.isDirectory(file)) {
            return of(String.join("\0", names(file)).getBytes(UTF_8));
        }
        if (!Files.isRegularFile(file)) {
            return ABSENT;
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[8192];
        try (InputStream in = Files.newInputStream(file)) {
            long left = MOST_BYTES;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                left -= n;
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** The names of the YAML files of a folder, in order. What begins with a dot is being written. */
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(RouteFiles.SUFFIX) && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
