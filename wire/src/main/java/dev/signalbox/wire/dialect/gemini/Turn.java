package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contents that one side says before the other speaks, as one message. Callers who keep the pieces of a stream send one
 * content for each piece.
 */
final class Turn {
    private final Role role;
    private final Extra extra;
    private final List<Content> parts = new ArrayList<>();

    Turn(Role role, Extra extra) {
        this.role = role;
        this.extra = extra;
    }

    boolean goesOn(Role next, Extra its) {
        return role == next && extra.isEmpty() && its.isEmpty();
    }

    Message message() {
        return new Message(role, parts, extra);
    }

    /** Adds a part; words of the model that follow each other are one text. */
    void add(Content part) {
        if (role == Role.ASSISTANT
                && part instanceof Content.Text(String more, Extra its)
                && its.isEmpty()
                && !parts.isEmpty()
                && parts.getLast() instanceof Content.Text(String before, Extra earlier)
                && earlier.isEmpty()) {
            parts.set(parts.size() - 1, new Content.Text(before + more));
        } else {
            parts.add(part);
        }
    }

    /** The place of a signature that stands on this part, which is added next. */
    Signatures.Placed place(Optional<Content> part, String signature) {
        if (part.isPresent() && part.get() instanceof Content.ToolCall call) {
            return new Signatures.Placed.OfCall(call.id(), signature);
        }
        boolean words = part.filter(Content.Text.class::isInstance).isPresent();
        return words ? new Signatures.Placed.OfText(texts(), signature) : new Signatures.Placed.Last(signature);
    }

    private int texts() {
        return (int) parts.stream().filter(Content.Text.class::isInstance).count();
    }

    /** Adds reasoning that came back in a signature, in place of the readable copy that the caller was shown. */
    void addCarried(List<Content.Reasoning> carried) {
        int from = parts.size();
        while (from > 0 && isCopy(parts.get(from - 1))) {
            from--;
        }
        List<Content> shown = parts.subList(from, parts.size());
        if (text(shown).equals(text(carried))) {
            shown.clear();
        }
        parts.addAll(carried);
    }

    private static boolean isCopy(Content part) {
        return part instanceof Content.Reasoning reasoning
                && reasoning.signature().isEmpty()
                && reasoning.redacted().isEmpty()
                && reasoning.provider().equals(Gemini.NAME);
    }

    private static String text(List<? extends Content> parts) {
        StringBuilder text = new StringBuilder();
        for (Content part : parts) {
            if (part instanceof Content.Reasoning reasoning) {
                text.append(reasoning.text());
            }
        }
        return text.toString();
    }
}
