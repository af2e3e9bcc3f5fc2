package dev.signalbox.wire.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fixtures that show what a text becomes, beside each other in {@code src/test/golden/openai}. */
public final class Golden {
    private static final int WIDTH = 118;
    private static final Path ROOT = Path.of("src/test/golden/openai");

    private Golden() {}

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(String folder, String ending) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares with the golden of this name. With {@code -Dgolden.write=true} it is written instead, to be looked over
     * before it is kept.
     */
    static void assertMatches(String name, Json actual) {
        assertMatches(ROOT.resolve(name), actual);
    }

    /** The same for the golden of another dialect, by its whole path. */
    public static void assertMatches(Path file, Json actual) {
        if (Boolean.getBoolean("golden.write")) {
            write(file, pretty(actual, "") + "\n");
        }
        Json expected;
        try {
            expected = JsonCodec.read(Files.readAllBytes(file));
        } catch (JsonProblem | IOException e) {
            throw new AssertionError(file.toString(), e);
        }
        assertThat(text(actual)).as(file.toString()).isEqualTo(text(expected));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fits stands on one line. */
    private static String pretty(Json value, String indent) {
        String line = text(value);
        String inner = indent + "  ";
        if (line.length() + indent.length() <= WIDTH) {
            return line;
        }
        return switch (value) {
            case Json.Obj object ->
                object.fields().entrySet().stream()
                        .map(field -> inner + text(Json.text(field.getKey())) + ": " + pretty(field.getValue(), inner))
                        .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
            case Json.Arr array ->
                array.items().stream()
                        .map(item -> inner + pretty(item, inner))
                        .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> line;
        };
    }

    private static String text(Json value) {
        return new String(JsonCodec.write(value), StandardCharsets.UTF_8);
    }
}
