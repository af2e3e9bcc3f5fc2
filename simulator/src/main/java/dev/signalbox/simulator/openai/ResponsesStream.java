package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The typed events of a streamed answer. Serves one answer. */
final class ResponsesStream {
    private final ResponsesWhole whole;
    private final ResponsesItems items;
    private final int tokensPerEvent;
    private final List<Event> events = new ArrayList<>();
    private int number;

    ResponsesStream(ResponsesWhole whole, ResponsesItems items, int tokensPerEvent) {
        this.whole = whole;
        this.items = items;
        this.tokensPerEvent = tokensPerEvent;
    }

    Reply.Streamed write(Answer answer) {
        emit("response.created", 0, e -> e.set("response", whole.underWay()));
        emit("response.in_progress", 0, e -> e.set("response", whole.underWay()));
        for (int i = 0; i < answer.parts().size(); i++) {
            item(answer.parts().get(i), i);
        }
        String last = ResponsesWhole.reason(answer.finish()).isEmpty() ? "completed" : "incomplete";
        emit("response." + last, 0, e -> e.set("response", whole.finished(answer, items.all(answer))));
        return new Reply.Streamed(events);
    }

    private void item(Part part, int index) {
        ObjectNode done = items.item(part, index, "completed");
        emit("response.output_item.added", 0, e -> e.put("output_index", index).set("item", begun(part, index)));
        switch (part) {
            case Part.Thinking thought -> summary(items.summary(thought), done, index);
            case Part.Text(String text) -> words("output_text", "text", text, done, index);
            case Part.Declined(String text) -> words("refusal", "refusal", text, done, index);
            case Part.Call call -> call(call, done, index);
        }
        emit("response.output_item.done", 0, e -> e.put("output_index", index).set("item", done));
    }

    private ObjectNode begun(Part part, int index) {
        ObjectNode item = items.item(part, index, "in_progress");
        for (String list : List.of("content", "summary")) {
            if (item.has(list)) {
                item.putArray(list);
            }
        }
        for (String text : List.of("arguments", "input")) {
            if (item.has(text)) {
                item.put(text, "");
            }
        }
        item.remove("encrypted_content");
        return item;
    }

    private void summary(String text, ObjectNode item, int index) {
        if (text.isEmpty()) {
            return;
        }
        inside(
                "response.reasoning_summary_part.added",
                item,
                index,
                0,
                e -> e.put("summary_index", 0)
                        .putObject("part")
                        .put("type", "summary_text")
                        .put("text", ""));
        for (String piece : Tokens.pieces(text, tokensPerEvent)) {
            inside(
                    "response.reasoning_summary_text.delta",
                    item,
                    index,
                    Tokens.count(piece),
                    e -> e.put("summary_index", 0).put("delta", piece));
        }
        inside(
                "response.reasoning_summary_text.done",
                item,
                index,
                0,
                e -> e.put("summary_index", 0).put("text", text));
        inside(
                "response.reasoning_summary_part.done",
                item,
                index,
                0,
                e -> e.put("summary_index", 0)
                        .putObject("part")
                        .put("type", "summary_text")
                        .put("text", text));
    }

    private void words(String kind, String field, String text, ObjectNode item, int index) {
        ObjectNode part = (ObjectNode) item.path("content").path(0);
        inside(
                "response.content_part.added",
                item,
                index,
                0,
                e -> e.put("content_index", 0).set("part", part.deepCopy().put(field, "")));
        for (String piece : Tokens.pieces(text, tokensPerEvent)) {
            inside(
                    "response." + kind + ".delta",
                    item,
                    index,
                    Tokens.count(piece),
                    e -> e.put("content_index", 0).put("delta", piece).putArray("logprobs"));
        }
        inside(
                "response." + kind + ".done",
                item,
                index,
                0,
                e -> e.put("content_index", 0).put(field, text).putArray("logprobs"));
        inside(
                "response.content_part.done",
                item,
                index,
                0,
                e -> e.put("content_index", 0).set("part", part));
    }

    private void call(Part.Call call, ObjectNode item, int index) {
        boolean custom = items.isCustom(call);
        String type = custom ? "response.custom_tool_call_input" : "response.function_call_arguments";
        String words = items.words(call);
        for (String piece : Tokens.pieces(words, tokensPerEvent)) {
            inside(type + ".delta", item, index, Tokens.count(piece), e -> e.put("delta", piece));
        }
        inside(type + ".done", item, index, 0, e -> e.put(custom ? "input" : "arguments", words));
    }

    private void inside(String type, ObjectNode item, int index, int tokens, Consumer<ObjectNode> fields) {
        emit(type, tokens, e -> {
            e.put("item_id", item.path("id").asString()).put("output_index", index);
            fields.accept(e);
        });
    }

    private void emit(String type, int tokens, Consumer<ObjectNode> fields) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", number++);
        fields.accept(event);
        events.add(new Event("event: " + type + "\ndata: " + Json.text(event) + "\n\n", tokens));
    }
}
