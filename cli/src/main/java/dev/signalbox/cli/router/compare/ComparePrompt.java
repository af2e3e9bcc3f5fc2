package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.TextLines;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    public static List<ComparePrompt> read(Path file) {
        List<ComparePrompt> prompts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (TextLines lines = TextLines.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    ComparePrompt prompt = prompt(lines, line);
                    if (!ids.add(prompt.id)) {
                        throw problem(lines, "prompt_id: " + prompt.id + " stands twice");
                    }
                    prompts.add(prompt);
                }
            }
        } catch (DataException e) {
            throw new Complaint("--prompts: " + e.getMessage(), e);
        }
        if (prompts.isEmpty()) {
            throw new Complaint("--prompts: " + file + ": no prompts (expected: lines such as " + EXPECTED + ")");
        }
        return prompts;
    }

    private static ComparePrompt prompt(TextLines lines, String line) throws DataException {
        Json.Obj object;
        try {
            object = JsonCodec.readObject(line.getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw problem(lines, "not a JSON object");
        }
        return new ComparePrompt(
                required(lines, object, "prompt_id"),
                required(lines, object, "prompt_text"),
                word(object, "system"),
                word(object, "expected"),
                word(object, "team").orElse(""));
    }

    private static String required(TextLines lines, Json.Obj object, String name) throws DataException {
        Optional<String> word = word(object, name);
        if (word.isEmpty()) {
            throw problem(lines, name + ": missing or blank");
        }
        return word.get();
    }

    /** A text, or a number as it is written. */
    private static Optional<String> word(Json.Obj object, String name) {
        return object.text(name)
                .or(() -> object.decimal(name).map(number -> number.toPlainString()))
                .filter(text -> !text.isBlank());
    }

    private static DataException problem(TextLines lines, String what) {
        return lines.problem(what + " (expected: " + EXPECTED + ")");
    }
}
