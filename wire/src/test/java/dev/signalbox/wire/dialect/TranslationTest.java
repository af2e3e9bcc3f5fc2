package dev.signalbox.wire.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of each dialect meet providers of the other: what both can say arrives, and what cannot is told. */
class TranslationTest {
    private static final ReplyStyle STYLE = new ReplyStyle(true, false, 1_700_000_000);

    private static ModelFacts facts(Thinking thinking) {
        return Refusing.asOpenAi(new ModelFacts("real", OptionalLong.of(64_000), 4_096, thinking));
    }

    private static Json.Obj json(String text) {
        try {
            return JsonCodec.readObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProblem e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Json value(String text) {
        return json("{\"x\": " + text + "}").fields().get("x");
    }

    private static Translation.Ready toAnthropic(String openai, Thinking thinking) throws Unreadable {
        byte[] body = openai.getBytes(StandardCharsets.UTF_8);
        return (Translation.Ready) Anthropic.provider().write(OpenAi.caller().read(body), facts(thinking));
    }

    private static Translation.Ready toOpenAi(String anthropic, Thinking thinking) throws Unreadable {
        byte[] body = anthropic.getBytes(StandardCharsets.UTF_8);
        return (Translation.Ready) OpenAi.provider().write(Anthropic.caller().read(body), facts(thinking));
    }

    private static Json.Obj body(Translation.Ready ready) {
        return json(new String(ready.body(), StandardCharsets.UTF_8));
    }

    private static String translated(ProviderDialect provider, CallerDialect caller, String reply) throws Unreadable {
        byte[] written = caller.write(provider.read(reply.getBytes(StandardCharsets.UTF_8)), STYLE);
        return new String(written, StandardCharsets.UTF_8);
    }

    private static List<SseEvent> streamed(ProviderDialect provider, CallerDialect caller, String stream)
            throws Unreadable {
        StreamReader reader = provider.streamReader();
        StreamWriter writer = caller.streamWriter(STYLE);
        List<SseEvent> written = new ArrayList<>();
        for (SseEvent event : new SseParser(1 << 20).feed(stream.getBytes(StandardCharsets.UTF_8))) {
            for (StreamEvent step : reader.on(event)) {
                written.addAll(writer.on(step));
            }
        }
        reader.end().forEach(step -> written.addAll(writer.on(step)));
        return written;
    }

    private static String messages(Json.Obj... events) {
        StringBuilder stream = new StringBuilder();
        for (Json.Obj event : events) {
            stream.append("event: ").append(event.text("type").orElseThrow()).append("\ndata: ");
            stream.append(new String(JsonCodec.write(event), StandardCharsets.UTF_8))
                    .append("\n\n");
        }
        return stream.toString();
    }

    private static String chunks(String... deltas) {
        StringBuilder stream = new StringBuilder();
        for (String delta : deltas) {
            stream.append(
                    "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-x\",");
            stream.append(delta).append("}\n\n");
        }
        return stream.append("data: [DONE]\n\n").toString();
    }

    private static String delta(String delta) {
        return "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]";
    }

    // text, usage, stop

    @Test
    void carriesTextToAnthropicAndBack() throws Unreadable {
        Translation.Ready ready = toAnthropic("""
                {"model": "alias", "max_completion_tokens": 500, "temperature": 0.5, "stop": "END", "user": "u1",
                 "messages": [{"role": "developer", "content": "Be terse."}, {"role": "user", "content": "Hello"}]}
                """, Thinking.BUDGET);
        assertThat(body(ready)).isEqualTo(json("""
                {"model": "real", "max_tokens": 500, "temperature": 0.5, "stop_sequences": ["END"],
                 "metadata": {"user_id": "u1"}, "system": [{"type": "text", "text": "Be terse."}],
                 "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]}
                """));
        assertThat(ready.losses()).isEmpty();

        Json.Obj reply = json(translated(Anthropic.provider(), OpenAi.caller(), """
                {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-x",
                 "content": [{"type": "text", "text": "Hi."}], "stop_reason": "end_turn", "stop_sequence": null,
                 "usage": {"input_tokens": 10, "cache_read_input_tokens": 100, "cache_creation_input_tokens": 5,
                   "output_tokens": 3}}
                """));
        assertThat(reply.text("model")).contains("claude-x");
        Json.Obj choice = (Json.Obj) reply.items("choices").getFirst();
        assertThat(choice.text("finish_reason")).contains("stop");
        assertThat(choice.object("message").flatMap(m -> m.text("content"))).contains("Hi.");
        Json.Obj usage = reply.object("usage").orElseThrow();
        assertThat(usage.whole("prompt_tokens")).hasValue(115);
        assertThat(usage.object("prompt_tokens_details").orElseThrow().whole("cached_tokens"))
                .hasValue(100);
        assertThat(usage.whole("completion_tokens")).hasValue(3);
        assertThat(usage.whole("total_tokens")).hasValue(118);
    }

    @Test
    void carriesTextToOpenAiAndBack() throws Unreadable {
        Translation.Ready ready = toOpenAi("""
                {"model": "alias", "max_tokens": 500, "system": "Be terse.", "metadata": {"user_id": "u1"},
                 "messages": [{"role": "user", "content": "Hello"}]}
                """, Thinking.UNKNOWN);
        Json.Obj body = body(ready);
        assertThat(body.whole("max_completion_tokens")).hasValue(500);
        assertThat(body.get("messages")).isEqualTo(value("""
                [{"role": "system", "content": "Be terse."}, {"role": "user", "content": "Hello"}]"""));
        assertThat(body.text("user")).contains("u1");
        assertThat(ready.losses()).isEmpty();

        Json.Obj reply = json(translated(OpenAi.provider(), Anthropic.caller(), """
                {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "gpt-x",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi."}, "finish_reason": "length"}],
                 "usage": {"prompt_tokens": 110, "completion_tokens": 30, "total_tokens": 140,
                   "prompt_tokens_details": {"cached_tokens": 100},
                   "completion_tokens_details": {"reasoning_tokens": 20}}}
                """));
        assertThat(reply).isEqualTo(json("""
                {"id": "chatcmpl-1", "type": "message", "role": "assistant", "model": "gpt-x",
                 "content": [{"type": "text", "text": "Hi."}], "stop_reason": "max_tokens", "stop_sequence": null,
                 "signalbox": {"provider_finish_reason": "length"},
                 "usage": {"input_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 100,
                   "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
                   "output_tokens": 30, "output_tokens_details": {"thinking_tokens": 20}}}
                """));
    }

    // tools

    @Test
    void carriesParallelToolsAndTheirResultsToAnthropic() throws Unreadable {
        Translation.Ready ready = toAnthropic("""
                {"model": "alias", "parallel_tool_calls": false, "tool_choice": "auto",
                 "tools": [{"type": "function", "function": {"name": "weather", "description": "W",
                    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}],
                 "messages": [
                   {"role": "user", "content": "Weather in Paris and Rome?"},
                   {"role": "assistant", "content": null, "tool_calls": [
                     {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\":\\"Paris\\"}"}},
                     {"id": "call_2", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\":"}}]},
                   {"role": "tool", "tool_call_id": "call_1", "content": "21"},
                   {"role": "tool", "tool_call_id": "call_2", "content": "bad arguments"},
                   {"role": "user", "content": "Well?"}]}
                """, Thinking.BUDGET);
        assertThat(body(ready)).isEqualTo(json("""
                {"model": "real", "max_tokens": 4096,
                 "tools": [{"name": "weather", "description": "W",
                   "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}],
                 "tool_choice": {"type": "auto", "disable_parallel_tool_use": true},
                 "messages": [
                   {"role": "user", "content": [{"type": "text", "text": "Weather in Paris and Rome?"}]},
                   {"role": "assistant", "content": [
                     {"type": "tool_use", "id": "call_1", "name": "weather", "input": {"city": "Paris"}},
                     {"type": "tool_use", "id": "call_2", "name": "weather", "input": {"_raw": "{\\"city\\":"}}]},
                   {"role": "user", "content": [
                     {"type": "tool_result", "tool_use_id": "call_1", "content": [{"type": "text", "text": "21"}]},
                     {"type": "tool_result", "tool_use_id": "call_2", "content": [{"type": "text", "text": "bad arguments"}]},
                     {"type": "text", "text": "Well?"}]}]}
                """));
        assertThat(ready.losses()).isEmpty();
    }

    @Test
    void carriesParallelToolsAndTheirResultsToOpenAi() throws Unreadable {
        Translation.Ready ready = toOpenAi("""
                {"model": "alias", "max_tokens": 100, "tool_choice": {"type": "any", "disable_parallel_tool_use": true},
                 "tools": [{"name": "weather", "input_schema": {"type": "object"}}],
                 "messages": [
                   {"role": "user", "content": "Paris and Rome?"},
                   {"role": "assistant", "content": [
                     {"type": "text", "text": "Let me see."},
                     {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Paris"}},
                     {"type": "tool_use", "id": "toolu_2", "name": "weather", "input": {"_raw": "{oops"}}]},
                   {"role": "user", "content": [
                     {"type": "tool_result", "tool_use_id": "toolu_1", "content": "21"},
                     {"type": "tool_result", "tool_use_id": "toolu_2", "content": [{"type": "text", "text": "22"}]},
                     {"type": "text", "text": "Well?"}]}]}
                """, Thinking.NONE);
        Json.Obj body = body(ready);
        assertThat(body.get("messages")).isEqualTo(value("""
                [{"role": "user", "content": "Paris and Rome?"},
                 {"role": "assistant", "content": "Let me see.", "tool_calls": [
                   {"id": "toolu_1", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\":\\"Paris\\"}"}},
                   {"id": "toolu_2", "type": "function", "function": {"name": "weather", "arguments": "{oops"}}]},
                 {"role": "tool", "tool_call_id": "toolu_1", "content": "21"},
                 {"role": "tool", "tool_call_id": "toolu_2", "content": "22"},
                 {"role": "user", "content": "Well?"}]"""));
        assertThat(body.text("tool_choice")).contains("required");
        assertThat(body.bool("parallel_tool_calls")).contains(false);
        assertThat(ready.losses()).isEmpty();
    }

    @Test
    void streamsParallelToolsToAnthropicCallersBlockByBlock() throws Unreadable {
        List<SseEvent> events = streamed(
                OpenAi.provider(),
                Anthropic.caller(),
                chunks(
                        delta("{\"role\":\"assistant\",\"content\":\"\"}"),
                        delta("{\"content\":\"Let me see.\"}"),
                        delta(
                                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"a\",\"arguments\":\"\"}}]}"),
                        delta(
                                "{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"type\":\"function\",\"function\":{\"name\":\"b\",\"arguments\":\"{\\\"y\\\":\"}}]}"),
                        delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":1}\"}}]}"),
                        delta("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"2}\"}}]}"),
                        "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]",
                        "\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9,\"total_tokens\":16}"));
        assertThat(events.stream().map(SseEvent::name))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        String all = String.join("", events.stream().map(SseEvent::text).toList());
        assertThat(all)
                .contains("\"id\":\"call_1\",\"name\":\"a\"")
                .contains("\"id\":\"call_2\",\"name\":\"b\"")
                .contains("\"stop_reason\":\"tool_use\"")
                .contains("\"input_tokens\":7")
                .contains("\"output_tokens\":9");
    }

