package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the tests of this dialect share. */
final class Fixtures {
    static final ReplyStyle STYLE = new ReplyStyle(true, false, 0);
    private static final Path GOLDEN = Path.of("src/test/golden/anthropic");
    private static final int LIMIT = 1 << 24;

    private Fixtures() {}

    static ModelFacts facts(ModelFacts.Thinking thinking) {
        return new ModelFacts("claude-real", OptionalLong.of(64_000), 4_096, thinking);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] golden(String path) {
        try {
            return Files.readAllBytes(GOLDEN.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Json.Obj json(byte[] bytes) {
        try {
            return JsonCodec.readObject(bytes);
        } catch (JsonProblem e) {
            throw new IllegalArgumentException(text(bytes), e);
        }
    }

    static Json.Obj json(String text) {
        return json(bytes(text));
    }

    /** The value at a path such as {@code messages.0.content}. */
    static Json at(Json.Obj root, String path) {
        Json value = root;
        for (String step : path.split("\\.")) {
            Json found = switch (value) {
                case Json.Obj object -> object.get(step);
                case Json.Arr array -> array.items().get(Integer.parseInt(step));
                default -> null;
            };
            if (found == null) {
                throw new IllegalArgumentException(path + ": no " + step + " in " + text(JsonCodec.write(value)));
            }
            value = found;
        }
        return value;
    }

    static ModelRequest read(String request) {
        try {
            return Anthropic.caller().read(bytes(request));
        } catch (Unreadable e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Translation.Ready write(ModelRequest request, ModelFacts facts) {
        return (Translation.Ready) Anthropic.provider().write(request, facts);
    }

    static Translation.Ready pass(String body, ModelFacts facts) throws Unreadable {
        return Anthropic.provider().pass(Anthropic.caller().open(bytes(body)), facts);
    }

    static List<SseEvent> events(byte[] stream) {
        SseParser parser = new SseParser(LIMIT);
        List<SseEvent> events = new ArrayList<>(parser.feed(stream));
        SseEvent last = parser.end();
        if (last != null) {
            events.add(last);
        }
        return events;
    }

    static List<StreamEvent> readStream(List<SseEvent> events) throws Unreadable {
        StreamReader reader = Anthropic.provider().streamReader();
        List<StreamEvent> out = new ArrayList<>();
        for (SseEvent event : events) {
            out.addAll(reader.on(event));
        }
        out.addAll(reader.end());
        return out;
    }

    static List<StreamEvent> readStream(String stream) throws Unreadable {
        return readStream(events(bytes(stream)));
    }

    /** What callers get for these steps. */
    static String writeStream(List<StreamEvent> steps) {
        StreamWriter writer = Anthropic.caller().streamWriter(STYLE);
        StringBuilder out = new StringBuilder();
        steps.forEach(step -> writer.on(step).forEach(event -> out.append(text(event.raw()))));
        return out.toString();
    }
}
