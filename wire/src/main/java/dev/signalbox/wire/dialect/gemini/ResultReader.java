package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a tool answered. Google's convention: {@code output} (its clients also write {@code result}) alone holds the
 * answer, {@code error} alone an error; any other object is the answer itself.
 */
final class ResultReader {
    static final String FIELD = "functionResponse";

    private ResultReader() {}

    static Content read(Asked part, Asked response, OpenCalls calls) throws Unreadable {
        Optional<String> id = response.maybeText("id").filter(text -> !text.isEmpty());
        String name = response.maybeText("name").orElse("");
        Json.Obj body = response.maybeObject("response").map(Asked::object).orElse(Json.object(f -> {}));
        List<Content> content = new ArrayList<>();
        String words = words(body);
        if (!words.isEmpty()) {
            content.add(new Content.Text(words));
        }
        List<Json> foreign = media(response, content);
        Json.Obj rest = response.beside("id", "name", "response", "parts");
        Json.Obj kept = foreign.isEmpty() ? rest : rest.with("parts", Json.array(foreign));
        return new Content.ToolResult(
                calls.answer(id, name, response.path()),
                content,
                holds(body, "error"),
                PartReader.extra(part, FIELD, kept));
    }

    /** Adds pictures and documents; what is neither is returned. */
    private static List<Json> media(Asked response, List<Content> content) throws Unreadable {
        List<Json> foreign = new ArrayList<>();
        List<Json> items = response.items("parts");
        for (int i = 0; i < items.size(); i++) {
            Optional<Content> medium = PartReader.media(Asked.of(response.where("parts[" + i + "]"), items.get(i)));
            if (medium.isPresent() && !(medium.get() instanceof Content.Foreign)) {
                content.add(medium.get());
            } else {
                foreign.add(items.get(i));
            }
        }
        return foreign;
    }

    private static String words(Json.Obj body) {
        if (body.fields().isEmpty()) {
            return "";
        }
        for (String name : new String[] {"output", "result", "error"}) {
            Json alone = body.get(name);
            if (alone != null && holds(body, name)) {
                return text(alone);
            }
        }
        return text(body);
    }

    private static boolean holds(Json.Obj body, String name) {
        return body.fields().size() == 1 && body.fields().containsKey(name);
    }

    private static String text(Json value) {
        return value instanceof Json.Text(String words)
                ? words
                : new String(JsonCodec.write(value), StandardCharsets.UTF_8);
    }
}
