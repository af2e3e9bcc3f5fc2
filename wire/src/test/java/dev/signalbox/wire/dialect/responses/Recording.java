package dev.signalbox.wire.dialect.responses;

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
record Recording(String name, int status, boolean stream, Optional<Json.Obj> request, byte[] body) {

    @Override
    public String toString() {
        return name;
    }

    /** Where the recordings are, or nothing where this machine has none. */
    static Optional<Path> folder() {
        String given = System.getProperty("signalbox.shared", System.getenv("SIGNALBOX_SHARED"));
        Path root = Path.of("").toAbsolutePath();
        Stream<Path> places = given == null
                ? Stream.of(root.resolve("../../shared"), root.resolve("../../../shared"))
                : Stream.of(Path.of(given));
        return places.map(place -> place.resolve("wire").normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** All recordings of the Responses API. */
    static List<Recording> all() {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.get())) {
            return files.filter(file -> file.getFileName().toString().matches("responses-(json|sse)-.*\\.json"))
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
                    body(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonProblem e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static byte[] body(Json.Obj response) {
        return response.text("body")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> JsonCodec.write(response.find("body").orElseThrow()));
    }
}
