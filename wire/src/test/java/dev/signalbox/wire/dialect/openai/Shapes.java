package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Refusing;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Words that the tests of this package share. */
final class Shapes {
    static final ReplyStyle PLAIN = new ReplyStyle(false, false, 1_700_000_000);
    static final ReplyStyle USAGE = new ReplyStyle(true, false, 1_700_000_000);
    static final ReplyStyle STRICT = new ReplyStyle(true, true, 1_700_000_000);

    private Shapes() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Json.Obj json(String text) {
        return json(bytes(text));
    }

    static Json.Obj json(byte[] bytes) {
        try {
            return JsonCodec.readObject(bytes);
        } catch (JsonProblem e) {
            throw new AssertionError(text(bytes), e);
        }
    }

    static ModelFacts model(String id, ModelFacts.Thinking thinking) {
        return Refusing.asOpenAi(new ModelFacts(id, OptionalLong.empty(), 4096, thinking));
    }

    /** The events of a whole stream. */
    static List<SseEvent> events(byte[] stream) {
        SseParser parser = new SseParser(1 << 20);
        List<SseEvent> events = new ArrayList<>(parser.feed(stream));
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    /** A stream of chunks with these data. */
    static byte[] stream(String... data) {
        return bytes("data: " + String.join("\n\ndata: ", data) + "\n\n");
    }

    static List<StreamEvent> read(byte[] stream) throws Unreadable {
        StreamReader reader = OpenAi.provider().streamReader();
        List<StreamEvent> read = new ArrayList<>();
        for (SseEvent event : events(stream)) {
            read.addAll(reader.on(event));
        }
        read.addAll(reader.end());
        return read;
    }

    static StreamMeter metered(byte[] stream) {
        StreamMeter meter = OpenAi.provider().streamMeter();
        events(stream).forEach(meter::on);
        return meter;
    }

    /** A chunk with this delta. */
    static String delta(String delta) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-x-2026\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":null}]}";
    }

    /** A chunk that ends the answer with this word. */
    static String finish(String word) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-x-2026\",\"choices\":[{\"index\":0,"
                + "\"delta\":{},\"finish_reason\":\"" + word + "\"}]}";
    }
}
