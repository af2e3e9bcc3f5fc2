package dev.signalbox.wire.dialect.openai;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of tool calls where a provider gives none: made from the answer's id, so that they differ between turns. */
final class CallIds {
    private CallIds() {}

    static String orMade(String id, String replyId, int index) {
        if (!id.isEmpty()) {
            return id;
        }
        byte[] name = (replyId + "/" + index).getBytes(StandardCharsets.UTF_8);
        return "call_"
                + UUID.nameUUIDFromBytes(name).toString().replace("-", "").substring(0, 24);
    }
}
