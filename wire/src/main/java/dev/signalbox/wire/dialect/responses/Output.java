package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of a streamed answer, as they begin, grow and end. Words that follow each other share one message; calls of tools
 * may be open beside each other.
 */
final class Output {
    private final String answer;
    private final OfferedTools tools;
    private final EventSink sink;
    private final List<Item> begun = new ArrayList<>();
    private final Map<Integer, Item> open = new LinkedHashMap<>();
    private @Nullable MessageItem message;

    Output(String answer, OfferedTools tools, EventSink sink) {
        this.answer = answer;
        this.tools = tools;
        this.sink = sink;
    }

    /** What takes the events of items. */
    interface EventSink {
        void emit(String type, Consumer<Json.Fields> fields);
    }

    /** One item of the answer. */
    interface Item {
        void end();

        Json.Obj written();
    }

    void on(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextStarted(int part) -> message().begin(part, false);
            case StreamEvent.TextDelta(int part, String text) -> message().more(part, text, false);
            case StreamEvent.RefusalDelta(int part, String text) -> message().more(part, text, true);
            case StreamEvent.ReasoningStarted begin -> {
                closeMessage();
                begin(begin.part(), new ReasoningItem(place("rs"), begin.redacted(), begin.provider()));
            }
            case StreamEvent.ReasoningDelta(int part, String text) ->
                reasoning(part, "").more(text);
            case StreamEvent.ReasoningSignature signed ->
                reasoning(signed.part(), signed.provider()).sign(signed.signature(), signed.provider());
            case StreamEvent.ToolCallStarted call -> {
                closeMessage();
                Place place = place(OutputItems.kind(call.name(), tools));
                begin(call.part(), new CallItem(place, call.id(), call.name(), tools));
            }
            case StreamEvent.ToolCallDelta(int part, String fragment) -> {
                if (open.get(part) instanceof CallItem call) {
                    call.more(fragment);
                }
            }
            case StreamEvent.PartEnded(int part) -> end(part);
            case StreamEvent.Foreign(String dialect, Json.Obj raw) -> foreign(dialect, raw);
            case StreamEvent.Started _,
                    StreamEvent.UsageReported _,
                    StreamEvent.Stopped _,
                    StreamEvent.Failed _,
                    StreamEvent.Ended _,
                    StreamEvent.Ping _ -> {
                // not of an item
            }
        }
    }

    /** Ends whatever is open. */
    void close() {
        closeMessage();
        open.values().forEach(Item::end);
        open.clear();
    }

    /** All items so far. */
    List<Json.Obj> items() {
        return begun.stream().map(Item::written).toList();
    }

    private Place place(String kind) {
        return new Place(OutputItems.id(kind, answer, begun.size()), begun.size(), sink);
    }

    private void begin(int part, Item item) {
        begun.add(item);
        open.put(part, item);
    }

    private ReasoningItem reasoning(int part, String provider) {
        if (open.get(part) instanceof ReasoningItem known) {
            return known;
        }
        closeMessage();
        ReasoningItem item = new ReasoningItem(place("rs"), Optional.empty(), provider);
        begin(part, item);
        return item;
    }

    private MessageItem message() {
        MessageItem known = message;
        if (known == null) {
            known = new MessageItem(place("msg"));
            begun.add(known);
            message = known;
        }
        return known;
    }

    private void closeMessage() {
        if (message != null) {
            message.end();
            message = null;
        }
    }

    private void end(int part) {
        Item item = open.remove(part);
        if (item != null) {
            item.end();
        } else if (message != null) {
            message.endPart();
        }
    }

    private void foreign(String dialect, Json.Obj raw) {
        if (dialect.equals(Responses.FAMILY)) {
            closeMessage();
            ForeignItem item = new ForeignItem(place("item"), raw);
            begun.add(item);
            item.tell();
        }
    }
}
