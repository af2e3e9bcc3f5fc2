package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One recorded exchange with a real provider. The recordings lie beside the project and are not part of it. */
public record Recording(String name, int status, boolean stream, Optional<Json.Obj> request, byte[] body) {

    @Override
    public String toString() {
        return name;
    }

    /** Where the recordings are, or nothing where this machine has none. */
    public static Optional<Path> folder() {
        String given = System.getProperty("signalbox.shared", System.getenv("SIGNALBOX_SHARED"));
        Path root = Path.of("").toAbsolutePath();
        Stream<Path> places = given == null
                ? Stream.of(root.resolve("../../shared"), root.resolve("../../../shared"))
                : Stream.of(Path.of(given));
        return places.map(place -> place.resolve("wire").normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** All recordings of chat completions, in this dialect or one that calls itself alike. */
    static List<Recording> all() {
        return all("[^/]+/chat-(json|sse)-.*\\.json");
    }

    /** All recordings whose path in the folder fits. */
    public static List<Recording> all(String path) {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            return files.filter(file -> folder.get().relativize(file).toString().matches(path))
                    .sorted()
                    .map(file -> read(folder.get(), file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path folder, Path file) {
        try {
            Json.Obj recording = JsonCodec.readObject(Files.readAllBytes(file));
            Json.Obj response = recording.object("response").orElseThrow();
            return new Recording(
                    folder.relativize(file).toString(),
                    (int) response.whole("status").orElse(200),
                    recording.text("stream").isPresent(),
                    recording.object("request").flatMap(request -> request.object("body")),
                    response.text("body").orElseThrow().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonProblem e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
