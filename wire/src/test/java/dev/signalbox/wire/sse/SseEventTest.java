package dev.signalbox.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseEventTest {

    @Test
    void framesDataWithAndWithoutAName() {
        assertThat(raw(SseEvent.of(bytes("{}")))).isEqualTo("data: {}\n\n");
        assertThat(raw(SseEvent.of("error", bytes("{}")))).isEqualTo("event: error\ndata: {}\n\n");
    }

    @Test
    void framesDataOfSeveralLinesSoThatTheyComeBack() {
        SseEvent event = SseEvent.of("e", bytes("one\n\ntwo"));
        assertThat(raw(event)).isEqualTo("event: e\ndata: one\ndata: \ndata: two\n\n");
        SseEvent again = only(raw(event));
        assertThat(again.text()).isEqualTo("one\n\ntwo").isEqualTo(event.text());
        assertThat(again.name()).isEqualTo("e");
    }

    @Test
    void leavesOutARangeAndKeepsAllOtherBytes() {
        SseEvent event = only(": note\r\ndata: {\"a\":1,\"usage\":null}\r\n\r\n");
        int at = event.indexOf(",\"usage\":null", 0);
        SseEvent shorter = event.without(at, at + ",\"usage\":null".length());
        assertThat(raw(shorter)).isEqualTo(": note\r\ndata: {\"a\":1}\r\n\r\n");
        assertThat(shorter.text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void leavesOutARangeOfDataThatWasSpreadOverLines() {
        SseEvent event = only("data: {\ndata: \"a\":1}\n\n");
        SseEvent shorter = event.without(2, 7);
        assertThat(shorter.text()).isEqualTo("{\n}");
        assertThat(only(raw(shorter)).text()).isEqualTo("{\n}");
    }

    @Test
    void answersQuestionsAboutItsDataOnly() {
        SseEvent event = only(": usage\ndata:  [DONE] \n\n");
        assertThat(event.isExactly("[DONE]")).isTrue();
        assertThat(event.isExactly("DONE")).isFalse();
        assertThat(event.contains("usage")).isFalse();
        assertThat(event.indexOf("[DONE]", 0)).isEqualTo(1);
        assertThat(event.indexOf("[DONE]", 2)).isEqualTo(-1);
        assertThat(event.isEmpty()).isFalse();
        assertThat(only(": ping\n\n").isEmpty()).isTrue();
    }

    private static SseEvent only(String stream) {
        List<SseEvent> events = new SseParser(1000).feed(bytes(stream));
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String raw(SseEvent event) {
        return new String(event.raw(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
