package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.gemini.Signatures.Placed;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import java.util.List;
import java.util.Optional;

/** The parts of a streamed answer: words and thoughts go on over several events, calls come whole. */
final class OpenParts {
    private enum Open {
        NOTHING,
        WORDS,
        THOUGHT
    }

    private final List<StreamEvent> events;
    private String replyId = "";
    private Open open = Open.NOTHING;
    private int openPart;
    private int parts;
    private int texts;
    private int calls;

    OpenParts(List<StreamEvent> events) {
        this.events = events;
    }

    void replyId(String id) {
        replyId = id;
    }

    boolean sawCalls() {
        return calls > 0;
    }

    void part(Json.Obj part) throws Unreadable {
        Optional<String> signature = part.text("thoughtSignature").filter(text -> !text.isEmpty());
        Optional<Json.Obj> call = part.object("functionCall");
        Optional<String> text = part.text("text");
        if (call.isPresent()) {
            call(call.get(), signature);
        } else if (text.isPresent() && part.bool("thought").orElse(false)) {
            thought(text.get(), signature);
        } else if (text.isPresent()) {
            words(text.get(), signature);
        } else {
            close();
            events.add(new StreamEvent.Foreign(Gemini.NAME, part));
        }
    }

    private void thought(String text, Optional<String> signature) {
        if (turnTo(Open.THOUGHT)) {
            events.add(new StreamEvent.ReasoningStarted(openPart, Optional.empty(), Gemini.NAME));
        }
        if (!text.isEmpty()) {
            events.add(new StreamEvent.ReasoningDelta(openPart, text));
        }
        signature.ifPresent(own -> sign(new Placed.OfThought(own)));
    }

    private void words(String text, Optional<String> signature) {
        if (text.isEmpty()) {
            signature.ifPresent(own -> carry(new Placed.Last(own)));
            return;
        }
        if (turnTo(Open.WORDS)) {
            texts++;
            events.add(new StreamEvent.TextStarted(openPart));
        }
        events.add(new StreamEvent.TextDelta(openPart, text));
        signature.ifPresent(own -> carry(new Placed.OfText(texts - 1, own)));
    }

    private void call(Json.Obj call, Optional<String> signature) throws Unreadable {
        Parts.refusePieces(call);
        String id = CallIds.orMade(call, replyId, calls++);
        signature.map(own -> new Placed.OfCall(id, own)).ifPresent(placed -> {
            if (open == Open.THOUGHT) {
                sign(placed); // the thought that led to a call carries its signature
            } else {
                carry(placed);
            }
        });
        close();
        int part = parts++;
        events.add(new StreamEvent.ToolCallStarted(part, id, call.text("name").orElse("")));
        Json arguments = call.find("args").orElse(Json.object(f -> {}));
        events.add(new StreamEvent.ToolCallDelta(part, ToolArguments.text(arguments)));
        events.add(new StreamEvent.PartEnded(part));
    }

    /** Ends the open thought with its signature. */
    private void sign(Placed placed) {
        events.add(new StreamEvent.ReasoningSignature(openPart, Signatures.write(placed), Gemini.NAME));
        close();
    }

    /** A part of reasoning that holds nothing but a signature. */
    private void carry(Placed placed) {
        close();
        turnTo(Open.THOUGHT);
        events.add(new StreamEvent.ReasoningStarted(openPart, Optional.empty(), Gemini.NAME));
        sign(placed);
    }

    /** Makes this the open kind; answers whether a new part began. */
    private boolean turnTo(Open next) {
        if (open == next) {
            return false;
        }
        close();
        open = next;
        openPart = parts++;
        return true;
    }

    void close() {
        if (open != Open.NOTHING) {
            events.add(new StreamEvent.PartEnded(openPart));
            open = Open.NOTHING;
        }
    }
}
