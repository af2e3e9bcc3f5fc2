package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.ThinkingScale;
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
import java.util.Set;

/** Words that the tests of the provider's side share. */
final class ProviderShapes {
    static final ReplyStyle STYLE = new ReplyStyle(true, false, 1_700_000_000);
    static final String THIRD = "gemini-3-flash-preview";
    static final String SECOND = "gemini-2.5-flash";

    private ProviderShapes() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Json value) {
        return new String(JsonCodec.write(value), StandardCharsets.UTF_8);
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

    static ModelFacts model(String id, Thinking thinking) {
        return new ModelFacts(id, OptionalLong.of(65_536), 4096, thinking);
    }

    static ModelFacts model(String id, Thinking thinking, String... efforts) {
        return new ModelFacts(
                id, OptionalLong.of(65_536), 4096, thinking, ThinkingScale.standard(), List.of(efforts), Quirks.none());
    }

    /** A model whose provider refuses these fields. */
    static ModelFacts refusing(String... fields) {
        Quirks none = Quirks.none();
        Quirks quirks = new Quirks(
                none.outputCap(),
                Set.of(fields),
                none.refusedInMessages(),
                none.renamed(),
                none.mostTemperature(),
                none.streamOptions(),
                none.jsonSchema(),
                none.developerRole(),
                none.imageAddresses(),
                none.reasoningField(),
                none.thoughtSignatures(),
                none.toolIds(),
                none.strictTools(),
                none.toolChoices(),
                none.prefill());
        return new ModelFacts(
                THIRD, OptionalLong.empty(), 4096, Thinking.UNKNOWN, ThinkingScale.standard(), List.of(), quirks);
    }

    static List<SseEvent> events(byte[] stream) {
        SseParser parser = new SseParser(1 << 22);
        List<SseEvent> events = new ArrayList<>(parser.feed(stream));
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    static byte[] stream(String... data) {
        return bytes("data: " + String.join("\r\n\r\ndata: ", data) + "\r\n\r\n");
    }

    /** A piece with these parts. */
    static String piece(String parts) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"},\"index\":0}],"
                + "\"usageMetadata\":{\"promptTokenCount\":4,\"totalTokenCount\":4},"
                + "\"modelVersion\":\"gemini-3-flash\",\"responseId\":\"r1\"}";
    }

    /** A piece with these parts, at which the model stops. */
    static String last(String parts, String word) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"},\"finishReason\":\"" + word
                + "\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":4,\"candidatesTokenCount\":2,"
                + "\"thoughtsTokenCount\":3,\"totalTokenCount\":9},"
                + "\"modelVersion\":\"gemini-3-flash\",\"responseId\":\"r1\"}";
    }

    static List<StreamEvent> read(byte[] stream) throws Unreadable {
        return told(events(stream));
    }

    static List<StreamEvent> told(List<SseEvent> events) throws Unreadable {
        StreamReader reader = Gemini.provider().streamReader();
        List<StreamEvent> read = new ArrayList<>();
        for (SseEvent event : events) {
            read.addAll(reader.on(event));
        }
        read.addAll(reader.end());
        return read;
    }

    static StreamMeter metered(byte[] stream) {
        StreamMeter meter = Gemini.provider().streamMeter();
        events(stream).forEach(meter::on);
        return meter;
    }
}
