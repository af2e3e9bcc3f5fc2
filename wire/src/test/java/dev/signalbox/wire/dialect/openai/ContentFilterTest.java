package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.PLAIN;
import static dev.signalbox.wire.dialect.openai.Shapes.STRICT;
import static dev.signalbox.wire.dialect.openai.Shapes.USAGE;
import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static dev.signalbox.wire.dialect.openai.Shapes.delta;
import static dev.signalbox.wire.dialect.openai.Shapes.events;
import static dev.signalbox.wire.dialect.openai.Shapes.finish;
import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static dev.signalbox.wire.dialect.openai.Shapes.stream;
import static dev.signalbox.wire.dialect.openai.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Azure's content filter says around answers and instead of them. */
class ContentFilterTest {
    private static final String REFUSAL = """
            {"error":{"message":"The response was filtered due to the prompt triggering the content management policy.",
            "type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation",
            "content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}""";

    private static final String PREFACE =
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":"
                    + "[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}";

    @Test
    void keepsWhatTheFilterFoundForCallersOfItsDialect() {
        WireError error = OpenAi.provider().readError(400, bytes(REFUSAL));

        assertThat(error.kind()).isEqualTo(WireError.Kind.BAD_REQUEST);
        assertThat(error.code()).hasValue("content_filter");
        Json.Obj told = json(OpenAi.caller().write(error.fromProvider("azure", Optional.of("req-1"))))
                .object("error")
                .orElseThrow();
        assertThat(told.text("code")).hasValue("content_filter");
        assertThat(told.text("param")).hasValue("prompt");
        assertThat(told.find("innererror"))
                .isEqualTo(json(REFUSAL).object("error").orElseThrow().find("innererror"));
    }

    @Test
    void isTheCallersFaultInsideAStreamToo() {
        StreamMeter meter = OpenAi.provider().streamMeter();

        assertThat(meter.on(SseEvent.of(bytes("{\"error\":{\"message\":\"no\",\"code\":\"content_filter\"}}"))))
                .isEqualTo(Mark.ERROR);
        assertThat(meter.error().orElseThrow().kind()).isEqualTo(WireError.Kind.BAD_REQUEST);
    }

    @Test
    void tellsItsVerdictOfThePromptBeforeTheAnswer() throws Exception {
        byte[] whole = stream(PREFACE, delta("{\"role\":\"assistant\",\"content\":\"hi\"}"), finish("stop"), "[DONE]");
        StreamMeter meter = OpenAi.provider().streamMeter();
        List<Mark> marks = events(whole).stream().map(meter::on).toList();

        assertThat(marks).containsExactly(Mark.PREFACE, Mark.CONTENT, Mark.CONTENT, Mark.END);
        assertThat(meter.model()).hasValue("gpt-x-2026");
        assertThat(Shapes.read(whole))
                .first()
                .isInstanceOfSatisfying(
                        StreamEvent.Started.class,
                        started -> assertThat(started.model()).isEqualTo("gpt-x-2026"));
    }

    @Test
    void passesTheVerdictOnUnlessTheCallerIsStrict() {
        SseEvent event = SseEvent.of(bytes(PREFACE));

        assertThat(OpenAi.provider().pass(event, Mark.PREFACE, PLAIN)).containsExactly(event);
        assertThat(OpenAi.provider().pass(event, Mark.PREFACE, USAGE)).containsExactly(event);
        assertThat(OpenAi.provider().pass(event, Mark.PREFACE, STRICT))
                .singleElement()
                .satisfies(shown -> assertThat(text(shown.data())).doesNotContain("filter"));
    }

    @Test
    void leavesAnAnswerStandingThatItCouldNotLookAt() throws Exception {
        String down = "\"content_filter_results\":{\"error\":{\"code\":\"content_filter_error\",\"message\":\"down\"}}";
        byte[] body = bytes(
                "{\"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}," + down
                        + "}]}");
        String chunk = delta("{\"content\":\"hi\"}").replace("\"finish_reason\"", down + ",\"finish_reason\"");

        assertThat(OpenAi.provider().summary(body).providerStop()).isEqualTo("stop");
        assertThat(OpenAi.provider().read(body).content()).hasSize(1);
        StreamMeter meter = OpenAi.provider().streamMeter();
        assertThat(meter.on(SseEvent.of(bytes(chunk)))).isEqualTo(Mark.CONTENT);
        assertThat(meter.error()).isEmpty();
        assertThat(Shapes.read(stream(chunk, finish("stop"), "[DONE]")))
                .noneMatch(StreamEvent.Failed.class::isInstance);
    }
}
