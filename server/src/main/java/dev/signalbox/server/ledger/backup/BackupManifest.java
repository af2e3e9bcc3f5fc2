package dev.signalbox.server.ledger.backup;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup holds.
 *
 * @param program the version of Signalbox that made it
 * @param made when the copies were begun
 */
public record BackupManifest(String program, Instant made, List<Item> files) {
    /** The name of its file. */
    public static final String NAME = "manifest.json";

    /** The form of manifests and of what they describe. */
    static final int FORMAT = 1;

    /** Takes a defensive copy. */
    public BackupManifest {
        files = List.copyOf(files);
    }

    /** What a file of a backup is. The words are stored. */
    public enum Kind {
        STORE("store"),
        JOURNAL("journal"),
        OTHER("other");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * One file.
     *
     * @param sha256 of its content, in hexadecimal
     * @param counts rows of each table of a store, records of a journal
     */
    public record Item(String name, Kind kind, long bytes, String sha256, Map<String, Long> counts) {
        /** Takes a defensive copy. */
        public Item {
            counts = Map.copyOf(counts);
        }
    }

    /** All bytes of the files. */
    public long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }

    byte[] write() {
        return JsonCodec.write(Json.object(o -> o.put("format", FORMAT)
                .put("program", program)
                .put("made", made.toString())
                .put(
                        "files",
                        Json.array(files.stream().map(BackupManifest::json).toList()))));
    }

    /** @throws IOException if there is none, or it cannot be understood */
    public static BackupManifest read(Path backup) throws IOException {
        Path file = backup.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    backup.toAbsolutePath() + ": no " + NAME + " (expected: a backup made by signalbox backup)");
        }
        try {
            if (JsonCodec.read(Files.readAllBytes(file)) instanceof Json.Obj manifest) {
                return read(manifest);
            }
            throw new IOException(NAME + ": no object (expected: the manifest of a backup)");
        } catch (JsonProblem | DateTimeParseException | IllegalArgumentException e) {
            throw new IOException(NAME + ": damaged: " + e.getMessage(), e);
        }
    }

    private static BackupManifest read(Json.Obj manifest) throws IOException {
        long format = manifest.whole("format").orElse(0);
        if (format != FORMAT) {
            throw new IOException(NAME + ": format " + format + " (expected: " + FORMAT
                    + (format > FORMAT ? "; a newer Signalbox made it)" : ")"));
        }
        List<Item> files = new ArrayList<>();
        for (Json item : manifest.items("files")) {
            if (item instanceof Json.Obj file) {
                files.add(item(file));
            }
        }
        return new BackupManifest(need(manifest, "program"), Instant.parse(need(manifest, "made")), files);
    }

    private static Json.Obj json(Item item) {
        return Json.object(o -> o.put("name", item.name())
                .put("kind", item.kind().word)
                .put("bytes", item.bytes())
                .put("sha256", item.sha256())
                .put("counts", Json.object(counts -> new TreeMap<>(item.counts()).forEach(counts::put))));
    }

    private static Item item(Json.Obj file) {
        String name = need(file, "name");
        if (!String.valueOf(Path.of(name).getFileName()).equals(name) || name.startsWith(".")) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: a plain name)");
        }
        Map<String, Long> counts = new TreeMap<>();
        file.object("counts")
                .ifPresent(o -> o.fields()
                        .forEach((table, _) -> counts.put(table, o.whole(table).orElse(0))));
        String word = need(file, "kind");
        Kind kind = List.of(Kind.values()).stream()
                .filter(k -> k.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("kind: \"" + word + "\" (expected: store, journal or other)"));
        return new Item(name, kind, file.whole("bytes").orElse(-1), need(file, "sha256"), counts);
    }

    private static String need(Json.Obj object, String name) {
        return object.text(name).orElseThrow(() -> new IllegalArgumentException(name + ": absent (expected: text)"));
    }
}
