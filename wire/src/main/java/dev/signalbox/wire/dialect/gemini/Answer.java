package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One answer, or a piece of a streamed one, as the provider sent it. Of several candidates the first is the answer. */
record Answer(Json.Obj body) {
    /**
     * The answer in these bytes. Where somebody on the way lost the wish for events, the pieces of a stream come as an array:
     * together they are the answer.
     */
    static Answer of(byte[] bytes) throws Unreadable {
        Json value;
        try {
            value = JsonCodec.read(bytes);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        if (value instanceof Json.Arr(List<Json> pieces) && !pieces.isEmpty()) {
            Optional<Json.Obj> joined = Optional.empty();
            for (Json piece : pieces) {
                Json.Obj object = object(piece);
                joined = Optional.of(joined.isEmpty() ? object : joined(joined.get(), object));
            }
            return new Answer(joined.orElseThrow());
        }
        return new Answer(object(value));
    }

    private static Json.Obj object(Json value) throws Unreadable {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new Unreadable("not a JSON object");
    }

    private static Json.Obj joined(Json.Obj earlier, Json.Obj later) {
        List<Json> parts = new ArrayList<>(new Answer(earlier).parts());
        new Answer(later).parts().forEach(part -> append(parts, part));
        Json.Obj candidate = Json.object(f -> {
            f.all(new Answer(earlier).candidate().orElse(Json.object(none -> {})));
            f.all(new Answer(later).candidate().orElse(Json.object(none -> {})));
            f.put("content", Json.object(c -> c.put("parts", Json.array(parts)).put("role", "model")));
        });
        return Json.object(f -> f.all(earlier).all(later).put("candidates", Json.array(List.of(candidate))));
    }

    /** Words that go on are one part. */
    private static void append(List<Json> parts, Json part) {
        if (!parts.isEmpty()
                && parts.getLast() instanceof Json.Obj last
                && part instanceof Json.Obj next
                && last.text("text").isPresent()
                && last.get("thoughtSignature") == null
                && next.text("text").filter(text -> !text.isEmpty()).isPresent()
                && last.bool("thought").equals(next.bool("thought"))) {
            String words = last.text("text").orElseThrow() + next.text("text").orElseThrow();
            parts.set(parts.size() - 1, next.with("text", Json.text(words)));
        } else {
            parts.add(part);
        }
    }

    Optional<Json> error() {
        return body.find("error");
    }

    String id() {
        return body.text("responseId").orElse("");
    }

    String model() {
        return body.text("modelVersion").orElse("");
    }

    Optional<Json.Obj> candidate() {
        return body.items("candidates").stream()
                .filter(one ->
                        one instanceof Json.Obj object && object.whole("index").orElse(0) == 0)
                .map(Json.Obj.class::cast)
                .findFirst();
    }

    List<Json> parts() {
        return candidate()
                .flatMap(one -> one.object("content"))
                .map(content -> content.items("parts"))
                .orElse(List.of());
    }

    /** Why the prompt was refused, if it was and nothing is answered. */
    Optional<Stop> blocked() {
        return body.object("promptFeedback")
                .flatMap(feedback -> feedback.text("blockReason"))
                .filter(_ -> body.items("candidates").isEmpty())
                .map(StopWords::blocked);
    }

    Optional<String> finish() {
        return candidate().flatMap(one -> one.text("finishReason")).filter(word -> !word.isEmpty());
    }
}
