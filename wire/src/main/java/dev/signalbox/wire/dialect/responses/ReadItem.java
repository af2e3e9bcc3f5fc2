package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.Optional;

/** One item of a provider's stream, told as parts of the canonical answer. */
final class ReadItem {
    private static final int NONE = -1;

    private final OpenItems all;
    private final String type;
    private int part = NONE;
    private boolean said;
    private boolean refusing;
    private boolean over;
    private String thoughts = "";

    ReadItem(OpenItems all, Json.Obj item) {
        this.all = all;
        this.type = item.text("type").orElse("");
    }

    void begin(Json.Obj item) {
        switch (type) {
            case "reasoning" -> reason();
            case "function_call" -> call(item);
            default -> {
                // a message begins with its first part, a tool of the provider's own is told when it is done
            }
        }
    }

    private void reason() {
        if (part == NONE) {
            part = all.nextPart();
            all.tell(new StreamEvent.ReasoningStarted(part, Optional.empty(), Responses.FAMILY));
        }
    }

    private void call(Json.Obj item) {
        if (part == NONE) {
            part = all.nextPart();
            String id = item.text("call_id").or(() -> item.text("id")).orElse("");
            all.tell(new StreamEvent.ToolCallStarted(part, id, item.text("name").orElse("")));
        }
    }

    void part(Json.Obj event) {
        String kind = event.object("part").flatMap(p -> p.text("type")).orElse("");
        if (kind.equals("output_text")) {
            textPart();
        }
    }

    private void textPart() {
        if (part == NONE || refusing) {
            close();
            refusing = false;
            over = false;
            said = false;
            part = all.nextPart();
            all.tell(new StreamEvent.TextStarted(part));
        }
    }

    void text(String delta) {
        if (!delta.isEmpty()) {
            textPart();
            said = true;
            all.tell(new StreamEvent.TextDelta(part, delta));
        }
    }

    /** Some providers tell the text only when it is complete. */
    void textDone(Json.Obj event) {
        if (!said) {
            text(event.text("text").orElse(""));
        }
    }

    void refusal(String delta) {
        if (delta.isEmpty()) {
            return;
        }
        if (part == NONE || !refusing) {
            close();
            over = false;
            refusing = true;
            part = all.nextPart();
        }
        all.tell(new StreamEvent.RefusalDelta(part, delta));
        said = true;
    }

    /** A message may have several parts: the next one begins anew. */
    void partDone() {
        if (type.equals("reasoning") || part == NONE) {
            return;
        }
        all.tell(new StreamEvent.PartEnded(part));
        part = NONE;
        refusing = false;
    }

    void summary(Json.Obj event) {
        if (event.whole("summary_index").orElse(0) > 0) {
            thought("response.reasoning_summary_text.delta", "\n\n");
        }
    }

    /** Where a provider tells its thoughts whole and as a summary, only what it tells first is read. */
    void thought(String kind, String delta) {
        thoughts = thoughts.isEmpty() ? kind : thoughts;
        if (thoughts.equals(kind) && !delta.isEmpty()) {
            reason();
            said = true;
            all.tell(new StreamEvent.ReasoningDelta(part, delta));
        }
    }

    void arguments(String delta) {
        if (part != NONE && !delta.isEmpty()) {
            said = true;
            all.tell(new StreamEvent.ToolCallDelta(part, delta));
        }
    }

    void done(Json.Obj item) {
        switch (type) {
            case "message" -> messageDone(item);
            case "reasoning" -> reasoningDone(item);
            case "function_call" -> {
                call(item);
                if (!said) {
                    arguments(ReplyReader.arguments(item));
                }
            }
            case "custom_tool_call" -> {
                call(item);
                arguments(CustomTools.arguments(item.text("input").orElse("")));
            }
            default -> all.tell(new StreamEvent.Foreign(Responses.FAMILY, item));
        }
        close();
    }

    private void messageDone(Json.Obj item) {
        if (said) {
            return;
        }
        for (Json content : item.items("content")) {
            if (content instanceof Json.Obj words) {
                text(words.text("text").orElse(""));
                refusal(words.text("refusal").orElse(""));
                partDone();
            }
        }
    }

    private void reasoningDone(Json.Obj item) {
        reason();
        if (!said) {
            thought("whole", ReasoningItems.text(item));
        }
        item.text("encrypted_content")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> all.tell(new StreamEvent.ReasoningSignature(part, text, Responses.FAMILY)));
    }

    void close() {
        if (part != NONE && !over) {
            over = true;
            all.tell(new StreamEvent.PartEnded(part));
        }
        part = NONE;
    }
}
