package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids of tool calls, which most models of Gemini's do not give. One is made of the answer's id, the call's number in it and
 * the tool, so that ids differ between turns, and reading the same bytes again makes the same id.
 */
final class CallIds {
    private static final Pattern MADE = Pattern.compile("call_[0-9a-f]{24}");

    private CallIds() {}

    static String orMade(Json.Obj call, String replyId, int number) {
        String given = call.text("id").orElse("");
        if (!given.isEmpty()) {
            return given;
        }
        String turn = replyId.isEmpty() ? new String(JsonCodec.write(call), StandardCharsets.UTF_8) : replyId;
        String name = turn + "/" + number + "/" + call.text("name").orElse("");
        return "call_"
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 24);
    }

    /** Whether Gemini never saw this id. */
    static boolean isMade(String id) {
        return MADE.matcher(id).matches();
    }
}
