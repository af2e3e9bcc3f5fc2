package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Needs;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks a request over in one pass. Serves one request. */
final class EnvelopeReader {
    /** Google's names of models begin with this; ours need not. */
    static final String COLLECTION = "models/";

    private static final int SAMPLE = 64;
    /** Depth of the fields of inline data: contents, content, parts, part, inlineData. */
    private static final int OF_MEDIA = 6;
    /** Base64 in both alphabets; the backslash is that of an escaped slash. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_\\";

    private long textBytes;
    private int media;
    private final Needs.Media kinds = new Needs.Media();

    Envelope open(byte[] body, Addressed addressed) throws Unreadable {
        JsonFields fields;
        try {
            fields = JsonFields.of(body, (depth, name, from, to) -> watch(body, depth, name, from, to));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        if (!fields.hasItems("contents")) {
            throw new Unreadable("contents", "missing or empty (expected: an array with at least one content)");
        }
        Optional<Asked> config = config(fields);
        Optional<Asked> thinking =
                config.isEmpty() ? Optional.empty() : config.get().maybeObject("thinkingConfig");
        return new Envelope(
                model(fields, addressed),
                addressed.stream(),
                true,
                thinking.isPresent() && thinking.get().flag("includeThoughts"),
                config.isEmpty() ? OptionalLong.empty() : positive(config.get(), "maxOutputTokens"),
                config.isEmpty() ? 1 : answers(config.get()),
                textBytes,
                media,
                fields.hasItems("tools"),
                config.isPresent() && structured(config.get()),
                ReasoningReader.read(thinking).filter(ReasoningReader::isOn).isPresent(),
                kinds.with(config.isPresent() && schema(config.get()), false),
                fields);
    }

    private static Optional<Asked> config(JsonFields fields) throws Unreadable {
        Optional<Json> value = fields.value("generationConfig")
                .or(() -> fields.value("generation_config"))
                .filter(config -> !(config instanceof Json.Null));
        return value.isEmpty() ? Optional.empty() : Optional.of(Asked.of("generationConfig", value.get()));
    }

    /** The path's model; a body may repeat it. */
    private static String model(JsonFields fields, Addressed addressed) throws Unreadable {
        String named = addressed
                .model()
                .or(() -> fields.value("model")
                        .filter(Json.Text.class::isInstance)
                        .map(value -> ((Json.Text) value).value()))
                .orElse("");
        String name = named.startsWith(COLLECTION) ? named.substring(COLLECTION.length()) : named;
        if (name.isEmpty()) {
            throw new Unreadable("model", "missing (expected: a path such as /v1beta/models/NAME:generateContent)");
        }
        return name;
    }

    private static OptionalLong positive(Asked config, String name) throws Unreadable {
        OptionalLong value = config.maybeWhole(name);
        if (value.isPresent() && value.getAsLong() < 1) {
            throw new Unreadable(config.where(name), value.getAsLong() + " (expected: at least 1)");
        }
        return value;
    }

    private static int answers(Asked config) throws Unreadable {
        return (int) Math.min(positive(config, "candidateCount").orElse(1), Integer.MAX_VALUE);
    }

    private static boolean structured(Asked config) throws Unreadable {
        return schema(config) || config.maybeText("responseMimeType").orElse("").equals("application/json");
    }

    private static boolean schema(Asked config) throws Unreadable {
        return config.has("responseSchema") || config.has("responseJsonSchema");
    }

    private void watch(byte[] body, int depth, @Nullable String name, int from, int to) {
        if ("data".equals(name) && looksLikeBase64(body, from, to)) {
            media++;
            return;
        }
        if ("fileUri".equals(name) || "file_uri".equals(name)) {
            media++;
        }
        if (depth == OF_MEDIA && ("mimeType".equals(name) || "mime_type".equals(name))) {
            kind(body, from, to);
        }
        textBytes += to - from;
    }

    private void kind(byte[] body, int from, int to) {
        if (begins(body, from, to, "image")) {
            kinds.image();
        } else if (begins(body, from, to, "audio")) {
            kinds.audio();
        } else if (begins(body, from, to, "video")) {
            kinds.video();
        } else if (begins(body, from, to, "application")) {
            kinds.document();
        }
    }

    private static boolean begins(byte[] body, int from, int to, String word) {
        if (to - from <= word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Inline media is long and has no blanks; a field of a tool's arguments may be called data and hold words. */
    private static boolean looksLikeBase64(byte[] body, int from, int to) {
        if (to - from < SAMPLE) {
            return false;
        }
        for (int i = from; i < from + SAMPLE; i++) {
            if (ALPHABET.indexOf(body[i]) < 0) {
                return false;
            }
        }
        return true;
    }
}
