package dev.signalbox.wire.dialect.responses;

import static dev.signalbox.wire.dialect.responses.Wire.answerTo;
import static dev.signalbox.wire.dialect.responses.Wire.json;
import static dev.signalbox.wire.dialect.responses.Wire.names;
import static dev.signalbox.wire.dialect.responses.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers of other families as callers of the Responses API get them. */
class ReplyTest {
    private static final String ASKED = """
            {"model":"m","input":"x","instructions":"Help.","temperature":0.5,"metadata":{"a":"b"},
             "tools":[{"type":"custom","name":"apply_patch"}]}""";
    private static final Usage USAGE = new Usage(10, 90, 3, 2, 40, 25);

    private static ModelReply reply(StopReason reason, Content... content) {
        return new ModelReply(
                "msg_1",
                "claude",
                Optional.empty(),
                List.of(content),
                new Stop(reason, "end_turn", Optional.empty()),
                Optional.of(USAGE),
                Extra.none());
    }

    private static Json.Obj whole(ModelReply reply) {
        return json(Responses.caller().write(reply, answerTo(ASKED)));
    }

    @Test
    void repeatsWhatWasAskedAndTellsWhatWasUsed() {
        Json.Obj answer = whole(reply(StopReason.END, new Content.Text("hello")));
        assertThat(answer.text("object")).contains("response");
        assertThat(answer.text("status")).contains("completed");
        assertThat(answer.text("instructions")).contains("Help.");
        assertThat(answer.decimal("temperature"))
                .hasValueSatisfying(t -> assertThat(t).hasToString("0.5"));
        assertThat(answer.whole("created_at")).hasValue(1_800_000_000);
        Json.Obj usage = answer.object("usage").orElseThrow();
        assertThat(usage.whole("input_tokens")).hasValue(105);
        assertThat(usage.object("input_tokens_details").orElseThrow().whole("cached_tokens"))
                .hasValue(90);
        assertThat(usage.object("output_tokens_details").orElseThrow().whole("reasoning_tokens"))
                .hasValue(25);
        assertThat(usage.whole("total_tokens")).hasValue(145);
    }

    @Test
    void saysWhyAnAnswerIsIncomplete() {
        Json.Obj cut = whole(reply(StopReason.LENGTH, new Content.Text("hel")));
        assertThat(cut.text("status")).contains("incomplete");
        assertThat(cut.object("incomplete_details").orElseThrow().text("reason"))
                .contains("max_output_tokens");
        Json.Obj filtered = whole(reply(StopReason.CONTENT_FILTER));
        assertThat(filtered.object("incomplete_details").orElseThrow().text("reason"))
                .contains("content_filter");
    }

    @Test
    void putsWordsTogetherAndKeepsThoughtsAndCallsApart() {
        Json.Obj answer = whole(reply(
                StopReason.TOOL_CALLS,
                thought("anthropic", Optional.of("c2ln"), Optional.empty()),
                new Content.Text("one "),
                new Content.Text("two"),
                new Content.ToolCall("toolu_1", "shell", "{}", Extra.none()),
                new Content.ToolCall("toolu_2", "apply_patch", "{\"input\":\"*** \\\"a\\\"\\n\"}", Extra.none())));
        List<Json.Obj> items =
                answer.items("output").stream().map(item -> (Json.Obj) item).toList();
        assertThat(items)
                .extracting(item -> item.text("type").orElseThrow())
                .containsExactly("reasoning", "message", "function_call", "custom_tool_call");
        assertThat(items.get(0).text("encrypted_content")).contains("signalbox.s.anthropic.c2ln");
        assertThat(items.get(1).items("content")).hasSize(2);
        assertThat(items.get(3).text("input")).contains("*** \"a\"\n");
        assertThat(items).extracting(item -> item.text("id").orElseThrow()).doesNotHaveDuplicates();
    }

    private static Content.Reasoning thought(String provider, Optional<String> signature, Optional<String> redacted) {
        return new Content.Reasoning("I think.", signature, redacted, provider, Extra.none());
    }

    @Test
    void givesReasoningOfEveryFamilyBackUnchanged() throws Exception {
        for (Content.Reasoning thought : List.of(
                thought("anthropic", Optional.of("Eq.3/+=="), Optional.empty()),
                thought("anthropic", Optional.empty(), Optional.of("x.y.z")),
                thought("gemini", Optional.of("Ci8="), Optional.empty()),
                thought("openai", Optional.empty(), Optional.empty()),
                thought("openai-responses", Optional.of("gAAAA-_"), Optional.empty()))) {
            Json item = whole(reply(StopReason.END, thought)).items("output").getFirst();
            String next = new String(
                    JsonCodec.write(Json.object(f -> f.put("model", "m").put("input", Json.array(List.of(item))))),
                    StandardCharsets.UTF_8);
            assertThat(Responses.caller()
                            .read(Wire.bytes(next))
                            .messages()
                            .getFirst()
                            .content())
                    .containsExactly(thought);
        }
    }

