package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void tellsWhatWasSaidCalledAndAnswered() throws Unreadable {
        byte[] body = """
                {"model":"m","messages":[{"role":"system","content":"secret rules"},
                 {"role":"user","content":[{"type":"text","text":"Look"},
                  {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},
                 {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"see","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"c","content":"a cat"},{"role":"assistant","content":"A cat."}]}""".getBytes(StandardCharsets.UTF_8);
        assertThat(Transcript.of(OpenAi.caller().read(body))).isEqualTo("""
                User: Look
                User: [a picture]
                Assistant calls see: {}
                Result of the tool: a cat
                Assistant: A cat.
                """);
    }

    @Test
    void keepsBothEndsOfALongTextAndNoHalfLetters() {
        String text = "ä€😀".repeat(1_000);
        for (int most = 200; most < 220; most++) {
            String shown = Transcript.headAndTail(text, most);
            assertThat(shown.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(most);
            assertThat(shown)
                    .startsWith("ä€😀")
                    .endsWith("ä€😀")
                    .contains("left out")
                    .doesNotContain("\uFFFD");
            assertThat(Transcript.head(text, most)).startsWith("ä€😀").doesNotContain("\uFFFD");
        }
        assertThat(Transcript.headAndTail("short", 100)).isEqualTo("short");
    }
}
