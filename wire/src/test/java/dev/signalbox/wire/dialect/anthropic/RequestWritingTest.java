package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.at;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.JsonInstruction;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequestWritingTest {
    private static final ModelFacts FACTS = Fixtures.facts(ModelFacts.Thinking.BUDGET);

    private static Translation.Ready write(Asking asking) {
        return Fixtures.write(asking.build(), FACTS);
    }

    private static Json.Obj body(Asking asking) {
        return json(write(asking).body());
    }

    @Test
    void setsTheCapThatTheDialectDemandsWhereTheCallerGaveNone() {
        assertThat(body(Asking.hello())).isEqualTo(json("""
                        {"model": "claude-real", "max_tokens": 4096,
                         "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]}
                        """));
        ModelFacts small = new ModelFacts("claude-small", OptionalLong.of(1_000), 4_096, ModelFacts.Thinking.NONE);
        assertThat(json(Fixtures.write(Asking.hello().build(), small).body()).whole("max_tokens"))
                .hasValue(1_000);
    }

    @Test
    void takesACapDownToWhatTheModelCan() {
        Translation.Ready ready = write(Asking.hello().maxOutput(100_000));
        assertThat(json(ready.body()).whole("max_tokens")).hasValue(64_000);
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("max_tokens");
    }

    @Test
    void gathersSystemMessagesOnTop() {
        Translation.Ready ready = write(
                new Asking().system("First.").user("Hello").system("Second.").user("Again"));
        Json.Obj body = json(ready.body());
        assertThat(body.get("system")).isEqualTo(at(json("""
                {"x": [{"type": "text", "text": "First."}, {"type": "text", "text": "Second."}]}"""), "x"));
        assertThat(body.items("messages")).hasSize(1);
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("messages[2]");
    }

    @Test
    void asksWithTheSystemPromptWhereThereIsNothingElse() {
        Translation.Ready ready = write(new Asking().system("Say hello."));
        Json.Obj body = json(ready.body());
        assertThat(body.get("system")).isNull();
        assertThat(at(body, "messages.0.role")).isEqualTo(Json.text("user"));
        assertThat(ready.adjustments()).hasSize(1);
    }

    @Test
    void mergesNeighboursAndPutsResultsOfToolsFirst() {
        Json.Obj body = body(new Asking()
                .user("Weather and time?")
                .say(Role.ASSISTANT, Asking.call("toolu_1", "weather"), Asking.call("toolu_2", "time"))
                .answers("toolu_1", "21 degrees")
                .user("Quick, please.")
                .answers("toolu_2", "noon")
                .tool("weather")
                .tool("time"));
        assertThat(body.items("messages")).hasSize(3);
        assertThat(at(body, "messages.2")).isEqualTo(json("""
                {"role": "user", "content": [
                  {"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "21 degrees"}]},
                  {"type": "tool_result", "tool_use_id": "toolu_2", "content": [{"type": "text", "text": "noon"}]},
                  {"type": "text", "text": "Quick, please."}]}
                """));
    }

    @Test
    void leavesOutWordsThatAreNone() {
        Translation.Ready ready = write(new Asking()
                .say(Role.USER, new Content.Text(""), new Content.Text("Hi"), new Content.Text(" \n"))
                .assistant("")
                .user("there"));
        assertThat(at(json(ready.body()), "messages")).isEqualTo(at(json("""
                {"x": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]},
                       {"role": "user", "content": [{"type": "text", "text": "there"}]}]}
                """), "x"));
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages[0].content[2]");
    }

    @Test
    void stripsTheBlanksOffTheBeginningOfAnAnswer() {
        Translation.Ready ready = write(Asking.hello().assistant("The answer is \n"));
        assertThat(at(json(ready.body()), "messages.1.content.0.text")).isEqualTo(Json.text("The answer is"));
        assertThat(ready.adjustments()).hasSize(1);
    }

    @Test
    void mapsIdsOfToolsThatTheDialectRefusesAlwaysToTheSameId() {
        String odd = "call|with.odd:letters/" + "x".repeat(80);
        Json.Obj body =
                body(Asking.hello().calls(odd, "weather").answers(odd, "21").tool("weather"));
        Json called = at(body, "messages.1.content.0.id");
        assertThat(called).isEqualTo(at(body, "messages.2.content.0.tool_use_id"));
        assertThat(((Json.Text) called).value()).matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(at(
                        body(Asking.hello()
                                .calls(odd, "weather")
                                .answers(odd, "21")
                                .tool("weather")),
                        "messages.1.content.0.id"))
                .isEqualTo(called);
        assertThat(at(
                        body(Asking.hello().calls("toolu_ok-1", "w").answers("toolu_ok-1", "1")),
                        "messages.1.content.0.id"))
                .isEqualTo(Json.text("toolu_ok-1"));
    }

    @Test
    void wrapsArgumentsThatAreNoObjectAndGivesThemBackAsTheyWere() throws Exception {
        Asking asking = Asking.hello()
                .say(Role.ASSISTANT, new Content.ToolCall("t", "weather", "{\"city\": \"Par", Extra.none()))
                .answers("t", "no");
        Json input = at(body(asking), "messages.1.content.0.input");
        assertThat(input).isEqualTo(json("{\"_raw\": \"{\\\"city\\\": \\\"Par\"}"));
        Content back = Anthropic.caller()
                .read(write(asking).body())
                .messages()
                .get(1)
                .content()
                .getFirst();
        assertThat(((Content.ToolCall) back).arguments()).isEqualTo("{\"city\": \"Par");
    }

    @Test
    void tellsTheToolsOfTheHistoryWhereTheCallerTellsNone() {
        Translation.Ready ready = write(Asking.hello().calls("t", "weather").answers("t", "21"));
        Json.Obj body = json(ready.body());
        assertThat(body.get("tools")).isEqualTo(at(json("""
                {"x": [{"name": "weather", "input_schema": {"type": "object"}}]}"""), "x"));
        assertThat(body.get("tool_choice")).isEqualTo(json("{\"type\": \"none\"}"));
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("tools");
    }

    @Test
    void mapsTheChoiceOfTools() {
        assertThat(body(Asking.hello().tool("w").choice(new ToolChoice.Auto())).get("tool_choice"))
                .isEqualTo(json("{\"type\": \"auto\"}"));
        assertThat(body(Asking.hello().tool("w").choice(new ToolChoice.Required()))
                        .get("tool_choice"))
                .isEqualTo(json("{\"type\": \"any\"}"));
        assertThat(body(Asking.hello().tool("w").choice(new ToolChoice.Named("w")))
                        .get("tool_choice"))
                .isEqualTo(json("{\"type\": \"tool\", \"name\": \"w\"}"));
        assertThat(body(Asking.hello().tool("w").choice(new ToolChoice.None()).oneToolAtATime())
                        .get("tool_choice"))
                .isEqualTo(json("{\"type\": \"none\"}"));
        assertThat(body(Asking.hello().tool("w").oneToolAtATime()).get("tool_choice"))
                .isEqualTo(json("{\"type\": \"auto\", \"disable_parallel_tool_use\": true}"));
        assertThat(body(Asking.hello().tool("w")).get("tool_choice")).isNull();
        assertThat(write(Asking.hello().choice(new ToolChoice.Required())).losses())
                .extracting(Loss::field)
                .containsExactly("tool_choice");
    }

    @Test
    void writesImagesAndDocuments() {
        Translation.Ready ready = write(new Asking()
                .say(
                        Role.USER,
                        new Content.Image(new Media.Inline("image/png", "AAAA"), Optional.of("high"), Extra.none()),
                        new Content.Image(new Media.Address("https://x.org/a.png"), Optional.empty(), Extra.none()),
                        new Content.Document(new Media.Inline("text/csv", "YSxi"), Optional.of("t.csv"), Extra.none()),
                        new Content.Document(new Media.Uploaded("file-openai"), Optional.empty(), Extra.none())));
        assertThat(at(json(ready.body()), "messages.0.content")).isEqualTo(at(json("""
                {"x": [
                  {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
                  {"type": "image", "source": {"type": "url", "url": "https://x.org/a.png"}},
                  {"type": "document", "title": "t.csv",
                   "source": {"type": "text", "media_type": "text/plain", "data": "a,b"}}]}
                """), "x"));
        assertThat(ready.losses())
                .extracting(Loss::field)
                .containsExactly("messages[0].content[0].detail", "messages[0].content[3]");
    }

    @Test
    void demandsJsonBySchemaAndAsksInWordsWithoutOne() {
        Json.Obj schema = json("{\"type\": \"object\", \"additionalProperties\": false}");
        ResponseFormat format = new ResponseFormat.Schema("city", Optional.empty(), schema, Optional.of(true));
        assertThat(at(body(Asking.hello().format(format)), "output_config"))
                .isEqualTo(json("{\"format\": {\"type\": \"json_schema\", \"schema\": "
                        + "{\"type\": \"object\", \"additionalProperties\": false}}}"));
        Translation.Ready any = write(Asking.hello().format(new ResponseFormat.AnyJson()));
        assertThat(json(any.body()).get("output_config")).isNull();
        assertThat(any.losses()).isEmpty();
        assertThat(any.adjustments()).extracting(Adjustment::field).containsExactly("response_format");
        assertThat(at(json(any.body()), "system"))
                .isEqualTo(Json.array(
                        List.of(Json.object(f -> f.put("type", "text").put("text", JsonInstruction.TEXT)))));
    }

    @Test
    void keepsSamplingWithinTheDialect() {
        Translation.Ready hot = write(Asking.hello().temperature("1.7"));
        assertThat(json(hot.body()).decimal("temperature")).contains(java.math.BigDecimal.ONE);
        assertThat(hot.adjustments()).extracting(Adjustment::field).containsExactly("temperature");

        Translation.Ready both =
                write(Asking.hello().temperature("0.5").topP("0.9").topK(40));
        assertThat(json(both.body()).get("temperature")).isEqualTo(new Json.Num("0.5"));
        assertThat(json(both.body()).get("top_p")).isNull();
        assertThat(json(both.body()).whole("top_k")).hasValue(40);
        assertThat(both.adjustments()).extracting(Adjustment::field).containsExactly("top_p");

        Translation.Ready defaults =
                write(Asking.hello().temperature("1").topP("1.0").penaltyAndSeed("0", 7));
        assertThat(json(defaults.body()).get("temperature")).isNull();
        assertThat(defaults.adjustments()).isEmpty();
        assertThat(defaults.losses()).extracting(Loss::field).containsExactly("seed");
    }

    @Test
    void losesWhatTheDialectHasNot() {
        Translation.Ready ready = write(Asking.hello()
                .penaltyAndSeed("0.5", 7)
                .stop("END", " \n")
                .endUser("u-1")
                .tool(new Tool.Foreign("openai", "web_search_preview", json("{}")))
                .extra("openai", json("""
                                {"n": 2, "logprobs": true, "logit_bias": {"50256": -100}, "store": false,
                                 "prediction": null, "service_tier": "flex"}""")));
        assertThat(ready.losses())
                .extracting(Loss::field)
                .containsExactlyInAnyOrder(
                        "presence_penalty",
                        "frequency_penalty",
                        "seed",
                        "stop",
                        "tools[0]",
                        "n",
                        "logprobs",
                        "logit_bias",
                        "service_tier");
        assertThat(ready.losses())
                .filteredOn(Loss::changesMeaning)
                .extracting(Loss::field)
                .containsExactlyInAnyOrder("stop", "tools[0]", "n");
        Json.Obj body = json(ready.body());
        assertThat(body.get("stop_sequences")).isEqualTo(Json.array(List.of(Json.text("END"))));
        assertThat(body.get("metadata")).isEqualTo(json("{\"user_id\": \"u-1\"}"));
        assertThat(body.fields().keySet())
                .containsExactly("model", "max_tokens", "metadata", "stop_sequences", "messages");
    }

    @Test
    void closesTheObjectsOfASchemaThatListTheirProperties() {
        Json.Obj open = json("""
                {"type": "object", "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/b"}},
                    "free": {"type": "object"}, "said": {"properties": {}, "additionalProperties": true}},
                 "$defs": {"b": {"type": "object", "properties": {"properties": {"type": "string"}}}}}""");
        Translation.Ready ready =
                write(Asking.hello().format(new ResponseFormat.Schema("x", Optional.empty(), open, Optional.empty())));
        assertThat(json(ready.body())
                        .object("output_config")
                        .flatMap(config -> config.object("format"))
                        .flatMap(format -> format.object("schema")))
                .contains(json("""
                        {"type": "object", "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/b"}},
                            "free": {"type": "object"}, "said": {"properties": {}, "additionalProperties": true}},
                         "$defs": {"b": {"type": "object", "properties": {"properties": {"type": "string"}},
                            "additionalProperties": false}}, "additionalProperties": false}"""));
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("response_format.schema");
    }

    @Test
    void oneAnswerIsWhatTheDialectGivesAnyway() {
        assertThat(write(Asking.hello().extra("openai", json("{\"n\": 1, \"service_tier\": \"auto\"}")))
                        .losses())
                .isEmpty();
    }

    @Test
    void keepsOwnPartsAndLosesThoseOfOthers() {
        Translation.Ready ready = write(Asking.hello()
                .say(
                        Role.ASSISTANT,
                        new Content.Refusal("I would rather not.", Extra.none()),
                        new Content.Foreign("anthropic", "server_tool_use", json("{\"type\": \"server_tool_use\"}")),
                        new Content.Foreign("openai", "audio", json("{\"type\": \"audio\"}")),
                        new Content.Image(new Media.Address("https://x.org/a.png"), Optional.empty(), Extra.none()))
                .user("Why?"));
        assertThat(at(json(ready.body()), "messages.1.content")).isEqualTo(at(json("""
                {"x": [{"type": "text", "text": "I would rather not."}, {"type": "server_tool_use"}]}"""), "x"));
        assertThat(ready.losses())
                .extracting(Loss::field)
                .containsExactly("messages[1].content[2]", "messages[1].content[3]");
    }

    @Test
    void givesToolsTheTypeThatTheDialectDemands() {
        Tool.Function bare =
                new Tool.Function("bare", Optional.empty(), Optional.empty(), Optional.of(false), Extra.none());
        Tool.Function untyped = new Tool.Function(
                "untyped",
                Optional.empty(),
                Optional.of(json("{\"properties\": {}}")),
                Optional.of(true),
                Extra.none());
        assertThat(at(body(Asking.hello().tool(bare).tool(untyped)), "tools")).isEqualTo(at(json("""
                {"x": [{"name": "bare", "input_schema": {"type": "object"}},
                       {"name": "untyped", "input_schema": {"type": "object", "properties": {}}, "strict": true}]}
                """), "x"));
    }

    @Test
    void writesTheSameBytesForTheSameBeginning() {
        Asking first = new Asking().system("S").user("One").tool("b").tool("a");
        Asking second = new Asking()
                .system("S")
                .user("One")
                .tool("b")
                .tool("a")
                .assistant("Two")
                .user("Three");
        String shorter = Fixtures.text(write(first).body());
        String longer = Fixtures.text(write(second).body());
        assertThat(longer).startsWith(shorter.substring(0, shorter.length() - "]}".length()));
    }
}
