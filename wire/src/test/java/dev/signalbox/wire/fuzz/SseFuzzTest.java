package dev.signalbox.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseOverflow;
import dev.signalbox.wire.sse.SseParser;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** However the network cuts a stream, its events are the same, and together they are its bytes. */
class SseFuzzTest {
    private static final int LIMIT = 4096;

    @FuzzTest(maxDuration = "1m")
    void cutsDoNotMatterAndNoByteIsLost(FuzzedDataProvider data) {
        int step = data.consumeInt(1, 16);
        byte[] stream = data.consumeRemainingAsBytes();
        aLongEventIsRefusedAndNeverKept(stream);
        if (stream.length > LIMIT) {
            return;
        }
        List<byte[]> cut = events(stream, step);
        assertThat(joined(cut)).isEqualTo(withoutLastBreaks(stream, joined(cut).length));
        assertThat(cut).usingElementComparator(Arrays::compare).isEqualTo(events(stream, Math.max(1, stream.length)));
    }

    private static void aLongEventIsRefusedAndNeverKept(byte[] stream) {
        SseParser parser = new SseParser(16);
        try {
            for (SseEvent event : parser.feed(stream)) {
                assertThat(event.data()).isNotNull();
            }
        } catch (SseOverflow e) {
            assertThat(stream.length).isGreaterThan(16);
        }
    }

    private static List<byte[]> events(byte[] stream, int step) {
        SseParser parser = new SseParser(LIMIT);
        List<byte[]> raw = new ArrayList<>();
        for (int at = 0; at < stream.length; at += step) {
            parser.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + step)))
                    .forEach(event -> raw.add(event.raw()));
        }
        SseEvent rest = parser.end();
        if (rest != null) {
            raw.add(rest.raw());
        }
        return raw;
    }

    /** Line breaks behind the last event belong to none. */
    private static byte[] withoutLastBreaks(byte[] stream, int atLeast) {
        int end = stream.length;
        while (end > atLeast && (stream[end - 1] == '\n' || stream[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(stream, end);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
