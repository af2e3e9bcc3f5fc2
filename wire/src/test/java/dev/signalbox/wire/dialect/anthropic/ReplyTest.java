package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.STYLE;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.at;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.bytes;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    private static ModelReply reply(StopReason reason, String word, Content... content) {
        return new ModelReply(
                "chatcmpl-1",
                "gpt-x",
                Optional.of(1L),
                List.of(content),
                new Stop(reason, word, Optional.empty()),
                Optional.of(new Usage(10, 4, 2, 1, 9, 0)),
                Extra.none());
    }

    private static Json.Obj write(ModelReply reply) {
        return json(Anthropic.caller().write(reply, STYLE));
    }

    @Test
    void carriesEverythingThatTheDialectHasThroughTheCanonicalModel() throws Unreadable {
        byte[] full = Fixtures.golden("replies/full.json");
        ModelReply read = Anthropic.provider().read(full);
        assertThat(read.usage()).contains(new Usage(12, 400, 10, 20, 91, 25));
        assertThat(write(read)).isEqualTo(json(full));
    }

    @Test
    void writesWhatAnotherProviderSaid() {
        Json.Obj written = write(reply(
                StopReason.TOOL_CALLS,
                "tool_calls",
                new Content.Reasoning("Hm.", Optional.empty(), Optional.empty(), "openai", Extra.none()),
                new Content.Text(""),
                new Content.Text("Let me see."),
                new Content.ToolCall("call_1", "weather", "{\"city\": \"Paris\"}", Extra.none()),
                new Content.ToolCall("call_2", "time", "[1]", Extra.none()),
                new Content.ToolCall("call_3", "date", "", Extra.none())));
        assertThat(written).isEqualTo(json("""
                {"id": "chatcmpl-1", "type": "message", "role": "assistant", "model": "gpt-x",
                 "content": [
                   {"type": "thinking", "thinking": "Hm.", "signature": "signalbox.unsigned.openai"},
                   {"type": "text", "text": "Let me see."},
                   {"type": "tool_use", "id": "call_1", "name": "weather", "input": {"city": "Paris"}},
                   {"type": "tool_use", "id": "call_2", "name": "time", "input": {"_raw": "[1]"}},
                   {"type": "tool_use", "id": "call_3", "name": "date", "input": {}}],
                 "stop_reason": "tool_use", "stop_sequence": null,
                 "signalbox": {"provider_finish_reason": "tool_calls"},
                 "usage": {"input_tokens": 10, "cache_creation_input_tokens": 3, "cache_read_input_tokens": 4,
                   "cache_creation": {"ephemeral_5m_input_tokens": 2, "ephemeral_1h_input_tokens": 1},
                   "output_tokens": 9}}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "END, stop, end_turn",
        "STOP_SEQUENCE, stop, stop_sequence",
        "LENGTH, length, max_tokens",
        "LENGTH, model_context_window_exceeded, model_context_window_exceeded",
        "TOOL_CALLS, tool_calls, tool_use",
        "CONTENT_FILTER, content_filter, refusal",
        "PAUSED, pause_turn, pause_turn"
    })
    void writesTheStopInTheWordsOfTheDialect(StopReason reason, String word, String written) {
        assertThat(write(reply(reason, word)).text("stop_reason")).contains(written);
    }

    @Test
    void writesARefusalAsTheDetailsOfTheStopAndReadsItBack() throws Unreadable {
        Json.Obj written = write(reply(StopReason.END, "stop", new Content.Refusal("No.", Extra.none())));
        assertThat(written.text("stop_reason")).contains("refusal");
        assertThat(at(written, "stop_details.explanation")).isEqualTo(Json.text("No."));
        ModelReply back = Anthropic.provider()
                .read(Anthropic.caller()
                        .write(reply(StopReason.END, "stop", new Content.Refusal("No.", Extra.none())), STYLE));
        assertThat(back.content()).containsExactly(new Content.Refusal("No.", Extra.none()));
        assertThat(back.stop().reason()).isEqualTo(StopReason.CONTENT_FILTER);
    }

    @Test
    void neverWritesABrokenAnswerAsAFinish() {
        assertThat(write(reply(StopReason.ERROR, "error")).text("type")).contains("error");
    }

    @Test
    void summarisesWithoutBuilding() throws Unreadable {
        ProviderDialect.Summary summary = Anthropic.provider().summary(Fixtures.golden("replies/full.json"));
        assertThat(summary.model()).isEqualTo("claude-x-20260101");
        assertThat(summary.usage()).contains(new Usage(12, 400, 10, 20, 91, 25));
        assertThat(summary.providerStop()).isEqualTo("tool_use");
        assertThat(summary.contentBytes()).isBetween(20L, 120L);
    }

    @Test
    void knowsNoUsageWhereTheProviderTellsNone() throws Unreadable {
        byte[] silent =
                bytes("{\"type\":\"message\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"usage\":null}");
        assertThat(Anthropic.provider().summary(silent).usage()).isEmpty();
        assertThat(Anthropic.provider().read(silent).usage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}"})
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> Anthropic.provider().summary(bytes(body))).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Anthropic.provider().read(bytes(body))).isInstanceOf(Unreadable.class);
    }

    @Test
    void passesTheProvidersBytes() throws Unreadable {
        byte[] body = Fixtures.golden("replies/full.json");
        assertThat(Anthropic.provider().pass(body, STYLE)).isSameAs(body);
    }

    @Test
    void theSignatureOfAnotherProviderComesBeforeTheWords() {
        Json.Obj written = write(reply(
                StopReason.END,
                "STOP",
                new Content.Text("hello"),
                new Content.Reasoning("", Optional.of("text:0:c2ln"), Optional.empty(), "gemini", Extra.none())));

        assertThat(written.items("content").stream()
                        .map(block -> ((Json.Obj) block).text("type").orElseThrow()))
                .containsExactly("thinking", "text");
    }
}
