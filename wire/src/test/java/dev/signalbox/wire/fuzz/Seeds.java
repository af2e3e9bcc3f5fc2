package dev.signalbox.wire.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What a search begins with: the goldens of a dialect, each behind the byte that says what it is. */
final class Seeds {
    private static final Path GOLDENS = Path.of("src/test/golden");

    private Seeds() {}

    static Stream<Arguments> of(String family) {
        return Stream.of(
                        named(family, "requests", DialectClaims.REQUEST),
                        named(family, "replies", DialectClaims.ANSWER),
                        named(family, "streams", DialectClaims.STREAM))
                .flatMap(List::stream)
                .map(bytes -> Arguments.of((Object) bytes));
    }

    /** Files below a folder of goldens that begin as one kind. */
    private static List<byte[]> named(String family, String folder, byte kind) {
        try (Stream<Path> files = Files.walk(GOLDENS.resolve(family))) {
            List<byte[]> seeds = files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith(folder))
                    .sorted()
                    .map(file -> seed(file, kind))
                    .toList();
            if (seeds.isEmpty()) {
                throw new IllegalStateException(family + ": no goldens of " + folder + " (expected: some)");
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] seed(Path file, byte kind) {
        try {
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(kind);
            seed.writeBytes(Files.readAllBytes(file));
            return seed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
