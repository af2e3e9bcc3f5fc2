package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Needs;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks a request over in one pass. */
final class EnvelopeReader {
    private EnvelopeReader() {}

    static Envelope open(byte[] body) throws Unreadable {
        Words words = new Words(body);
        JsonFields fields;
        try {
            fields = JsonFields.of(body, words);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        if (!fields.isFilledArray("messages")) {
            throw new Unreadable("messages", "missing or empty (expected: an array with at least one message)");
        }
        return new Envelope(
                model(fields),
                bool(fields, "stream"),
                usageWanted(fields),
                cap(fields),
                answers(fields),
                words.textBytes,
                words.images,
                fields.isFilledArray("tools") || fields.isFilledArray("functions"),
                structured(fields),
                reasoning(fields),
                words.media.with(schema(fields), parallelTools(fields)),
                fields);
    }

    /** The request with the model that its path names: Azure's clients leave it out of the body, or repeat it there. */
    static byte[] naming(String model, byte[] body) throws Unreadable {
        try {
            return JsonFields.of(body).patched(Map.of("model", Optional.of(Json.text(model))));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String model(JsonFields fields) throws Unreadable {
        if (present(fields, "model").orElse(Json.text("")) instanceof Json.Text(String model) && !model.isEmpty()) {
            return model;
        }
        throw new Unreadable("model", "missing, empty or no string (expected: the name of a model)");
    }

    private static boolean bool(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = present(fields, name);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Json.Bool(boolean on)) {
            return on;
        }
        throw At.wrong(name, value.get(), "true or false");
    }

    private static boolean usageWanted(JsonFields fields) throws Unreadable {
        Optional<Json> options = present(fields, "stream_options");
        return options.isPresent()
                && At.of("stream_options", options.get())
                        .maybeBool("include_usage")
                        .orElse(false);
    }

    private static OptionalLong cap(JsonFields fields) throws Unreadable {
        OptionalLong cap = positive(fields, "max_completion_tokens");
        return cap.isPresent() ? cap : positive(fields, "max_tokens");
    }

    private static int answers(JsonFields fields) throws Unreadable {
        return (int) Math.min(positive(fields, "n").orElse(1), Integer.MAX_VALUE);
    }

    private static OptionalLong positive(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = present(fields, name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof Json.Num number && number.whole().orElse(0) > 0) {
            return number.whole();
        }
        throw new Unreadable(name, "not a positive whole number (expected: at least 1)");
    }

    private static boolean structured(JsonFields fields) {
        return present(fields, "response_format")
                .filter(value -> value instanceof Json.Obj format
                        && format.text("type").orElse("").startsWith("json"))
                .isPresent();
    }

    private static boolean schema(JsonFields fields) {
        return present(fields, "response_format")
                .filter(value -> value instanceof Json.Obj format
                        && format.text("type").orElse("").equals("json_schema"))
                .isPresent();
    }

    /** Looked at, not checked: whoever is served by its own dialect hears of a wrong type from the provider. */
    private static boolean parallelTools(JsonFields fields) {
        return fields.value("parallel_tool_calls").equals(Optional.of(Json.bool(true)));
    }

    private static boolean reasoning(JsonFields fields) throws Unreadable {
        Optional<Json> effort = present(fields, "reasoning_effort");
        if (effort.isPresent() && !(effort.get() instanceof Json.Text)) {
            throw At.wrong("reasoning_effort", effort.get(), "a string");
        }
        return effort.filter(value -> !value.equals(Json.text("none"))).isPresent();
    }

    private static Optional<Json> present(JsonFields fields, String name) {
        return fields.value(name).filter(value -> !(value instanceof Json.Null));
    }

    /** Measures the words and counts the pictures while the scan passes over them. */
    private static final class Words implements JsonFields.Watcher {
        /** Depth of the fields of a content part: messages, message, content, part. */
        private static final int PART = 5;

        private final byte[] body;
        private long textBytes;
        private int images;
        private final Needs.Media media = new Needs.Media();

        private Words(byte[] body) {
            this.body = body;
        }

        @Override
        public void string(int depth, @Nullable String name, int from, int to) {
            if (depth == PART && "type".equals(name) && media(from, to)) {
                images++;
            }
            if (!inline(depth, name, from, to)) {
                textBytes += to - from;
            }
        }

        /** Whether the part is a picture, a document or sound; a moving picture is none of what others can be given. */
        private boolean media(int from, int to) {
            if (is("image_url", from, to)) {
                media.image();
            } else if (is("file", from, to)) {
                media.document();
            } else if (is("input_audio", from, to)) {
                media.audio();
            } else {
                if (is("video_url", from, to)) {
                    media.video();
                }
                return false;
            }
            return true;
        }

        private boolean inline(int depth, @Nullable String name, int from, int to) {
            if (name == null || depth < PART) {
                return false;
            }
            return switch (name) {
                case "file_data" -> true;
                case "data" -> depth == PART + 1;
                case "url" -> to - from > 5 && is("data:", from, from + 5);
                default -> false;
            };
        }

        private boolean is(String ascii, int from, int to) {
            if (to - from != ascii.length()) {
                return false;
            }
            for (int i = 0; i < ascii.length(); i++) {
                if (body[from + i] != ascii.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