    private static List<StreamEvent> steps() {
        return List.of(
                new StreamEvent.Started("msg_1", "claude", Optional.empty()),
                new StreamEvent.ReasoningStarted(0, Optional.empty(), "anthropic"),
                new StreamEvent.ReasoningDelta(0, "I "),
                new StreamEvent.ReasoningDelta(0, "think."),
                new StreamEvent.ReasoningSignature(0, "c2ln", "anthropic"),
                new StreamEvent.PartEnded(0),
                new StreamEvent.TextStarted(1),
                new StreamEvent.TextDelta(1, "hel"),
                new StreamEvent.TextDelta(1, "lo"),
                new StreamEvent.PartEnded(1),
                new StreamEvent.ToolCallStarted(2, "toolu_1", "shell"),
                new StreamEvent.ToolCallStarted(3, "toolu_2", "apply_patch"),
                new StreamEvent.ToolCallDelta(2, "{\"a\":"),
                new StreamEvent.ToolCallDelta(3, "{\"input\":"),
                new StreamEvent.ToolCallDelta(3, "\"*** x\"}"),
                new StreamEvent.ToolCallDelta(2, "1}"),
                new StreamEvent.PartEnded(2),
                new StreamEvent.PartEnded(3),
                new StreamEvent.Ping(),
                new StreamEvent.Stopped(new Stop(StopReason.TOOL_CALLS, "tool_use", Optional.empty())),
                new StreamEvent.UsageReported(USAGE),
                new StreamEvent.Ended());
    }

    @Test
    void tellsAStreamInTypedEvents() {
        List<SseEvent> events = written(answerTo(ASKED), steps());
        assertThat(names(events))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.custom_tool_call_input.delta",
                        "response.custom_tool_call_input.done",
                        "response.output_item.done",
                        "response.completed");
        for (int i = 0; i < events.size(); i++) {
            assertThat(json(events.get(i).data()).whole("sequence_number")).hasValue(i);
        }
    }

    @Test
    void endsAStreamWithTheAnswerThatItWouldHaveWrittenWhole() {
        Json.Obj last = json(written(answerTo(ASKED), steps()).getLast().data())
                .object("response")
                .orElseThrow();
        Json.Obj whole = whole(reply(
                StopReason.TOOL_CALLS,
                thought("anthropic", Optional.of("c2ln"), Optional.empty()),
                new Content.Text("hello"),
                new Content.ToolCall("toolu_1", "shell", "{\"a\":1}", Extra.none()),
                new Content.ToolCall("toolu_2", "apply_patch", "{\"input\":\"*** x\"}", Extra.none())));
        assertThat(last.without("signalbox")).isEqualTo(whole.without("signalbox"));
    }

    @Test
    void tellsABrokenStreamTwiceBecauseClientsLookForEither() {
        StreamWriter writer = Responses.caller().streamWriter(answerTo(ASKED));
        steps().subList(0, 8).forEach(writer::on);
        List<SseEvent> broken =
                writer.fail(WireError.gateway(WireError.Kind.BAD_GATEWAY, "provider_cut", "the connection broke"));
        assertThat(names(broken)).containsExactly("error", "response.failed");
        Json.Obj error = json(broken.getFirst().data());
        assertThat(error.text("code")).contains("provider_cut");
        assertThat(error.text("type")).contains("error");
        Json.Obj response = json(broken.getLast().data()).object("response").orElseThrow();
        assertThat(response.text("status")).contains("failed");
        assertThat(response.object("error").orElseThrow().text("message")).contains("the connection broke");
        assertThat(writer.on(new StreamEvent.Ended())).isEmpty();
    }

    @Test
    void refusesAnAnswerThatFailed() {
        String failed = """
                {"id":"r","status":"failed","output":[],"error":{"code":"server_error","message":"oops"}}""";
        assertThatThrownBy(() -> Responses.provider().read(Wire.bytes(failed)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("oops");
        assertThatThrownBy(() -> Responses.provider().summary(Wire.bytes(failed)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Responses.provider().summary(Wire.bytes("{\"id\":\"r\"}")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void callsAToolOfANamespaceByBothItsNames() {
        String asked = """
                {"model":"m","input":"x","tools":[{"type":"namespace","name":"agents","tools":[
                 {"type":"function","name":"close","parameters":{}}]}]}""";
        Json.Obj whole = json(Responses.caller()
                .write(
                        reply(StopReason.TOOL_CALLS, new Content.ToolCall("c", "agents__close", "{}", Extra.none())),
                        answerTo(asked)));
        Json.Obj call = (Json.Obj) whole.items("output").getFirst();
        assertThat(call.text("namespace")).contains("agents");
        assertThat(call.text("name")).contains("close");
    }

    @Test
    void isReadAlikeWhereverItIsCut() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        written(answerTo(ASKED), steps()).forEach(event -> stream.writeBytes(event.raw()));
        byte[] bytes = stream.toByteArray();
        List<StreamEvent> whole = Told.by(Told.events(bytes, bytes.length)).steps;
        assertThat(whole).isNotEmpty();
        for (int piece = 1; piece < 200; piece++) {
            assertThat(Told.by(Told.events(bytes, piece)).steps).isEqualTo(whole);
        }
    }

    @Test
    void aStreamWithoutItsLastEventHasNoEnd() throws Exception {
        List<SseEvent> events = written(answerTo(ASKED), steps());
        Told cut = Told.by(events.subList(0, events.size() - 1));
        assertThat(cut.ended).isFalse();
        assertThat(cut.stop).isEmpty();
        assertThat(cut.content()).hasSize(4);
    }
}
