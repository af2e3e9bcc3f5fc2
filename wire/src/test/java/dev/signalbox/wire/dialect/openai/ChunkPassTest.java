package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.PLAIN;
import static dev.signalbox.wire.dialect.openai.Shapes.STRICT;
import static dev.signalbox.wire.dialect.openai.Shapes.USAGE;
import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.delta;
import static dev.signalbox.wire.dialect.openai.Shapes.finish;
import static dev.signalbox.wire.dialect.openai.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkPassTest {
    private static final String LAST = "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1}}";

    @Test
    void callersWhoDidNotAskForUsageGetTheBytesOfAStreamWithoutIt() {
        List<String> chunks = List.of(
                delta("{\"role\":\"assistant\",\"content\":\"\"}"),
                delta("{\"content\":\"Hi \\\"usage\\\":null,\"}"),
                finish("stop"));
        for (String end : List.of("\n\n", "\r\n\r\n")) {
            StringBuilder plain = new StringBuilder();
            StringBuilder behind = new StringBuilder();
            StringBuilder before = new StringBuilder();
            for (String chunk : chunks) {
                plain.append("data: ").append(chunk).append(end);
                behind.append("data: ")
                        .append(chunk.replaceFirst("}$", ",\"usage\":null}"))
                        .append(end);
                before.append("data: ")
                        .append(chunk.replace("\"choices\"", "\"usage\":null,\"choices\""))
                        .append(end);
            }
            String last = "data: " + LAST + end;
            String done = "data: [DONE]" + end;
            assertThat(passed(behind + last + done, PLAIN)).isEqualTo(plain + done);
            assertThat(passed(before + last + done, PLAIN)).isEqualTo(plain + done);
            assertThat(passed(plain + done, PLAIN)).isEqualTo(plain + done);
            assertThat(passed(behind + last + done, USAGE)).isEqualTo(behind + last + done);
        }
    }

    @Test
    void strictCallersGetNoFieldThatOpenAiDoesNotHave() {
        String vendor =
                "data: {\"id\":\"c1\",\"model\":\"m\",\"provider\":\"p\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\","
                        + "\"reasoning_content\":\"t\",\"x\":1},\"native_finish_reason\":null,\"finish_reason\":null}],\"x_groq\":{},\"usage\":null}\n\n";
        assertThat(passed(vendor, STRICT))
                .isEqualTo(
                        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                                + "\"finish_reason\":null}],\"usage\":null}\n\n");
        assertThat(passed(vendor, PLAIN)).contains("reasoning_content").doesNotContain("\"usage\":null");
    }

    @Test
    void strictCallersGetUntouchedBytesWhereNothingMustBeHidden() {
        String chunk = "{ \"id\":\"c1\" , \"choices\":[ {\"index\":0,\"delta\":{\"content\":\"Hi\"}} ] }";
        String own = ": note\r\ndata: %s\r\n\r\ndata: [DONE]\n\n: only a comment\n\n".formatted(chunk);
        assertThat(passed(own, STRICT)).isEqualTo(own);
    }

    @Test
    void strictWholeAnswersAreCleanedToo() throws Exception {
        byte[] own = bytes("{ \"id\":\"c1\", \"choices\":[ {\"index\":0,\"message\":{\"content\":\"x\"}} ] }");
        assertThat(OpenAi.provider().pass(own, STRICT)).isSameAs(own);
        byte[] vendor = bytes(
                "{\"id\":\"c1\",\"citations\":[],\"choices\":[{\"message\":{\"content\":\"x\",\"reasoning\":\"y\"}}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"cost\":0.1}}");
        assertThat(text(OpenAi.provider().pass(vendor, STRICT)))
                .isEqualTo(
                        "{\"id\":\"c1\",\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1}}");
        assertThat(OpenAi.provider().pass(vendor, PLAIN)).isSameAs(vendor);
    }

    @Test
    void errorsAndGarbagePassAsTheyAre() {
        String error = "data: {\"error\":{\"message\":\"m\"},\"extra\":1}\n\n";
        assertThat(passed(error, STRICT)).isEqualTo(error);
        assertThat(passed("data: <html>\n\n", STRICT)).isEqualTo("data: <html>\n\n");
    }

    private static String passed(String stream, ReplyStyle style) {
        StreamMeter meter = OpenAi.provider().streamMeter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SseEvent event : Shapes.events(bytes(stream))) {
            OpenAi.provider().pass(event, meter.on(event), style).forEach(shown -> out.writeBytes(shown.raw()));
        }
        return text(out.toByteArray());
    }
}
