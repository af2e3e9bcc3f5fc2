package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Json;
import tools.jackson.databind.node.ObjectNode;

/** The objects of one answer in the Messages API, from which both the whole message and the stream are made. */
record AnthropicShapes(String id, String model, Answer answer, Usage usage, Signatures signatures) {

    /** The whole message. */
    ObjectNode message() {
        ObjectNode message = frame();
        for (int i = 0; i < answer.parts().size(); i++) {
            if (shown(answer.parts().get(i))) {
                message.withArray("content").add(block(answer.parts().get(i), i));
            }
        }
        finish(message);
        message.set("usage", inputUsage(usage.output()));
        if (usage.thinking() > 0) {
            thinkingTokens((ObjectNode) message.path("usage"));
        }
        return message;
    }

    /** The message of {@code message_start}: nothing said yet, only the input counted. */
    ObjectNode start() {
        ObjectNode message =
                frame().putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
        return message.set("usage", inputUsage(1));
    }

    /** The {@code delta} of {@code message_delta}, or those fields of the whole message. */
    ObjectNode finish(ObjectNode into) {
        into.put("stop_reason", reason(answer.finish()));
        into.put("stop_sequence", answer.finish() instanceof Finish.StopSequence(String sequence) ? sequence : null);
        if (answer.finish() instanceof Finish.Refused) {
            into.putObject("stop_details")
                    .put("type", "refusal")
                    .put("category", "general_harms")
                    .put("explanation", "The simulator was asked to refuse.");
        } else {
            into.putNull("stop_details");
        }
        return into;
    }

    /** The cumulative usage of {@code message_delta}. */
    ObjectNode finalUsage() {
        ObjectNode node = Json.object()
                .put("input_tokens", usage.uncached())
                .put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h())
                .put("cache_read_input_tokens", usage.cacheRead())
                .put("output_tokens", usage.output());
        if (usage.thinking() > 0) {
            thinkingTokens(node);
        }
        return node;
    }

    /** A refusal is told by the stop reason alone. */
    static boolean shown(Part part) {
        return !(part instanceof Part.Declined);
    }

    /** A complete content block. */
    ObjectNode block(Part part, int position) {
        ObjectNode block = opened(part, position);
        return switch (part) {
            case Part.Thinking(String text, boolean redacted) ->
                redacted ? block : block.put("thinking", text).put("signature", signatures.sign(text));
            case Part.Text(String text) -> block.put("text", text);
            case Part.Declined(String text) -> block.put("text", text);
            case Part.Call call -> block.set("input", Json.parse(call.arguments()));
        };
    }

    /** A content block as {@code content_block_start} shows it: its kind, nothing in it. */
    ObjectNode opened(Part part, int position) {
        ObjectNode block = Json.object();
        switch (part) {
            case Part.Thinking(String text, boolean redacted) -> {
                if (redacted) {
                    block.put("type", "redacted_thinking").put("data", signatures.redact(text));
                } else {
                    block.put("type", "thinking").put("thinking", "").put("signature", "");
                }
            }
            case Part.Text _, Part.Declined _ -> block.put("type", "text").put("text", "");
            case Part.Call call -> {
                String callId = Seeded.id("toolu_01", 22, position, id);
                block.put("type", "tool_use").put("id", callId).put("name", call.name());
                block.putObject("input");
                block.putObject("caller").put("type", "direct");
            }
        }
        return block;
    }

    private ObjectNode frame() {
        ObjectNode message = Json.object()
                .put("model", model)
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant");
        message.putArray("content");
        return message;
    }

    private ObjectNode inputUsage(int output) {
        ObjectNode node = Json.object()
                .put("input_tokens", usage.uncached())
                .put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h())
                .put("cache_read_input_tokens", usage.cacheRead());
        node.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", usage.cacheWrite1h());
        return node.put("output_tokens", output).put("service_tier", "standard").put("inference_geo", "not_available");
    }

    private void thinkingTokens(ObjectNode into) {
        into.putObject("output_tokens_details").put("thinking_tokens", usage.thinking());
    }

    private static String reason(Finish finish) {
        return switch (finish) {
            case Finish.Complete() -> "end_turn";
            case Finish.StopSequence(String _) -> "stop_sequence";
            case Finish.Length() -> "max_tokens";
            case Finish.Tools() -> "tool_use";
            case Finish.Refused(), Finish.Filtered() -> "refusal";
        };
    }
}
