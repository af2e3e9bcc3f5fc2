package dev.signalbox.learn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Prompts as JSON lines: one object per line with {@code prompt_id} and {@code prompt_text}; other fields are optional. */
public final class PromptFile {

    private static final String EXPECTED = "{\"prompt_id\": ..., \"prompt_text\": ...}";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PromptFile() {}

    /**
     * The prompts in the file's order.
     *
     * @throws DataException if the file cannot be read, a line is not such an object, an id stands twice, or there is none
     */
    public static List<Prompt> read(Path file) throws DataException {
        try (TextLines lines = TextLines.open(file)) {
            return read(lines);
        }
    }

    static List<Prompt> read(TextLines lines) throws DataException {
        List<Prompt> prompts = new ArrayList<>();
        Map<String, Long> known = new HashMap<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                Prompt prompt = prompt(lines, line);
                Long before = known.putIfAbsent(prompt.id(), lines.number());
                if (before != null) {
                    throw lines.problem(
                            "prompt_id: " + CsvReader.quoted(prompt.id()) + " stands already on line " + before);
                }
                prompts.add(prompt);
            }
        }
        if (prompts.isEmpty()) {
            throw new DataException(lines.name(), 0, "no prompts (expected: lines such as " + EXPECTED + ")");
        }
        return List.copyOf(prompts);
    }

    private static Prompt prompt(TextLines lines, String line) throws DataException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw lines.problem("not a JSON object (expected: " + EXPECTED + ")");
            }
            Map<String, String> fields = new HashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                String value = scalar(parser);
                if (value != null) {
                    fields.put(name, value);
                }
            }
            if (parser.nextToken() != null) {
                throw lines.problem("more than one JSON value (expected: one object per line)");
            }
            String id = required(lines, fields, "prompt_id");
            if (id.isBlank()) {
                throw lines.problem("prompt_id: blank (expected: a name that no other prompt has)");
            }
            return new Prompt(
                    id,
                    fields.getOrDefault("split", ""),
                    fields.getOrDefault("source", "").intern(),
                    fields.getOrDefault("category", "").intern(),
                    required(lines, fields, "prompt_text"));
        } catch (JacksonException _) {
            throw lines.problem("not JSON: " + CsvReader.quoted(line) + " (expected: " + EXPECTED + ")");
        }
    }

    /** The text of a string or a number; null for anything else, which is passed over. */
    private static @Nullable String scalar(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    private static String required(TextLines lines, Map<String, String> fields, String name) throws DataException {
        String value = fields.get(name);
        if (value == null) {
            throw lines.problem(name + ": missing or no string (expected: " + EXPECTED + ")");
        }
        return value;
    }
}
