package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Reply;
import java.util.ArrayList;
import java.util.List;

/** The events of one streamed message, from {@code message_start} to {@code message_stop}. */
final class AnthropicStream {
    private static final int LONGEST_PADDING = 15;
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    private final AnthropicShapes shapes;
    private final boolean padded;
    private final List<Event> events = new ArrayList<>();

    AnthropicStream(AnthropicShapes shapes, boolean padded) {
        this.shapes = shapes;
        this.padded = padded;
    }

    Reply.Streamed write(int tokensPerEvent) {
        event("message_start", "\"message\":" + Json.text(shapes.start()), 0);
        int index = 0;
        for (int i = 0; i < shapes.answer().parts().size(); i++) {
            Part part = shapes.answer().parts().get(i);
            if (AnthropicShapes.shown(part)) {
                block(part, i, index++, tokensPerEvent);
            }
        }
        if (index == 0) {
            events.add(new Event(PING, 0));
        }
        String finish = Json.text(shapes.finish(Json.object()));
        event("message_delta", "\"delta\":" + finish + ",\"usage\":" + Json.text(shapes.finalUsage()), 0);
        event("message_stop", "", 0);
        return new Reply.Streamed(events);
    }

    private void block(Part part, int position, int index, int tokensPerEvent) {
        String at = "\"index\":" + index;
        event("content_block_start", at + ",\"content_block\":" + Json.text(shapes.opened(part, position)), 0);
        if (index == 0) {
            events.add(new Event(PING, 0));
        }
        switch (part) {
            case Part.Thinking(String text, boolean redacted) -> {
                if (!redacted) {
                    deltas(at, "thinking_delta", "thinking", text, tokensPerEvent);
                    delta(
                            at,
                            "signature_delta",
                            "signature",
                            shapes.signatures().sign(text),
                            0);
                }
            }
            case Part.Text(String text) -> deltas(at, "text_delta", "text", text, tokensPerEvent);
            case Part.Declined(String text) -> deltas(at, "text_delta", "text", text, tokensPerEvent);
            case Part.Call call -> {
                delta(at, "input_json_delta", "partial_json", "", 0);
                deltas(at, "input_json_delta", "partial_json", call.arguments(), tokensPerEvent);
            }
        }
        event("content_block_stop", at, 0);
    }

    private void deltas(String at, String type, String field, String text, int tokensPerEvent) {
        for (String piece : Tokens.pieces(text, tokensPerEvent)) {
            delta(at, type, field, piece, Tokens.count(piece));
        }
    }

    private void delta(String at, String type, String field, String value, int tokens) {
        String delta = "{\"type\":\"" + type + "\",\"" + field + "\":" + Json.quote(value) + '}';
        event("content_block_delta", at + ",\"delta\":" + delta, tokens);
    }

    /** The blanks before the last brace are real: the provider pads its events so that their length tells less. */
    private void event(String type, String fields, int tokens) {
        String blanks = padded ? " ".repeat(Math.floorMod(fields.hashCode(), LONGEST_PADDING)) : "";
        String comma = fields.isEmpty() ? "" : ",";
        events.add(new Event(
                "event: " + type + "\ndata: {\"type\":\"" + type + '"' + comma + fields + blanks + "}\n\n", tokens));
    }
}
