package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.openai.House.CallIds;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@code chat.completion}: the answer in one piece. */
final class OpenAiWhole {
    static final String FINGERPRINT = "fp_51a0b0c5e7";

    private OpenAiWhole() {}

    static ObjectNode write(String id, String model, List<Answer> answers, Usage usage, CallIds ids) {
        ObjectNode completion = Json.object()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", OpenAi.CREATED)
                .put("model", model);
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode choice = completion.withArray("choices").addObject().put("index", i);
            choice.set("message", message(i == 0 ? id : id + i, model, answers.get(i), ids));
            choice.putNull("logprobs")
                    .put("finish_reason", finish(answers.get(i).finish()));
        }
        completion.set("usage", usage(usage));
        return completion.put("service_tier", "default").put("system_fingerprint", FINGERPRINT);
    }

    private static ObjectNode message(String id, String model, Answer answer, CallIds ids) {
        ObjectNode message = Json.object().put("role", "assistant").putNull("content");
        String refusal = null;
        for (int i = 0; i < answer.parts().size(); i++) {
            switch (answer.parts().get(i)) {
                case Part.Thinking(String text, boolean _) -> {
                    if (showsThinking(model)) {
                        message.put("reasoning_content", text);
                    }
                }
                case Part.Text(String text) -> message.put("content", text);
                case Part.Declined(String text) -> refusal = text;
                case Part.Call call -> call(message.withArray("tool_calls").addObject(), callId(id, i, ids), call);
            }
        }
        if (answer.finish() instanceof Finish.Length && refusal == null && !message.has("tool_calls")) {
            message.put("content", message.path("content").asString(""));
        }
        message.put("refusal", refusal).set("annotations", emptyArray());
        return message;
    }

    private static ArrayNode emptyArray() {
        return Json.object().arrayNode();
    }

    private static void call(ObjectNode into, String callId, Part.Call call) {
        into.put("id", callId).put("type", "function");
        into.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }

    static String callId(String id, int part, CallIds ids) {
        return switch (ids) {
            case OPENAI -> Seeded.id("call_", 24, part, id);
            case NINE -> Seeded.id("", 9, part, id);
        };
    }

    /** Models of this name show their thoughts as DeepSeek and vLLM do. */
    static boolean showsThinking(String model) {
        return model.startsWith("sim-reasoner");
    }

    static String finish(Finish finish) {
        return switch (finish) {
            case Finish.Complete(), Finish.StopSequence(String _), Finish.Refused() -> "stop";
            case Finish.Length() -> "length";
            case Finish.Tools() -> "tool_calls";
            case Finish.Filtered() -> "content_filter";
        };
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.input() + usage.output());
        node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("audio_tokens", 0);
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.thinking())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return node;
    }
}
