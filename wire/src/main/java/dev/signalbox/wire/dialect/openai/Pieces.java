package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Pieces of an answer that providers spell differently. */
final class Pieces {
    private Pieces() {}

    /** The words of a content part. */
    static Optional<String> text(Json.Obj part) {
        return isType(part, "text") ? part.text("text") : Optional.empty();
    }

    /** The reasoning in a content part, as Mistral writes it: a part of type thinking that holds parts of text. */
    static Optional<String> reasoning(Json.Obj part) {
        if (!isType(part, "thinking")) {
            return Optional.empty();
        }
        List<String> words = part.items("thinking").stream()
                .filter(Json.Obj.class::isInstance)
                .flatMap(inner -> ((Json.Obj) inner).text("text").stream())
                .toList();
        return Optional.of(part.text("thinking").orElse(String.join("", words)));
    }

    private static boolean isType(Json.Obj part, String type) {
        return part.text("type").orElse("").equals(type);
    }

    /** The arguments of a call as text; some providers give them as an object. */
    static String arguments(Json.Obj function) {
        return switch (function.find("arguments").orElse(Json.text(""))) {
            case Json.Text(String text) -> text;
            case Json other -> new String(JsonCodec.write(other), StandardCharsets.UTF_8);
        };
    }
}
