package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.answer.PromptCache.Mark;
import dev.signalbox.simulator.answer.PromptCache.Segment;
import dev.signalbox.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The blocks of a request in the order in which the API caches them: tools, system, messages; with tokens and marks. */
final class PromptMarks {
    private static final String MARK = "cache_control";
    private static final int TOKENS_PER_MESSAGE = 3;
    private static final int TOKENS_PER_IMAGE = 85;

    private final List<Segment> segments = new ArrayList<>();

    private PromptMarks() {}

    static List<Segment> segments(JsonNode request) {
        PromptMarks marks = new PromptMarks();
        request.path("tools").values().forEach(tool -> marks.add(tool, Tokens.count(bare(tool)), tool));
        marks.content(request.path("system"), "system");
        for (JsonNode message : request.path("messages").values()) {
            String role = message.path("role").asString("");
            marks.segments.add(new Segment(role, TOKENS_PER_MESSAGE, Mark.NONE));
            marks.content(message.path("content"), role);
        }
        if (request.hasNonNull(MARK) && !marks.segments.isEmpty()) {
            Segment last = marks.segments.removeLast();
            marks.segments.add(new Segment(last.content(), last.tokens(), mark(request)));
        }
        return marks.segments;
    }

    /** How many blocks are marked. */
    static int count(JsonNode request) {
        return (int) segments(request).stream()
                .filter(segment -> segment.mark() != Mark.NONE)
                .count();
    }

    private void content(JsonNode content, String role) {
        if (content.isString()) {
            // a text alone and the same text as the only block are the same prompt
            segments.add(new Segment(role + content.stringValue(), Tokens.count(content.stringValue()), Mark.NONE));
        }
        if (content.isArray()) {
            for (JsonNode block : content.values()) {
                JsonNode text = block.path("text");
                if (text.isString()) {
                    segments.add(new Segment(role + text.stringValue(), Tokens.count(text.stringValue()), mark(block)));
                } else {
                    add(block, tokens(block), block);
                }
            }
        }
    }

    private void add(JsonNode content, int tokens, JsonNode marked) {
        JsonNode source = content.path("source");
        String image = source.path("data").asString(source.path("url").asString(""));
        segments.add(new Segment(image.isEmpty() ? bare(content) : image, tokens, mark(marked)));
    }

    private static int tokens(JsonNode block) {
        return switch (AnthropicPrompt.type(block)) {
            case "image" -> TOKENS_PER_IMAGE;
            case "tool_use" -> Tokens.count(block.path("input").toString());
            case "tool_result" -> {
                int images = (int) block.path("content").values().stream()
                        .filter(inner -> AnthropicPrompt.type(inner).equals("image"))
                        .count();
                yield Tokens.count(AnthropicPrompt.text(block.path("content"))) + images * TOKENS_PER_IMAGE;
            }
            default -> Tokens.count(AnthropicPrompt.text(block.path("content")));
        };
    }

    private static Mark mark(JsonNode block) {
        JsonNode mark = block.path(MARK);
        if (!mark.isObject()) {
            return Mark.NONE;
        }
        return mark.path("ttl").asString("5m").equals("1h") ? Mark.ONE_HOUR : Mark.FIVE_MINUTES;
    }

    /** The block without its mark, which moves from turn to turn and is no part of the prompt. */
    private static String bare(JsonNode block) {
        if (!block.has(MARK)) {
            return block.toString();
        }
        ObjectNode copy = (ObjectNode) block.deepCopy();
        copy.remove(MARK);
        return copy.toString();
    }
}
