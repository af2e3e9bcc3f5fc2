package dev.signalbox.wire.dialect.responses;

import static dev.signalbox.wire.dialect.responses.Wire.bytes;
import static dev.signalbox.wire.dialect.responses.Wire.json;
import static dev.signalbox.wire.dialect.responses.Wire.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Peculiar;
import dev.signalbox.wire.dialect.RefusedFields;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the Responses API: opened, read, passed on and written. */
class RequestTest {
    private static final String TURN = """
            {"model":"router","instructions":"You are a coder.","input":[
              {"type":"message","role":"developer","content":[{"type":"input_text","text":"Be brief."}]},
              {"type":"message","role":"user","content":[{"type":"input_text","text":"Look"},
                {"type":"input_image","image_url":"data:image/png;base64,AAAA","detail":"high"}]},
              {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"gAAA"},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look."}]},
              {"type":"function_call","call_id":"call_1","name":"shell","arguments":"{\\"cmd\\":[\\"ls\\"]}"},
              {"type":"custom_tool_call","call_id":"call_2","name":"apply_patch","input":"*** Begin Patch\\n\\"x\\""},
              {"type":"function_call_output","call_id":"call_1","output":"a.txt"},
              {"type":"custom_tool_call_output","call_id":"call_2","output":[{"type":"input_text","text":"done"}]}],
             "tools":[{"type":"function","name":"shell","strict":false,"parameters":{"type":"object"}},
              {"type":"custom","name":"apply_patch","description":"Edit.","format":{"type":"grammar","syntax":"lark","definition":"start: x"}},
              {"type":"web_search"}],
             "tool_choice":"auto","parallel_tool_calls":true,"reasoning":{"effort":"medium","summary":"auto"},
             "store":false,"stream":true,"include":["reasoning.encrypted_content"],"prompt_cache_key":"abc","future":1}
            """;

    private static ModelRequest read(String body) throws Unreadable {
        return Responses.caller().read(bytes(body));
    }

    private static Envelope open(String body) throws Unreadable {
        return Responses.caller().open(bytes(body));
    }

