package dev.signalbox.wire.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes whole JSON texts as UTF-8.
 *
 * <p>Reading is strict about what hostile texts try: nesting deeper than {@value #DEEPEST}, duplicate names, numbers of more
 * than 1,000 digits, anything behind the value.
 */
public final class JsonCodec {
    static final int DEEPEST = 256;
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1_000)
                    .maxNameLength(10_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What the parser appends for those who program with it. */
    private static final Pattern INTERNALS = Pattern.compile(
            "(\\n| \\(start marker| at \\[Source|,? \\(?from `|[:,;]? enable `|, from `).*", Pattern.DOTALL);

    private JsonCodec() {}

    /**
     * Reads one value.
     *
     * @throws JsonProblem if the bytes are not exactly one JSON value
     */
    public static Json read(byte[] bytes) throws JsonProblem {
        try (JsonParser parser = parser(bytes)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new JsonProblem("no content", 0);
            }
            Json value = value(parser, token);
            if (parser.nextToken() != null) {
                throw new JsonProblem(
                        "more than one JSON value",
                        parser.currentTokenLocation().getByteOffset());
            }
            return value;
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    /** A parser of bytes that are surely UTF-8: else the parser would guess another encoding, or let malformed bytes pass. */
    static JsonParser parser(byte[] bytes) throws JsonProblem {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw new JsonProblem("not UTF-8", i);
            }
        }
        int malformed = Utf8.firstMalformed(bytes);
        if (malformed >= 0) {
            throw new JsonProblem("not UTF-8", malformed);
        }
        return FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }

    /**
     * Reads one object.
     *
     * @throws JsonProblem if the bytes are not exactly one JSON object
     */
    public static Json.Obj readObject(byte[] bytes) throws JsonProblem {
        if (read(bytes) instanceof Json.Obj object) {
            return object;
        }
        throw new JsonProblem("not a JSON object", 0);
    }

    /** Writes a value without white space. */
    public static byte[] write(Json value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, value);
        }
        return out.toByteArray();
    }

    static JsonProblem problem(JacksonException e) {
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        String message = e.getOriginalMessage();
        return new JsonProblem("not valid JSON: " + (message == null ? "unreadable" : plain(message)), offset);
    }

    /** The parser's first sentence, without the internals that it appends. */
    private static String plain(String message) {
        String line = INTERNALS.matcher(message).replaceFirst("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static Json value(JsonParser parser, JsonToken token) throws JsonProblem {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonProblem(
                        "unexpected " + token, parser.currentTokenLocation().getByteOffset());
        };
    }

    private static Json.Obj object(JsonParser parser) throws JsonProblem {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new Json.Obj(fields);
    }

    private static Json.Arr array(JsonParser parser) throws JsonProblem {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Json.Arr(items);
    }

    private static void write(JsonGenerator out, Json value) {
        switch (value) {
            case Json.Obj object -> {
                out.writeStartObject();
                object.fields().forEach((name, field) -> {
                    out.writeName(name);
                    write(out, field);
                });
                out.writeEndObject();
            }
            case Json.Arr array -> {
                out.writeStartArray();
                array.items().forEach(item -> write(out, item));
                out.writeEndArray();
            }
            case Json.Text text -> out.writeString(text.value());
            case Json.Num number -> out.writeNumber(number.spelling());
            case Json.Bool bool -> out.writeBoolean(bool.value());
            case Json.Null _ -> out.writeNull();
        }
    }
}
