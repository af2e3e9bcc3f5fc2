package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One recorded exchange with the real provider. The recordings lie beside the project and are not part of it. */
record Recording(String name, int status, boolean stream, Optional<Json.Obj> request, byte[] body) {
    @Override
    public String toString() {
        return name;
    }

    /** All recordings of the Messages endpoint; none where this machine has none. */
    static List<Recording> all() {
        String given = System.getProperty("signalbox.shared", System.getenv("SIGNALBOX_SHARED"));
        Path root = Path.of("").toAbsolutePath().getParent();
        Stream<Path> places = given == null
                ? Stream.of(root.resolve("../shared"), root.resolve("../../shared"))
                : Stream.of(Path.of(given));
        return places.map(place -> place.resolve("wire/anthropic").normalize())
                .filter(Files::isDirectory)
                .findFirst()
                .map(Recording::in)
                .orElse(List.of());
    }

    private static List<Recording> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("messages-"))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        try {
            Json.Obj recording = Fixtures.json(Files.readAllBytes(file));
            Json.Obj response = recording.object("response").orElseThrow();
            return new Recording(
                    file.getFileName().toString().replace(".json", ""),
                    (int) response.whole("status").orElseThrow(),
                    recording.text("stream").isPresent(),
                    recording.object("request").flatMap(request -> request.object("body")),
                    Fixtures.bytes(response.text("body").orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