    @Test
    void opensARequest() throws Exception {
        Envelope envelope = open(TURN);
        assertThat(envelope.model()).isEqualTo("router");
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.usageWanted()).isTrue();
        assertThat(envelope.images()).isEqualTo(1);
        assertThat(envelope.tools()).isTrue();
        assertThat(envelope.reasoning()).isTrue();
        assertThat(envelope.structured()).isFalse();
        assertThat(envelope.textBytes()).isLessThan(TURN.length());
    }

    @Test
    void readsOneTurnAfterTheOther() throws Exception {
        List<Message> messages = read(TURN).messages();
        assertThat(messages)
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(messages.get(3).content()).hasSize(4);
        assertThat(messages.get(3).content().get(0)).isInstanceOfSatisfying(Content.Reasoning.class, thought -> {
            assertThat(thought.signature()).contains("gAAA");
            assertThat(thought.text()).isEqualTo("Hm.");
            assertThat(thought.provider()).isEqualTo("openai-responses");
        });
        assertThat(messages.get(3).content().get(3))
                .isInstanceOfSatisfying(
                        Content.ToolCall.class,
                        call -> assertThat(json(call.arguments()).text("input")).contains("*** Begin Patch\n\"x\""));
        assertThat(messages.get(4).content())
                .extracting(part -> ((Content.ToolResult) part).callId())
                .containsExactly("call_1", "call_2");
    }

    @Test
    void offersACustomToolAsAFunctionThatIsToldItsGrammar() throws Exception {
        List<Tool> tools = read(TURN).tools();
        assertThat(tools.get(1)).isInstanceOfSatisfying(Tool.Function.class, function -> {
            assertThat(function.description().orElseThrow()).startsWith("Edit.").contains("lark", "start: x");
            assertThat(function.schema().orElseThrow().items("required")).containsExactly(Json.text("input"));
        });
        assertThat(tools.get(2)).isInstanceOf(Tool.Foreign.class);
    }

    @Test
    void keepsWhatItDoesNotKnow() throws Exception {
        Json.Obj extra = read(TURN).extra().of("openai-responses");
        assertThat(extra.fields()).containsOnlyKeys("prompt_cache_key", "future", "reasoning");
        assertThat(extra.object("reasoning").orElseThrow().text("summary")).contains("auto");
    }

    @Test
    void readsInputThatIsMereText() throws Exception {
        ModelRequest request = read("{\"model\":\"m\",\"input\":\"hello\"}");
        assertThat(request.messages()).containsExactly(Message.of(Role.USER, new Content.Text("hello")));
        assertThat(request.extra().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "previous_response_id | \"previous_response_id\":\"resp_1\"",
                "conversation | \"conversation\":{\"id\":\"conv_1\"}",
                "background | \"background\":true",
                "max_output_tokens | \"max_output_tokens\":0",
                "stream | \"stream\":\"yes\""
            })
    void refusesWhatCannotBeServed(String field, String said) {
        assertThatThrownBy(() -> open("{\"model\":\"m\",\"input\":\"x\"," + said + "}"))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains(field));
    }

    @Test
    void refusesAReferenceToAnItemThatNobodyStored() {
        assertThatThrownBy(() -> read("{\"model\":\"m\",\"input\":[{\"type\":\"item_reference\",\"id\":\"rs_1\"}]}"))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains("input[0]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":\"m\"}", "{\"model\":\"m\",\"input\":[]}", "{\"input\":\"x\"}", "[]", "{"})
    void refusesWhatIsNoRequest(String body) {
        assertThatThrownBy(() -> open(body)).isInstanceOf(Unreadable.class);
    }

    @Test
    void passesARequestWithOnlyTheModelChanged() throws Exception {
        Translation.Ready passed = Responses.provider().pass(open(TURN), model(Thinking.EFFORT));
        String sent = new String(passed.body(), StandardCharsets.UTF_8);
        assertThat(sent).isEqualTo(TURN.replace("\"router\"", "\"gpt-5-2026\""));
        assertThat(passed.losses()).isEmpty();
        assertThat(passed.adjustments()).isEmpty();
    }

    @Test
    void letsNoProviderStoreWhatNobodyCouldReadAgain() throws Exception {
        for (String said : List.of("", ",\"store\":true", ",\"store\":null")) {
            Translation.Ready passed = Responses.provider()
                    .pass(open("{\"model\":\"m\",\"input\":\"x\"" + said + "}"), model(Thinking.EFFORT));
            Json.Obj sent = json(passed.body());
            assertThat(sent.bool("store")).contains(false);
            assertThat(sent.items("include")).containsExactly(Json.text("reasoning.encrypted_content"));
            assertThat(passed.adjustments()).extracting(Adjustment::field).containsExactly("store", "include");
        }
    }

    @Test
    void takesOutWhatTheModelRefusesOfHowWordsAreDrawn() throws Exception {
        Envelope asked = open("{\"model\":\"m\",\"input\":\"x\",\"store\":false,\"temperature\":0.2,\"top_p\":null}");
        Translation.Ready passed = Responses.provider().pass(asked, model(Thinking.EFFORT));
        assertThat(json(passed.body()).find("temperature")).isEmpty();
        assertThat(passed.adjustments())
                .contains(new Adjustment("temperature", "0.2", "absent", "the model refuses it"));

        ModelFacts free = model(Thinking.EFFORT).refusing(RefusedFields.none());
        Translation.Ready kept = Responses.provider().pass(asked, free);
        assertThat(json(kept.body()).find("temperature")).isPresent();
        assertThat(kept.adjustments()).isEmpty();
    }

    @Test
    void asksModelsThatDoNotThinkForNoReasoning() throws Exception {
        Translation.Ready passed =
                Responses.provider().pass(open("{\"model\":\"m\",\"input\":\"x\"}"), model(Thinking.NONE));
        assertThat(json(passed.body()).find("include")).isEmpty();
    }

    @Test
    void takesReasoningOfOthersOutOfWhatItPasses() throws Exception {
        String body = TURN.replace("\"gAAA\"", "\"signalbox.s.anthropic.ab.cd==\"");
        Translation.Ready passed = Responses.provider().pass(open(body), model(Thinking.EFFORT));
        assertThat(new String(passed.body(), StandardCharsets.UTF_8)).doesNotContain("signalbox", "Hm.");
        assertThat(json(passed.body()).items("input")).hasSize(7);
        assertThat(passed.losses()).hasSize(1);
    }

    @Test
    void writesWhatItReadAlike() throws Exception {
        Translation.Ready written = (Translation.Ready) Responses.provider().write(read(TURN), model(Thinking.EFFORT));
        Json.Obj sent = json(written.body());
        Json.Obj asked = json(TURN);
        assertThat(written.losses()).isEmpty();
        assertThat(sent.text("instructions")).isEqualTo(asked.text("instructions"));
        assertThat(sent.items("input"))
                .extracting(item -> ((Json.Obj) item).text("type").orElseThrow())
                .containsExactly(
                        "message",
                        "message",
                        "reasoning",
                        "message",
                        "function_call",
                        "custom_tool_call",
                        "function_call_output",
                        "custom_tool_call_output");
        assertThat(((Json.Obj) sent.items("input").get(5)).text("input")).contains("*** Begin Patch\n\"x\"");
        assertThat(sent.items("tools").get(1).toString()).contains("lark");
        assertThat(sent.items("tools").get(2)).isEqualTo(asked.items("tools").get(2));
        for (String name : List.of("reasoning", "include", "prompt_cache_key", "future", "stream", "store")) {
            assertThat(sent.find(name)).isEqualTo(asked.find(name));
        }
    }

    @Test
    void readsTheChoiceOfATool() throws Exception {
        String body = "{\"model\":\"m\",\"input\":\"x\",\"tool_choice\":{\"type\":\"custom\",\"name\":\"a\"}}";
        assertThat(read(body).toolChoice()).contains(new ToolChoice.Named("a"));
        assertThat(read(body.replace("{\"type\":\"custom\",\"name\":\"a\"}", "\"required\""))
                        .toolChoice())
                .contains(new ToolChoice.Required());
    }

    @Test
    void readsTheFormOfAnAnswer() throws Exception {
        ModelRequest request = read("""
                {"model":"m","input":"x","text":{"verbosity":"low","format":
                 {"type":"json_schema","name":"point","strict":true,"schema":{"type":"object"}}}}""");
        assertThat(request.responseFormat()).isPresent();
        assertThat(request.extra()
                        .of("openai-responses")
                        .object("text")
                        .orElseThrow()
                        .text("verbosity"))
                .contains("low");
        assertThat(open("{\"model\":\"m\",\"input\":\"x\",\"text\":{\"format\":{\"type\":\"json_object\"}}}")
                        .structured())
                .isTrue();
    }

    @Test
    void takesToolsOutOfTheirNamespace() throws Exception {
        ModelRequest request = read("""
                {"model":"m","input":[{"type":"message","role":"user","content":"x"},
                  {"type":"function_call","call_id":"c","namespace":"agents","name":"close","arguments":"{}"},
                  {"type":"function_call_output","call_id":"c","output":""}],
                 "tools":[{"type":"namespace","name":"agents","description":"Others.","tools":[
                  {"type":"function","name":"close","strict":false,"parameters":{"type":"object"}}]}]}""");
        assertThat(request.tools())
                .singleElement()
                .isInstanceOfSatisfying(
                        Tool.Function.class, tool -> assertThat(tool.name()).isEqualTo("agents__close"));
        assertThat(request.messages().get(1).content().getFirst())
                .isInstanceOfSatisfying(
                        Content.ToolCall.class, call -> assertThat(call.name()).isEqualTo("agents__close"));
    }

    @Test
    void tellsWhatOnlyItKnowsBesideTheWordsOfTheModel() throws Exception {
        ModelRequest request = read("""
                {"model":"m","input":[{"role":"user","content":"Hi"},
                 {"role":"assistant","phase":"commentary","status":"completed","content":[{"type":"output_text","text":"I look."}]},
                 {"role":"user","content":"Go on"},{"role":"assistant","content":"Well."},{"role":"user","content":"?"}]}""");
        assertThat(request.messages().get(1).extra().of(Responses.FAMILY))
                .isEqualTo(json("{\"phase\":\"commentary\"}"));
        assertThat(request.messages().get(3).extra().isEmpty()).isTrue();
    }

    @Test
    void tellsThatADocumentAtAnAddressLosesItsName() throws Exception {
        Content.Document named =
                new Content.Document(new Media.Address("https://a.example/x.pdf"), Optional.of("Report"), Extra.none());
        ModelRequest request = read("{\"model\":\"m\",\"input\":\"Hi\"}");
        ModelRequest asked = new ModelRequest(
                request.model(),
                List.of(Message.of(Role.USER, named)),
                request.tools(),
                request.toolChoice(),
                request.parallelTools(),
                request.sampling(),
                request.maxOutput(),
                request.reasoning(),
                request.responseFormat(),
                request.stream(),
                request.user(),
                request.extra());
        Translation.Ready ready = (Translation.Ready) Responses.provider().write(asked, model(Thinking.EFFORT));
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages[0].content[0].name");
    }

    @Test
    void leavesOutWhatTheModelOrItsProviderRefuses() throws Exception {
        String body = "{\"model\":\"m\",\"input\":\"x\",\"temperature\":0.5,\"top_p\":null,\"truncation\":\"auto\","
                + "\"user\":\"u\",\"store\":false}";
        ModelFacts facts = Peculiar.provider()
                .refuses("truncation")
                .renames("user", "end_user")
                .model("m", Thinking.EFFORT);
        Translation.Ready written = (Translation.Ready) Responses.provider().write(read(body), facts);
        for (Translation.Ready ready : List.of(Responses.provider().pass(open(body), facts), written)) {
            assertThat(json(ready.body()).fields())
                    .doesNotContainKeys("temperature", "truncation", "user")
                    .containsEntry("end_user", Json.text("u"));
            assertThat(ready.losses()).extracting(Loss::field).containsExactly("truncation");
            assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("temperature", "user");
        }
        ModelFacts cool = Peculiar.provider().mostTemperature("0.4").model("m", Thinking.UNKNOWN);
        assertThat(json(Responses.provider().pass(open(body), cool).body()).get("temperature"))
                .isEqualTo(new Json.Num("0.4"));
    }

    @Test
    void asksForThoughtsOnlyWhereTheModelIsToldToThink() throws Exception {
        for (String effort : List.of("none", "high")) {
            String body = "{\"model\":\"m\",\"input\":\"x\",\"reasoning\":{\"effort\":\"" + effort + "\"}}";
            Translation.Ready written =
                    (Translation.Ready) Responses.provider().write(read(body), model(Thinking.UNKNOWN));
            assertThat(json(written.body()).items("include")).hasSize(effort.equals("none") ? 0 : 1);
        }
    }
}
