package dev.signalbox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Recordings of real provider traffic, where they lie beside the project. */
final class Recordings {
    private Recordings() {}

    /** One recorded reply of status 200 or an error. */
    record Recording(String name, boolean stream, int status, String finish, List<JsonNode> documents) {
        /** Form and reason of its end: what replies are compared by. */
        String kind() {
            return (stream ? "stream " : "whole ") + finish;
        }
    }

    static Optional<Path> folder() {
        String told = System.getProperty("signalbox.shared", System.getenv().getOrDefault("SIGNALBOX_SHARED", ""));
        Stream<Path> places = told.isEmpty()
                ? Stream.of(Path.of("../../shared"), Path.of("../../../shared"))
                : Stream.of(Path.of(told));
        return places.map(place -> place.resolve("wire"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    static List<Recording> read(Path folder, String provider, String dialect) {
        try (Stream<Path> files = Files.list(folder.resolve(provider))) {
            return files.sorted()
                    .map(file -> Client.JSON.readTree(file.toFile()))
                    .filter(file -> file.path("dialect")
                            .asString()
                            .replace("-stream", "")
                            .equals(dialect))
                    .map(Recordings::recording)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording recording(JsonNode file) {
        boolean stream = file.path("stream").asString("").equals("sse");
        int status = file.at("/response/status").intValue();
        String body = file.at("/response/body").asString();
        List<JsonNode> documents = stream ? events(body) : List.of(Client.JSON.readTree(body));
        String name =
                file.at("/origin/file").asString("") + " " + file.path("model").asString("");
        return new Recording(name, stream, status, status == 200 ? finish(documents) : "error", documents);
    }

    static List<JsonNode> events(String body) {
        List<JsonNode> events = new ArrayList<>();
        body.lines()
                .filter(line -> line.startsWith("data:") && !line.contains("[DONE]"))
                .forEach(line -> events.add(Client.JSON.readTree(line.substring("data:".length()))));
        return events;
    }

    /** Why a reply ended, in the words of its dialect. */
    static String finish(List<JsonNode> documents) {
        String finish = "";
        for (JsonNode document : documents) {
            for (String place : List.of(
                    "/choices/0/finish_reason", "/stop_reason", "/delta/stop_reason", "/candidates/0/finishReason")) {
                finish = document.at(place).isString() ? document.at(place).stringValue() : finish;
            }
        }
        return finish;
    }
}
