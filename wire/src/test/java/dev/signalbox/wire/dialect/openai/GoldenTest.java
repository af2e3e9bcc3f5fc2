package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static dev.signalbox.wire.dialect.openai.Shapes.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What texts of this dialect mean, and what they become when they are written again. */
class GoldenTest {
    private static final int LARGE = 8 * 1024;

    @Test
    void understandsARequestWithEverything() throws Exception {
        ModelRequest request = OpenAi.caller().read(Golden.bytes("requests/full.json"));
        Golden.assertMatches("requests/full.canonical.json", Canonical.of(request));
    }

    @Test
    void writesARequestWithEverythingForAModelThatIsNotKnown() throws Exception {
        assertWritten(Thinking.UNKNOWN, "requests/full.to-unknown.json");
    }

    @Test
    void writesARequestWithEverythingForAModelThatThinksByEffort() throws Exception {
        assertWritten(Thinking.EFFORT, "requests/full.to-effort.json");
    }

    @Test
    void writesARequestWithEverythingForAModelThatDoesNotThink() throws Exception {
        assertWritten(Thinking.NONE, "requests/full.to-none.json");
    }

    private static void assertWritten(Thinking thinking, String golden) throws Unreadable {
        ModelRequest request = OpenAi.caller().read(Golden.bytes("requests/full.json"));
        Translation.Ready ready =
                (Translation.Ready) OpenAi.provider().write(request, model("gpt-x-2026-01-01", thinking));
        Golden.assertMatches(
                golden,
                Json.object(f -> f.put("body", json(ready.body()))
                        .put("losses", Canonical.all(ready.losses()))
                        .put("adjustments", Canonical.all(ready.adjustments()))));
    }

    static Stream<String> replies() {
        return Golden.names("replies", ".reply.json").stream();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void understandsAndWritesAnswers(String name) throws Exception {
        ModelReply reply = OpenAi.provider().read(Golden.bytes(name));
        Golden.assertMatches(name.replace(".reply.", ".canonical."), Canonical.of(reply));
        Golden.assertMatches(
                name.replace(".reply.", ".to-caller."), json(OpenAi.caller().write(reply, Shapes.PLAIN)));
        Golden.assertMatches(
                name.replace(".reply.", ".to-strict-caller."),
                json(OpenAi.caller().write(reply, Shapes.STRICT)));
        assertThat(OpenAi.provider().summary(Golden.bytes(name)).usage()).isEqualTo(reply.usage());
    }

    static Stream<String> streams() {
        return Golden.names("streams", ".sse").stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void understandsStreams(String name) throws Exception {
        Golden.assertMatches(name.replace(".sse", ".canonical.json"), Canonical.all(Shapes.read(Golden.bytes(name))));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void writesStreams(String name) throws Exception {
        Golden.assertMatches(name.replace(".sse", ".to-caller.json"), written(name, Shapes.USAGE));
        Golden.assertMatches(
                name.replace(".sse", ".to-strict-caller.json"),
                written(name, new ReplyStyle(false, true, 1_700_000_000)));
    }

    private static Json written(String name, ReplyStyle style) throws Unreadable {
        StreamWriter writer = OpenAi.caller().streamWriter(style);
        List<Json> data = new ArrayList<>();
        for (StreamEvent event : Shapes.read(Golden.bytes(name))) {
            for (SseEvent out : writer.on(event)) {
                data.add(out.isExactly("[DONE]") ? Json.text("[DONE]") : json(out.data()));
            }
        }
        return Json.array(data);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void understandsStreamsWhereverTheyAreCut(String name) throws Exception {
        byte[] stream = Golden.bytes(name);
        List<String> whole =
                Shapes.events(stream).stream().map(SseEvent::toString).toList();
        for (int[] cuts : cuts(stream.length)) {
            List<SseEvent> events = cut(stream, cuts);
            assertThat(events.stream().map(SseEvent::toString).toList()).isEqualTo(whole);
        }
        assertThat(told(cut(stream, cuts(stream.length).getFirst()))).isEqualTo(Shapes.read(stream));
    }

    /** Every single cut of a small stream; of a large one single bytes and a hundred seeded cuts. */
    private static List<int[]> cuts(int length) {
        List<int[]> all = new ArrayList<>();
        int[] everywhere = new int[length];
        Arrays.setAll(everywhere, i -> i);
        all.add(everywhere);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(length);
        for (int i = 0; i < (length > LARGE ? 100 : length); i++) {
            all.add(length > LARGE ? random.ints(20, 0, length).sorted().toArray() : new int[] {i});
        }
        return all;
    }

    private static List<SseEvent> cut(byte[] stream, int... cuts) {
        SseParser parser = new SseParser(1 << 20);
        List<SseEvent> events = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            events.addAll(parser.feed(Arrays.copyOfRange(stream, from, to)));
            from = to;
        }
        events.addAll(parser.feed(Arrays.copyOfRange(stream, from, stream.length)));
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    private static List<StreamEvent> told(List<SseEvent> events) throws Unreadable {
        StreamReader reader = OpenAi.provider().streamReader();
        List<StreamEvent> told = new ArrayList<>();
        for (SseEvent event : events) {
            told.addAll(reader.on(event));
        }
        told.addAll(reader.end());
        return told;
    }

    @Test
    void writesTheBytesOfRequestsTheSameEveryTime() throws Exception {
        ModelRequest request = OpenAi.caller().read(Golden.bytes("requests/full.json"));
        Translation.Ready one = (Translation.Ready) OpenAi.provider().write(request, model("m", Thinking.UNKNOWN));
        Translation.Ready two = (Translation.Ready) OpenAi.provider()
                .write(
                        OpenAi.caller().read(JsonCodec.write(json(Golden.bytes("requests/full.json")))),
                        model("m", Thinking.UNKNOWN));
        assertThat(one.body()).isEqualTo(two.body());
    }
}
