package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a streamed answer that are open. Words and reasoning take turns, so one closes before the other opens;
 * calls of tools stay open until the finish, because their fragments may come in any order.
 */
final class OpenParts {
    private enum Spoken {
        NOTHING,
        TEXT,
        REASONING,
        REFUSAL
    }

    private final List<StreamEvent> events;
    private final List<Call> calls = new ArrayList<>();
    private Spoken spoken = Spoken.NOTHING;
    private int spokenPart;
    private int parts;
    private String replyId = "";

    OpenParts(List<StreamEvent> events) {
        this.events = events;
    }

    void replyId(String id) {
        replyId = id;
    }

    boolean sawTools() {
        return !calls.isEmpty();
    }

    void delta(Json.Obj delta) {
        ReasoningFields.readable(delta).ifPresent(this::reasoning);
        switch (delta.find("content").orElse(Json.none())) {
            case Json.Text(String text) -> text(text);
            case Json.Arr(List<Json> items) -> items.forEach(this::piece);
            case Json _ -> {}
        }
        delta.text("refusal").ifPresent(this::refusal);
        for (Json item : delta.items("tool_calls")) {
            if (item instanceof Json.Obj call) {
                call(call);
            }
        }
    }

    private void piece(Json piece) {
        if (piece instanceof Json.Obj part) {
            Pieces.text(part).ifPresent(this::text);
            Pieces.reasoning(part).ifPresent(this::reasoning);
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            if (turnTo(Spoken.TEXT)) {
                events.add(new StreamEvent.TextStarted(spokenPart));
            }
            events.add(new StreamEvent.TextDelta(spokenPart, text));
        }
    }

    private void reasoning(String text) {
        if (!text.isEmpty()) {
            if (turnTo(Spoken.REASONING)) {
                events.add(new StreamEvent.ReasoningStarted(spokenPart, Optional.empty(), OpenAi.FAMILY));
            }
            events.add(new StreamEvent.ReasoningDelta(spokenPart, text));
        }
    }

    private void refusal(String text) {
        if (!text.isEmpty()) {
            turnTo(Spoken.REFUSAL);
            events.add(new StreamEvent.RefusalDelta(spokenPart, text));
        }
    }

    /** Whether a new part began. */
    private boolean turnTo(Spoken next) {
        if (spoken == next) {
            return false;
        }
        closeSpoken();
        spoken = next;
        if (next != Spoken.NOTHING) {
            spokenPart = parts++;
        }
        return true;
    }

    private void closeSpoken() {
        if (spoken != Spoken.NOTHING) {
            events.add(new StreamEvent.PartEnded(spokenPart));
            spoken = Spoken.NOTHING;
        }
    }

    void closeAll() {
        closeSpoken();
        for (Call call : calls) {
            call.begin();
            if (call.open) {
                call.open = false;
                events.add(new StreamEvent.PartEnded(call.part));
            }
        }
    }

    private void call(Json.Obj delta) {
        Json.Obj function = delta.object("function").orElse(Json.object(f -> {}));
        String id = delta.text("id").orElse("");
        String name = function.text("name").orElse("");
        Call call = find(delta, id, name);
        if (call == null) {
            closeSpoken();
            ThoughtSignature.find(delta).ifPresent(this::signature);
            call = new Call(delta.whole("index").orElse(calls.size()));
            calls.add(call);
        }
        call.named(id, name);
        call.more(Pieces.arguments(function));
    }

    private void signature(String signature) {
        int part = parts++;
        events.add(new StreamEvent.ReasoningStarted(part, Optional.empty(), ThoughtSignature.FAMILY));
        events.add(new StreamEvent.ReasoningSignature(part, signature, ThoughtSignature.FAMILY));
        events.add(new StreamEvent.PartEnded(part));
    }

    /** The call that a fragment belongs to, or null if it begins one. */
    private @Nullable Call find(Json.Obj delta, String id, String name) {
        for (Call call : calls.reversed()) {
            if (!id.isEmpty() && id.equals(call.id)) {
                return call;
            }
        }
        if (delta.whole("index").isEmpty()) {
            return id.isEmpty() && name.isEmpty() && !calls.isEmpty() ? calls.getLast() : null;
        }
        long index = delta.whole("index").getAsLong();
        for (Call call : calls.reversed()) {
            if (call.index == index) {
                return call.isAnother(id, name) ? null : call;
            }
        }
        return null;
    }

    /** One call of a tool. It is told when its name is known. */
    private final class Call {
        private final long index;
        private final StringBuilder waiting = new StringBuilder();
        private String id = "";
        private String name = "";
        private int part;
        private boolean begun;
        private boolean open;

        private Call(long index) {
            this.index = index;
        }

        /** Whether a fragment with this call's index begins another: several whole calls may all claim the index 0. */
        private boolean isAnother(String givenId, String givenName) {
            boolean otherId = !givenId.isEmpty() && !id.isEmpty();
            boolean otherName = !givenName.equals(name);
            return !givenName.isEmpty() && !name.isEmpty() && (otherId || otherName);
        }

        private void named(String givenId, String givenName) {
            id = id.isEmpty() ? givenId : id;
            name = name.isEmpty() ? givenName : name;
            if (!name.isEmpty() && !id.isEmpty()) {
                begin();
            }
        }

        private void begin() {
            if (begun) {
                return;
            }
            begun = true;
            open = true;
            part = parts++;
            events.add(new StreamEvent.ToolCallStarted(part, CallIds.orMade(id, replyId, calls.indexOf(this)), name));
            if (!waiting.isEmpty()) {
                events.add(new StreamEvent.ToolCallDelta(part, waiting.toString()));
            }
        }

        private void more(String fragment) {
            if (fragment.isEmpty()) {
                return;
            }
            if (!begun && !name.isEmpty()) {
                begin();
            }
            if (begun) {
                events.add(new StreamEvent.ToolCallDelta(part, fragment));
            } else {
                waiting.append(fragment);
            }
        }
    }
}
