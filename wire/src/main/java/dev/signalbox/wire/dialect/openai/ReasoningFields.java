package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields in which an assistant's message carries reasoning; {@link OpenAi} describes them. */
final class ReasoningFields {
    /** Readable reasoning, as most compatible providers name it. */
    static final String CONTENT = "reasoning_content";

    /** Readable reasoning, as some others name it. */
    static final String SHORT = "reasoning";

    /** Our own extension. */
    static final String EXTENSION = "signalbox";

    private ReasoningFields() {}

    /** The reasoning that a caller sends back. */
    static List<Content> read(At message) throws Unreadable {
        Optional<At> extension = message.maybeObject(EXTENSION);
        if (extension.isPresent() && !extension.get().items(SHORT).isEmpty()) {
            List<Content> parts = new ArrayList<>();
            List<Json> items = extension.get().items(SHORT);
            for (int i = 0; i < items.size(); i++) {
                parts.add(part(At.of(extension.get().where(SHORT + "[" + i + "]"), items.get(i))));
            }
            return parts;
        }
        return readable(message.object())
                .<List<Content>>map(text -> List.of(unsigned(text)))
                .orElse(List.of());
    }

    private static Content part(At part) throws Unreadable {
        return new Content.Reasoning(
                part.maybeText("text").orElse(""),
                part.maybeText("signature"),
                part.maybeText("redacted"),
                part.text("provider"),
                Extra.none());
    }

    static Content unsigned(String text) {
        return new Content.Reasoning(text, Optional.empty(), Optional.empty(), OpenAi.FAMILY, Extra.none());
    }

    /** Readable reasoning under either name; an empty text is none. */
    static Optional<String> readable(Json.Obj message) {
        return message.text(CONTENT)
                .filter(text -> !text.isEmpty())
                .or(() -> message.text(SHORT).filter(text -> !text.isEmpty()));
    }

    /** Adds the fields to a message that is written for a caller. */
    static void write(Json.Fields message, List<Content.Reasoning> parts) {
        String readable =
                String.join("", parts.stream().map(Content.Reasoning::text).toList());
        if (!readable.isEmpty()) {
            message.put(CONTENT, readable);
        }
        if (parts.stream().anyMatch(ReasoningFields::isBound)) {
            List<Json> entries = new ArrayList<>();
            for (Content.Reasoning part : parts) {
                entries.add(entry(entries.size(), part));
            }
            message.put(EXTENSION, extension(entries));
        }
    }

    /** Whether the provider wants this part back unchanged. */
    static boolean isBound(Content.Reasoning part) {
        return part.signature().isPresent() || part.redacted().isPresent();
    }

    static Json.Obj extension(List<? extends Json> entries) {
        return Json.object(f -> f.put(SHORT, Json.array(entries)));
    }

    static Json.Obj entry(int index, Content.Reasoning part) {
        return Json.object(f -> {
            f.put("index", index);
            if (!part.text().isEmpty()) {
                f.put("text", part.text());
            }
            f.maybe("signature", part.signature().map(Json::text));
            f.maybe("redacted", part.redacted().map(Json::text));
            f.put("provider", part.provider());
        });
    }
}
