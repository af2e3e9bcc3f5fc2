package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Items of type {@code reasoning}, in requests and answers.
 *
 * <p>What this dialect's own providers encrypt stands in {@code encrypted_content} as it came. Of another family it stands
 * behind a mark: {@code signalbox.}, one letter, {@code .}, the family, {@code .}, the family's own bytes. The letter says
 * what they are: {@code s} a signature of the readable text, {@code r} reasoning that only the provider can read, {@code u}
 * nothing, where a family gives its reasoning without either and still may want it back. OpenAI's own encrypted content is
 * URL-safe base64 and others' is base64, neither of which has a dot, so that none is taken for the other.
 */
final class ReasoningItems {
    static final String MARK = "signalbox.";

    private ReasoningItems() {}

    /** The item of a part of reasoning, as callers get it. */
    static Json.Obj write(Content.Reasoning part, String id) {
        Optional<String> sealed = sealed(part);
        return Json.object(f -> f.put("id", id)
                .put("type", "reasoning")
                .put("summary", Json.array(summary(part.text())))
                .maybe("encrypted_content", sealed.map(Json::text)));
    }

    static List<Json.Obj> summary(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Json.object(f -> f.put("type", "summary_text").put("text", text)));
    }

    private static Optional<String> sealed(Content.Reasoning part) {
        boolean own = part.provider().equals(Responses.FAMILY);
        Optional<String> proof = part.redacted().or(part::signature);
        if (own) {
            return proof;
        }
        String letter = part.redacted().isPresent() ? "r" : part.signature().isPresent() ? "s" : "u";
        return Optional.of(MARK + letter + "." + part.provider() + "." + proof.orElse(""));
    }

    /** Whether an item carries reasoning of another family. */
    static boolean isMarked(Json item) {
        return item instanceof Json.Obj object
                && object.text("type").orElse("").equals("reasoning")
                && object.text("encrypted_content").orElse("").startsWith(MARK);
    }

    /** The reasoning that a caller sends back, or that a provider answers. */
    static Content.Reasoning read(At item) throws Unreadable {
        return read(item.object(), item.maybeText("encrypted_content"));
    }

    static Content.Reasoning read(Json.Obj item, Optional<String> encrypted) {
        String text = text(item);
        if (encrypted.isEmpty() || !encrypted.get().startsWith(MARK)) {
            return reasoning(text, encrypted, Optional.empty(), Responses.FAMILY);
        }
        String[] pieces = encrypted.get().substring(MARK.length()).split("\\.", 3);
        if (pieces.length < 3) {
            return reasoning(text, Optional.empty(), Optional.empty(), "");
        }
        return switch (pieces[0]) {
            case "s" -> reasoning(text, Optional.of(pieces[2]), Optional.empty(), pieces[1]);
            case "r" -> reasoning(text, Optional.empty(), Optional.of(pieces[2]), pieces[1]);
            default -> reasoning(text, Optional.empty(), Optional.empty(), pieces[1]);
        };
    }

    private static Content.Reasoning reasoning(
            String text, Optional<String> signature, Optional<String> redacted, String provider) {
        return new Content.Reasoning(text, signature, redacted, provider, Extra.none());
    }

    /** The readable words: the summary, or where a provider shows all, the whole. */
    static String text(Json.Obj item) {
        String summary = joined(item.items("summary"));
        return summary.isEmpty() ? joined(item.items("content")) : summary;
    }

    private static String joined(List<Json> parts) {
        List<String> words = new ArrayList<>();
        for (Json part : parts) {
            if (part instanceof Json.Obj object) {
                object.text("text").ifPresent(words::add);
            }
        }
        return String.join("\n\n", words);
    }
}
