package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Takes reasoning with a mark of ours out of a conversation: a provider would refuse a signature that is not its own. */
final class MarkedBlocks {
    private MarkedBlocks() {}

    /** The messages without marked blocks, and without those that held nothing else. */
    static Json.Arr without(Json.Arr messages, Notes notes) {
        List<Json> kept = new ArrayList<>();
        for (int i = 0; i < messages.items().size(); i++) {
            Json message = messages.items().get(i);
            if (message instanceof Json.Obj object && object.get("content") instanceof Json.Arr content) {
                List<Json> blocks = unmarked(content, Reading.at(Reading.at("messages", i), "content"), notes);
                if (blocks.size() == content.items().size()) {
                    kept.add(message);
                } else if (!blocks.isEmpty()) {
                    kept.add(object.with("content", Json.array(blocks)));
                }
            } else {
                kept.add(message);
            }
        }
        return Json.array(kept);
    }

    private static List<Json> unmarked(Json.Arr content, String path, Notes notes) {
        List<Json> blocks = new ArrayList<>();
        for (int i = 0; i < content.items().size(); i++) {
            Json block = content.items().get(i);
            if (isMarked(block)) {
                notes.hint(Reading.at(path, i), "reasoning that Anthropic did not sign");
            } else {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static boolean isMarked(Json value) {
        return value instanceof Json.Obj block
                && switch (block.text("type").orElse("")) {
                    case "thinking" ->
                        ForeignReasoning.isMarked(block.text("signature").orElse(""));
                    case "redacted_thinking" ->
                        ForeignReasoning.isMarked(block.text("data").orElse(""));
                    default -> false;
                };
    }
}
