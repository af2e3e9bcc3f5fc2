package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.cli.Complaint;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * One prompt of the user's own.
 *
 * @param system what the model is told before it
 * @param expected what a right answer is or holds
 * @param team whose it is; empty if nobody's
 */
public record ComparePrompt(String id, String text, Optional<String> system, Optional<String> expected, String team) {
    private static final String EXPECTED =
            "{\"prompt_id\": ..., \"prompt_text\": ...}, optional: \"system\", \"expected\", \"team\"";

    /** The prompts of JSON lines, plain or compressed. */
    public static List<ComparePrompt> read(Path file) throws IOException {
        List<ComparePrompt> prompts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    ComparePrompt prompt = prompt(file, number, line);
                    if (!ids.add(prompt.id)) {
                        throw problem(file, number, "prompt_id: " + prompt.id + " stands twice");
                    }
                    prompts.add(prompt);
                }
            }
        } catch (NoSuchFileException e) {
            throw new Complaint("--prompts: " + file + ": no such file", e);
        }
        if (prompts.isEmpty()) {
            throw new Complaint("--prompts: " + file + ": no prompts (expected: lines such as " + EXPECTED + ")");
        }
        return prompts;
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        boolean compressed = String.valueOf(file.getFileName()).endsWith(".gz");
        return new BufferedReader(new InputStreamReader(compressed ? new GZIPInputStream(in) : in, UTF_8));
    }

    private static ComparePrompt prompt(Path file, int number, String line) {
        try {
            Json.Obj object = JsonCodec.readObject(line.getBytes(UTF_8));
            return new ComparePrompt(
                    word(object, "prompt_id").orElseThrow(() -> problem(file, number, "prompt_id: missing or blank")),
                    word(object, "prompt_text")
                            .orElseThrow(() -> problem(file, number, "prompt_text: missing or blank")),
                    word(object, "system"),
                    word(object, "expected"),
                    word(object, "team").orElse(""));
        } catch (JsonProblem e) {
            throw problem(file, number, "not a JSON object");
        }
    }

    /** A text, or a number as it is written. */
    private static Optional<String> word(Json.Obj object, String name) {
        return object.text(name)
                .or(() -> object.decimal(name).map(number -> number.toPlainString()))
                .filter(text -> !text.isBlank());
    }

    private static Complaint problem(Path file, int line, String what) {
        return new Complaint("--prompts: " + file + ":" + line + " " + what + " (expected: " + EXPECTED + ")");
    }
}
