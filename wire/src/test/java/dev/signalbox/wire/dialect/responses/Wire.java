package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Refusing;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the tests of this dialect say often. */
final class Wire {
    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Json.Obj json(String text) {
        return json(bytes(text));
    }

    static Json.Obj json(byte[] bytes) {
        try {
            return JsonCodec.readObject(bytes);
        } catch (JsonProblem e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    static ModelFacts model(Thinking thinking) {
        return Refusing.asOpenAi(new ModelFacts("gpt-5-2026", OptionalLong.of(100_000), 16_000, thinking));
    }

    /** The style of an answer to this request. */
    static ReplyStyle answerTo(String request) {
        try {
            return new ReplyStyle(true, false, 1_800_000_000)
                    .withAsked(Responses.caller().open(bytes(request)));
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    static List<SseEvent> written(ReplyStyle style, List<StreamEvent> steps) {
        StreamWriter writer = Responses.caller().streamWriter(style);
        List<SseEvent> events = new ArrayList<>();
        steps.forEach(step -> events.addAll(writer.on(step)));
        return events;
    }

    static List<String> names(List<SseEvent> events) {
        return events.stream().map(event -> String.valueOf(event.name())).toList();
    }
}
