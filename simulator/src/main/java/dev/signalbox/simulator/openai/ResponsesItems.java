package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The output items of one answer. */
final class ResponsesItems {
    private final String answer;
    private final SealedReasoning seals;
    private final Set<String> customs;
    private final boolean summarises;
    private final boolean sealsWanted;

    ResponsesItems(String answer, JsonNode request, SealedReasoning seals) {
        this.answer = answer;
        this.seals = seals;
        this.customs = request.path("tools").values().stream()
                .filter(tool -> tool.path("type").asString("").equals("custom"))
                .map(tool -> tool.path("name").asString(""))
                .collect(Collectors.toSet());
        this.summarises = request.path("reasoning").hasNonNull("summary");
        this.sealsWanted = request.path("include").values().stream()
                .anyMatch(item -> item.asString("").equals("reasoning.encrypted_content"));
    }

    List<ObjectNode> all(Answer said) {
        List<ObjectNode> items = new ArrayList<>();
        for (int i = 0; i < said.parts().size(); i++) {
            items.add(item(said.parts().get(i), i, "completed"));
        }
        return items;
    }

    boolean isCustom(Part.Call call) {
        return customs.contains(call.name());
    }

    /** The readable summary of a thought; empty where none was asked for. */
    String summary(Part.Thinking thought) {
        return summarises ? thought.text() : "";
    }

    ObjectNode item(Part part, int index, String status) {
        return switch (part) {
            case Part.Thinking thought -> thought(thought, index);
            case Part.Text(String text) -> message(index, status, text(text));
            case Part.Declined(String text) ->
                message(index, status, Json.object().put("type", "refusal").put("refusal", text));
            case Part.Call call -> call(call, index, status);
        };
    }

    private ObjectNode thought(Part.Thinking thought, int index) {
        ObjectNode item = Json.object().put("id", id("rs_", index)).put("type", "reasoning");
        item.putArray("summary");
        String summary = summary(thought);
        if (!summary.isEmpty()) {
            item.withArray("summary").addObject().put("type", "summary_text").put("text", summary);
        }
        if (sealsWanted) {
            item.put("encrypted_content", seals.seal(thought.text()));
        }
        return item;
    }

    static ObjectNode text(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    private ObjectNode message(int index, String status, ObjectNode content) {
        ObjectNode item = Json.object()
                .put("id", id("msg_", index))
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.putArray("content").add(content);
        return item;
    }

    private ObjectNode call(Part.Call call, int index, String status) {
        boolean custom = isCustom(call);
        return Json.object()
                .put("id", id(custom ? "ctc_" : "fc_", index))
                .put("type", custom ? "custom_tool_call" : "function_call")
                .put("status", status)
                .put(custom ? "input" : "arguments", words(call))
                .put("call_id", Seeded.id("call_", 24, index, answer))
                .put("name", call.name());
    }

    /** What a call says: its arguments, or the mere text for a custom tool. */
    String words(Part.Call call) {
        return isCustom(call) ? Json.parse(call.arguments()).path("input").asString("") : call.arguments();
    }

    private String id(String prefix, int index) {
        return Seeded.id(prefix, 48, index, answer);
    }
}
