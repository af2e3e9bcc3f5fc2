package dev.signalbox.wire.dialect.anthropic;

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
    private static final int SAMPLE = 64;
    /** Base64 in both alphabets; the backslash is that of an escaped slash. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_\\";

    private long textBytes;
    private int images;
    private final Needs.Media media = new Needs.Media();

    Envelope open(byte[] body) throws Unreadable {
        JsonFields fields;
        try {
            fields = JsonFields.of(body, (depth, name, from, to) -> watch(body, depth, name, from, to));
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        if (!fields.has("messages")) {
            throw new Unreadable("messages", "absent (expected: an array)");
        }
        Json.Obj head = Json.object(f -> {
            for (String name : new String[] {"model", "stream", "max_tokens", "thinking", "output_config"}) {
                f.maybe(name, fields.value(name));
            }
        });
        Optional<Json.Obj> output = Reading.maybeObject(head, "", "output_config");
        OptionalLong maxOutput = Reading.maybeWhole(head, "", "max_tokens");
        boolean schema = output.flatMap(o -> o.find("format")).isPresent() || fields.hasItems("output_format");
        return new Envelope(
                Reading.text(head, "", "model"),
                Reading.maybeBool(head, "", "stream").orElse(false),
                true,
                maxOutput,
                1,
                textBytes,
                images,
                fields.hasItems("tools"),
                schema,
                thinks(head, output),
                media.with(schema, false),
                fields);
    }

    private static boolean thinks(Json.Obj head, Optional<Json.Obj> output) throws Unreadable {
        Optional<Json.Obj> thinking = Reading.maybeObject(head, "", "thinking");
        return thinking.map(t -> !t.text("type").orElse("").equals("disabled"))
                .orElse(output.flatMap(o -> o.text("effort")).isPresent());
    }

    private void watch(byte[] body, int depth, @Nullable String name, int from, int to) {
        if ("data".equals(name) && looksLikeBase64(body, from, to)) {
            return;
        }
        textBytes += to - from;
        if ("type".equals(name) && isBlockDepth(depth)) {
            if (is(body, from, to, "image")) {
                images++;
                media.image();
            } else if (is(body, from, to, "document")) {
                images++;
                media.document();
            }
        }
    }

    /** Blocks of a message lie at depth 5 (messages, message, content, block, field), those inside a tool result at 7. */
    private static boolean isBlockDepth(int depth) {
        return depth == 5 || depth == 7;
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

    private static boolean is(byte[] body, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