    @Test
    void streamsParallelToolsToOpenAiCallersByIndex() throws Unreadable {
        List<SseEvent> events = streamed(Anthropic.provider(), OpenAi.caller(), thinkingStream("toolu_1", "EqQB+/=="));
        Merged merged = Merged.of(events);
        assertThat(merged.message().get("tool_calls")).isEqualTo(value("""
                [{"id": "toolu_1", "type": "function", "function": {"name": "weather", "arguments": "{\\"city\\":\\"Paris\\"}"}},
                 {"id": "toolu_1b", "type": "function", "function": {"name": "time", "arguments": "{}"}}]"""));
        assertThat(merged.finish()).isEqualTo("tool_calls");
        assertThat(merged.usage().whole("prompt_tokens")).hasValue(10);
        assertThat(merged.usage().whole("completion_tokens")).hasValue(40);
        assertThat(events.getLast().isExactly("[DONE]")).isTrue();
    }

    // images, documents, structured output

    @Test
    void carriesImagesBothWays() throws Unreadable {
        Json.Obj anthropic = body(toAnthropic("""
                {"model": "alias", "messages": [{"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                  {"type": "image_url", "image_url": {"url": "https://x.org/a.png"}},
                  {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,BBBB"}}]}]}
                """, Thinking.NONE));
        assertThat(anthropic.get("messages")).isEqualTo(value("""
                [{"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
                  {"type": "image", "source": {"type": "url", "url": "https://x.org/a.png"}},
                  {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "BBBB"},
                   "title": "a.pdf"}]}]"""));
        Translation.Ready back =
                toOpenAi(new String(JsonCodec.write(anthropic), StandardCharsets.UTF_8), Thinking.NONE);
        assertThat(body(back).get("messages")).isEqualTo(value("""
                [{"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                  {"type": "image_url", "image_url": {"url": "https://x.org/a.png"}},
                  {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,BBBB"}}]}]"""));
    }

