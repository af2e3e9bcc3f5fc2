package dev.signalbox.wire.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamGoldenTest {
    private static final int WHOLE_LIMIT = 8 * 1024;

    /** What one stream meant, told and measured, however it was cut. */
    private record Heard(
            List<StreamEvent> events,
            String written,
            List<StreamMeter.Mark> marks,
            String passed,
            long contentBytes,
            Object usage,
            Object stop) {}

    @ParameterizedTest
    @ValueSource(strings = {"full", "refusal", "overloaded"})
    void meansTheSameHoweverTheNetworkCutsIt(String name) throws Unreadable {
        byte[] stream = Fixtures.golden("streams/" + name + ".sse");
        Heard whole = hear(List.of(stream));
        assertThat(whole.written()).isEqualTo(Fixtures.text(Fixtures.golden("streams/" + name + ".to-anthropic.sse")));
        assertThat(whole.passed()).isEqualTo(Fixtures.text(stream));
        if (stream.length <= WHOLE_LIMIT) {
            List<String> frames = frames(List.of(stream));
            for (int cut = 1; cut < stream.length; cut++) {
                // equal frames are heard equally, so only they are compared at every byte
                assertThat(frames(cut(stream, cut))).isEqualTo(frames);
            }
        }
        assertThat(hear(bytewise(stream))).isEqualTo(whole);
        Random random = new Random(42);
        for (int round = 0; round < 20; round++) {
            assertThat(hear(cut(stream, random.ints(9, 1, stream.length).toArray())))
                    .isEqualTo(whole);
        }
    }

    private static List<byte[]> cut(byte[] stream, int... at) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int to : Arrays.stream(at).sorted().distinct().toArray()) {
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        pieces.add(Arrays.copyOfRange(stream, from, stream.length));
        return pieces;
    }

    private static List<byte[]> bytewise(byte[] stream) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte b : stream) {
            pieces.add(new byte[] {b});
        }
        return pieces;
    }

    private static List<SseEvent> parse(List<byte[]> pieces) {
        SseParser parser = new SseParser(1 << 20);
        List<SseEvent> arrived = new ArrayList<>();
        pieces.forEach(piece -> arrived.addAll(parser.feed(piece)));
        SseEvent last = parser.end();
        if (last != null) {
            arrived.add(last);
        }
        return arrived;
    }

    private static List<String> frames(List<byte[]> pieces) {
        return parse(pieces).stream()
                .map(event -> event.name() + "\n" + event.text() + "\n" + Fixtures.text(event.raw()))
                .toList();
    }

    private static Heard hear(List<byte[]> pieces) throws Unreadable {
        StreamReader reader = Anthropic.provider().streamReader();
        StreamWriter writer = Anthropic.caller().streamWriter(Fixtures.STYLE);
        StreamMeter meter = Anthropic.provider().streamMeter();
        List<StreamEvent> events = new ArrayList<>();
        List<StreamMeter.Mark> marks = new ArrayList<>();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (SseEvent event : parse(pieces)) {
            StreamMeter.Mark mark = meter.on(event);
            marks.add(mark);
            Anthropic.provider().pass(event, mark, Fixtures.STYLE).forEach(e -> passed.writeBytes(e.raw()));
            events.addAll(reader.on(event));
        }
        events.addAll(reader.end());
        events.forEach(event -> writer.on(event).forEach(e -> written.writeBytes(e.raw())));
        return new Heard(
                events,
                Fixtures.text(written.toByteArray()),
                marks,
                Fixtures.text(passed.toByteArray()),
                meter.contentBytes(),
                meter.usage(),
                meter.stop());
    }
}
