package dev.signalbox.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private static final String EVERYTHING = """
            \uFEFF: hello

            data: one

            event: named
            data: two\r
            \r
            data: first
            data: second

            id: 7
            retry: 10
            data:no blank

            : comment
            data: after a comment\r\rdata

            data: gr\u00fc\u00df \u4e2d \ud83d\ude80

            data: padded  \s

            unknown: field




            data:  two blanks

            data: last without an end""";

    @Test
    void cutsAStreamIntoItsEvents() {
        assertThat(texts(events(EVERYTHING, bytes(EVERYTHING).length)))
                .containsExactly(
                        "",
                        "one",
                        "named: two",
                        "first\nsecond",
                        "no blank",
                        "after a comment",
                        "",
                        "gr\u00fc\u00df \u4e2d \ud83d\ude80",
                        "padded   ",
                        "",
                        " two blanks",
                        "last without an end");
    }

    @Test
    void findsTheSameEventsWhereverTheStreamIsCut() {
        byte[] stream = bytes(EVERYTHING);
        List<String> whole = texts(events(EVERYTHING, stream.length));
        for (int cut = 0; cut <= stream.length; cut++) {
            SseParser parser = new SseParser(4096);
            List<SseEvent> events = new ArrayList<>(parser.feed(Arrays.copyOfRange(stream, 0, cut)));
            events.addAll(parser.feed(Arrays.copyOfRange(stream, cut, stream.length)));
            SseEvent rest = parser.end();
            if (rest != null) {
                events.add(rest);
            }
            assertThat(texts(events)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void findsTheSameEventsInPiecesOfEverySize(int size) {
        assertThat(texts(events(EVERYTHING, size))).isEqualTo(texts(events(EVERYTHING, bytes(EVERYTHING).length)));
    }

    @Test
    void keepsEveryByte() {
        for (int size = 1; size < 20; size++) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            events(EVERYTHING, size).forEach(event -> raw.writeBytes(event.raw()));
            assertThat(raw.toByteArray()).isEqualTo(bytes(EVERYTHING));
        }
    }

    @Test
    void findsInRandomStreamsWhatAPlainReadingFinds() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260917);
        for (int round = 0; round < 2000; round++) {
            String stream = randomStream(random);
            List<String> expected = plainly(stream);
            List<String> found = texts(events(stream, 1 + random.nextInt(40)));
            assertThat(found.stream().filter(text -> !text.isEmpty()).toList())
                    .as("stream %s", stream.replace("\r", "\\r").replace("\n", "\\n"))
                    .isEqualTo(expected);
        }
    }

    private static String randomStream(RandomGenerator random) {
        String[] lines = {
            "data: a", "data:b", "data", "data: ", ": c", "event: e", "id: 1", "x", "", "", "", "data: \u00e9"
        };
        String[] ends = {"\n", "\r\n", "\r"};
        StringBuilder stream = new StringBuilder();
        String end = ends[random.nextInt(ends.length)];
        for (int i = random.nextInt(30); i > 0; i--) {
            stream.append(lines[random.nextInt(lines.length)]).append(end);
            if (random.nextInt(10) == 0) {
                end = ends[random.nextInt(ends.length)];
            }
        }
        return stream.append(random.nextBoolean() ? "data: tail" : "").toString();
    }

    /** The events of a stream read line by line, as {@code name: data} or data alone, without those that have neither. */
    private static List<String> plainly(String stream) {
        List<String> events = new ArrayList<>();
        String name = null;
        List<String> data = new ArrayList<>();
        for (String line : (stream + "\n\n").split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                String text = (name == null ? "" : name + ": ") + String.join("\n", data);
                if (!text.isEmpty()) {
                    events.add(text);
                }
                name = null;
                data.clear();
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("data")) {
                data.add(value);
            } else if (field.equals("event")) {
                name = value;
            }
        }
        return events;
    }

    @Test
    void refusesAnEventThatNeverEnds() {
        SseParser parser = new SseParser(100);
        byte[] piece = bytes("data: 0123456789");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        parser.feed(piece);
                    }
                })
                .isInstanceOf(SseOverflow.class)
                .hasMessageContaining("at most 100");
    }

    @Test
    void takesManyEventsThatTogetherPassTheLimit() {
        String many = "data: 0123456789\n\n".repeat(100);
        SseParser parser = new SseParser(100);
        assertThat(parser.feed(bytes(many))).hasSize(100);
    }

    private static List<SseEvent> events(String text, int size) {
        SseParser parser = new SseParser(4096);
        byte[] stream = bytes(text);
        List<SseEvent> events = new ArrayList<>();
        for (int at = 0; at < stream.length; at += size) {
            events.addAll(parser.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size))));
        }
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    private static List<String> texts(List<SseEvent> events) {
        return events.stream().map(SseEvent::toString).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