    @Test
    void carriesADemandForJsonBothWays() throws Unreadable {
        Json.Obj anthropic = body(toAnthropic("""
                {"model": "alias", "messages": [{"role": "user", "content": "A city"}],
                 "response_format": {"type": "json_schema", "json_schema": {"name": "city", "strict": true,
                   "schema": {"type": "object", "properties": {}, "additionalProperties": false}}}}
                """, Thinking.NONE));
        assertThat(anthropic.get("output_config")).isEqualTo(value("""
                {"format": {"type": "json_schema",
                  "schema": {"type": "object", "properties": {}, "additionalProperties": false}}}"""));
        Json.Obj openai = body(toOpenAi(new String(JsonCodec.write(anthropic), StandardCharsets.UTF_8), Thinking.NONE));
        Json.Obj format = openai.object("response_format").orElseThrow();
        assertThat(format.text("type")).contains("json_schema");
        assertThat(format.object("json_schema").orElseThrow().get("schema"))
                .isEqualTo(value("{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": false}"));
    }

    // thinking

    @Test
    void turnsEffortsIntoBudgetsAndBack() throws Unreadable {
        Json.Obj anthropic = body(toAnthropic("""
                {"model": "alias", "reasoning_effort": "medium", "max_completion_tokens": 1000,
                 "messages": [{"role": "user", "content": "Think"}]}
                """, Thinking.BUDGET));
        assertThat(anthropic.get("thinking")).isEqualTo(value("{\"type\": \"enabled\", \"budget_tokens\": 8192}"));
        assertThat(anthropic.whole("max_tokens")).hasValue(9192);
        Json.Obj openai = body(toOpenAi("""
                {"model": "alias", "max_tokens": 30000, "thinking": {"type": "enabled", "budget_tokens": 20000},
                 "messages": [{"role": "user", "content": "Think"}]}
                """, Thinking.EFFORT));
        assertThat(openai.text("reasoning_effort")).contains("high");
    }

    /** Three turns of a tool loop through callers of OpenAI's dialect: each signature comes back byte for byte. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givesAnthropicItsSignaturesBackThroughOpenAiCallers(boolean stream) throws Unreadable {
        List<Json> history = new ArrayList<>();
        history.add(value("{\"role\": \"user\", \"content\": \"Weather?\"}"));
        List<String> signatures = List.of("EqQBCkYIBRgCKkD+/==", "ErUB+a/b=", "Eu8B//++==");
        for (int turn = 0; turn < signatures.size(); turn++) {
            String id = "toolu_" + turn;
            Json.Obj message = stream
                    ? Merged.of(streamed(
                                    Anthropic.provider(), OpenAi.caller(), thinkingStream(id, signatures.get(turn))))
                            .message()
                    : (Json.Obj) ((Json.Obj) json(translated(
                                            Anthropic.provider(),
                                            OpenAi.caller(),
                                            thinkingReply(id, signatures.get(turn))))
                                    .items("choices")
                                    .getFirst())
                            .get("message");
            assertThat(message.text("reasoning_content")).contains("I ask \"both\".");
            history.add(message);
            history.add(value("{\"role\": \"tool\", \"tool_call_id\": \"" + id + "\", \"content\": \"21\"}"));
            history.add(value("{\"role\": \"tool\", \"tool_call_id\": \"" + id + "b\", \"content\": \"12:00\"}"));

            Json.Obj request = Json.object(
                    f -> f.put("model", "alias").put("reasoning_effort", "low").put("messages", Json.array(history)));
            Translation.Ready ready =
                    toAnthropic(new String(JsonCodec.write(request), StandardCharsets.UTF_8), Thinking.BUDGET);
            List<Json> sent = body(ready).items("messages");
            assertThat(ready.losses()).isEmpty();
            assertThat(body(ready).get("thinking")).isNotNull();
            for (int i = 0; i <= turn; i++) {
                assertThat(((Json.Obj) sent.get(1 + 2 * i)).get("content"))
                        .isEqualTo(value("""
                        [{"type": "thinking", "thinking": "I ask \\"both\\".", "signature": "%s"},
                         {"type": "redacted_thinking", "data": "EmwKAhgB+/=="},
                         {"type": "text", "text": "Let me see."},
                         {"type": "tool_use", "id": "toolu_%d", "name": "weather", "input": {"city": "Paris"}},
                         {"type": "tool_use", "id": "toolu_%db", "name": "time", "input": {}}]""".formatted(signatures.get(i), i, i)));
            }
        }
    }

    /** Three turns through callers of Anthropic's dialect, told from the canonical model. */
    @Test
    void givesAnthropicItsSignaturesBackThroughItsOwnCallers() throws Unreadable {
        List<Json> history = new ArrayList<>();
        history.add(value("{\"role\": \"user\", \"content\": \"Weather?\"}"));
        for (String signature : List.of("EqQBCkYIBRgCKkD+/==", "ErUB+a/b=", "Eu8B//++==")) {
            Json.Obj reply =
                    json(translated(Anthropic.provider(), Anthropic.caller(), thinkingReply("toolu_1", signature)));
            history.add(Json.object(f ->
                    f.put("role", "assistant").put("content", reply.fields().get("content"))));
            history.add(value("""
                    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "21"},
                      {"type": "tool_result", "tool_use_id": "toolu_1b", "content": "12:00"}]}"""));
            Json.Obj request = Json.object(f -> f.put("model", "alias").put("messages", Json.array(history)));
            byte[] body = JsonCodec.write(request);
            Translation.Ready ready = (Translation.Ready)
                    Anthropic.provider().write(Anthropic.caller().read(body), facts(Thinking.BUDGET));
            assertThat(new String(ready.body(), StandardCharsets.UTF_8))
                    .contains("\"signature\":\"" + signature + "\"");
            assertThat(ready.losses()).isEmpty();
        }
    }

    @Test
    void neverGivesAnthropicReasoningThatItDidNotSign() throws Unreadable {
        Json.Obj reply = json(translated(OpenAi.provider(), Anthropic.caller(), """
                {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-x",
                 "choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant",
                   "reasoning_content": "Hm.", "content": null, "tool_calls": [
                     {"id": "call_1", "type": "function", "function": {"name": "w", "arguments": "{}"}}]}}]}
                """));
        assertThat(reply.get("content")).isEqualTo(value("""
                [{"type": "thinking", "thinking": "Hm.", "signature": "signalbox.unsigned.openai"},
                 {"type": "tool_use", "id": "call_1", "name": "w", "input": {}}]"""));
        Json.Obj next = Json.object(
                f -> f.put("model", "real")
                        .put("max_tokens", 4000)
                        .put("thinking", value("{\"type\": \"enabled\", \"budget_tokens\": 2000}"))
                        .put("tools", value("[{\"name\": \"w\", \"input_schema\": {\"type\": \"object\"}}]"))
                        .put(
                                "messages",
                                Json.array(
                                        List.of(
                                                value("{\"role\": \"user\", \"content\": \"q\"}"),
                                                Json.object(m -> m.put("role", "assistant")
                                                        .put(
                                                                "content",
                                                                reply.fields().get("content"))),
                                                value(
                                                        "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"tool_use_id\": \"call_1\", \"content\": \"1\"}]}")))));
        byte[] sent = JsonCodec.write(next);

        Translation.Ready passed = Anthropic.provider().pass(Anthropic.caller().open(sent), facts(Thinking.BUDGET));
        assertThat(new String(passed.body(), StandardCharsets.UTF_8)).doesNotContain("signalbox", "thinking");
        Translation.Ready back =
                (Translation.Ready) OpenAi.provider().write(Anthropic.caller().read(sent), facts(Thinking.UNKNOWN));
        assertThat(((Json.Obj) body(back).items("messages").get(1)).text("reasoning_content"))
                .contains("Hm.");
    }

    // failures

    @ParameterizedTest
    @CsvSource({
        "529, overloaded_error, 503, 529",
        "429, rate_limit_error, 429, 429",
        "413, request_too_large, 413, 413",
        "400, invalid_request_error, 400, 400",
        "504, timeout_error, 504, 504"
    })
    void tellsAProvidersErrorToCallersOfBothDialects(int status, String type, int openai, int anthropic) {
        WireError error = Anthropic.provider()
                .readError(
                        status,
                        ("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                                        + "\",\"message\":\"No\"},\"request_id\":\"req_1\"}")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(OpenAi.caller().status(error)).isEqualTo(openai);
        assertThat(Anthropic.caller().status(error)).isEqualTo(anthropic);
        for (CallerDialect caller : List.of(OpenAi.caller(), Anthropic.caller())) {
            assertThat(new String(caller.write(error), StandardCharsets.UTF_8))
                    .contains("\"No\"")
                    .contains("req_1");
        }
    }

    @Test
    void tellsAnErrorInsideAStreamToCallersOfTheOtherDialect() throws Unreadable {
        List<SseEvent> chunks = streamed(Anthropic.provider(), OpenAi.caller(), messages(json("""
                {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}""")));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().text()).contains("Overloaded");
        List<SseEvent> events = streamed(OpenAi.provider(), Anthropic.caller(), """
                data: {"error":{"message":"Busy","type":"server_error","code":null}}

                """);
        assertThat(events).extracting(SseEvent::name).containsExactly("error");
        assertThat(events.getFirst().text()).contains("Busy");
    }

    @Test
    void tellsARefusalToCallersOfTheOtherDialect() throws Unreadable {
        Json.Obj openai = json(translated(Anthropic.provider(), OpenAi.caller(), """
                {"id": "m", "type": "message", "role": "assistant", "model": "x", "content": [], "stop_reason": "refusal",
                 "stop_details": {"type": "refusal", "category": "cyber", "explanation": "Not this."},
                 "usage": {"input_tokens": 1, "output_tokens": 1}}
                """));
        Json.Obj choice = (Json.Obj) openai.items("choices").getFirst();
        assertThat(choice.text("finish_reason")).contains("content_filter");
        assertThat(choice.object("message").flatMap(m -> m.text("refusal"))).contains("Not this.");
        Json.Obj anthropic = json(translated(OpenAi.provider(), Anthropic.caller(), """
                {"id": "c", "object": "chat.completion", "created": 1, "model": "x", "choices": [{"index": 0,
                  "message": {"role": "assistant", "content": null, "refusal": "Not that."}, "finish_reason": "stop"}]}
                """));
        assertThat(anthropic.text("stop_reason")).contains("refusal");
        assertThat(anthropic.object("stop_details").flatMap(d -> d.text("explanation")))
                .contains("Not that.");
    }

    private static String thinkingReply(String id, String signature) {
        return """
                {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-x", "content": [
                   {"type": "thinking", "thinking": "I ask \\"both\\".", "signature": "%2$s"},
                   {"type": "redacted_thinking", "data": "EmwKAhgB+/=="},
                   {"type": "text", "text": "Let me see."},
                   {"type": "tool_use", "id": "%1$s", "name": "weather", "input": {"city": "Paris"}},
                   {"type": "tool_use", "id": "%1$sb", "name": "time", "input": {}}],
                 "stop_reason": "tool_use", "stop_sequence": null, "usage": {"input_tokens": 10, "output_tokens": 40}}
                """.formatted(id, signature);
    }

    private static String thinkingStream(String id, String signature) {
        return messages(
                json("""
                        {"type": "message_start", "message": {"id": "msg_1", "type": "message", "model": "claude-x",
                          "content": [], "usage": {"input_tokens": 10, "output_tokens": 1}}}"""),
                begin(0, "{\"type\": \"thinking\", \"thinking\": \"\", \"signature\": \"\"}"),
                grow(0, "{\"type\": \"thinking_delta\", \"thinking\": \"I ask \"}"),
                grow(0, "{\"type\": \"thinking_delta\", \"thinking\": \"\\\"both\\\".\"}"),
                grow(0, "{\"type\": \"signature_delta\", \"signature\": \"" + signature + "\"}"),
                stop(0),
                begin(1, "{\"type\": \"redacted_thinking\", \"data\": \"EmwKAhgB+/==\"}"),
                stop(1),
                begin(2, "{\"type\": \"text\", \"text\": \"\"}"),
                grow(2, "{\"type\": \"text_delta\", \"text\": \"Let me see.\"}"),
                stop(2),
                begin(3, "{\"type\": \"tool_use\", \"id\": \"" + id + "\", \"name\": \"weather\", \"input\": {}}"),
                grow(3, "{\"type\": \"input_json_delta\", \"partial_json\": \"{\\\"city\\\":\"}"),
                grow(3, "{\"type\": \"input_json_delta\", \"partial_json\": \"\\\"Paris\\\"}\"}"),
                stop(3),
                begin(4, "{\"type\": \"tool_use\", \"id\": \"" + id + "b\", \"name\": \"time\", \"input\": {}}"),
                stop(4),
                json(
                        "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"tool_use\"}, \"usage\": {\"output_tokens\": 40}}"),
                json("{\"type\": \"message_stop\"}"));
    }

    private static Json.Obj begin(int index, String block) {
        return json("{\"type\": \"content_block_start\", \"index\": " + index + ", \"content_block\": " + block + "}");
    }

    private static Json.Obj grow(int index, String delta) {
        return json("{\"type\": \"content_block_delta\", \"index\": " + index + ", \"delta\": " + delta + "}");
    }

    private static Json.Obj stop(int index) {
        return json("{\"type\": \"content_block_stop\", \"index\": " + index + "}");
    }

    /** An OpenAI stream as a client puts it together: strings joined, lists merged by index. */
    private record Merged(Json.Obj message, String finish, Json.Obj usage) {
        static Merged of(List<SseEvent> events) {
            Json.Obj message = json("{}");
            String finish = "";
            Json.Obj usage = json("{}");
            for (SseEvent event : events) {
                if (event.isExactly("[DONE]")) {
                    continue;
                }
                Json.Obj chunk = json(event.text());
                usage = chunk.object("usage").orElse(usage);
                for (Json item : chunk.items("choices")) {
                    Json.Obj choice = (Json.Obj) item;
                    message = merge(message, choice.object("delta").orElseThrow());
                    finish = choice.text("finish_reason").orElse(finish);
                }
            }
            return new Merged(withoutIndex(message), finish, usage);
        }

        private static Json.Obj merge(Json.Obj into, Json.Obj delta) {
            Json.Obj merged = into;
            for (var field : delta.fields().entrySet()) {
                merged = merged.with(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
            }
            return merged;
        }

        private static Json merge(Json before, Json more) {
            return switch (more) {
                case Json.Text text when before instanceof Json.Text known -> Json.text(known.value() + text.value());
                case Json.Obj object when before instanceof Json.Obj known -> merge(known, object);
                case Json.Arr array -> merge(before instanceof Json.Arr known ? known.items() : List.of(), array);
                default -> more;
            };
        }

        private static Json.Arr merge(List<Json> before, Json.Arr more) {
            List<Json> merged = new ArrayList<>(before);
            for (Json item : more.items()) {
                int index = (int) ((Json.Obj) item).whole("index").orElseThrow();
                if (index < merged.size()) {
                    merged.set(index, merge((Json.Obj) merged.get(index), (Json.Obj) item));
                } else {
                    merged.add(item);
                }
            }
            return Json.array(merged);
        }

        private static Json.Obj withoutIndex(Json.Obj message) {
            List<Json> calls = message.items("tool_calls").stream()
                    .<Json>map(call -> ((Json.Obj) call).without("index"))
                    .toList();
            return calls.isEmpty() ? message : message.with("tool_calls", Json.array(calls));
        }
    }
}
