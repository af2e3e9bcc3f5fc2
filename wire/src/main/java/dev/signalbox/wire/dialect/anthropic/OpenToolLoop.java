package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import java.util.List;

/**
 * The tool calls at the end of a conversation whose results the model has not seen yet. With thinking on, providers demand
 * that the turn which began them begins with the thinking that led there, signed by them.
 */
final class OpenToolLoop {
    private OpenToolLoop() {}

    /** Whether a loop is open and its first turn does not begin with signed thinking. */
    static boolean lacksThinking(List<Json> messages) {
        Json.Obj first = null;
        for (int i = messages.size() - 1; i > 0; i -= 2) {
            if (!(messages.get(i) instanceof Json.Obj answer
                    && messages.get(i - 1) instanceof Json.Obj turn
                    && holds(answer, "user", "tool_result")
                    && holds(turn, "assistant", "tool_use"))) {
                break;
            }
            first = turn;
        }
        return first != null && !beginsWithThinking(first);
    }

    private static boolean holds(Json.Obj message, String role, String type) {
        return message.text("role").filter(role::equals).isPresent()
                && message.items("content").stream()
                        .anyMatch(block -> block instanceof Json.Obj b
                                && b.text("type").filter(type::equals).isPresent());
    }

    private static boolean beginsWithThinking(Json.Obj turn) {
        if (!(turn.items("content").getFirst() instanceof Json.Obj block)) {
            return false;
        }
        String proof = switch (block.text("type").orElse("")) {
            case "thinking" -> block.text("signature").orElse("");
            case "redacted_thinking" -> block.text("data").orElse("");
            default -> "";
        };
        return !proof.isEmpty() && !ForeignReasoning.isMarked(proof);
    }
}
