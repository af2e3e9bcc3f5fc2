package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.SECOND;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.THIRD;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.bytes;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.json;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.model;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of other dialects as Google's models take them. */
class ProviderRequestTest {
    private static final ModelFacts MODEL = model(THIRD, Thinking.UNKNOWN);

    private static Translation.Ready ofOpenAi(String request, ModelFacts facts) throws Unreadable {
        return (Translation.Ready) Gemini.provider().write(OpenAi.caller().read(bytes(request)), facts);
    }

    private static Translation.Ready ofAnthropic(String request, ModelFacts facts) throws Unreadable {
        return (Translation.Ready) Gemini.provider().write(Anthropic.caller().read(bytes(request)), facts);
    }

    private static Json.Obj chat(String rest) throws Unreadable {
        return json(
                ofOpenAi("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + rest + "}", MODEL)
                        .body());
    }

    private static String config(String rest, ModelFacts facts) throws Unreadable {
        Translation.Ready ready =
                ofOpenAi("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + rest + "}", facts);
        return json(ready.body())
                .object("generationConfig")
                .map(ProviderShapes::text)
                .orElse("none");
    }

    @Test
    void saysAllThatTheConfigurationOfAnAnswerCanSay() throws Unreadable {
        assertThat(chat("""
                ,"max_tokens":99,"temperature":1.5,"top_p":0.9,"stop":["a","b"],"seed":7,"presence_penalty":0.1,
                "frequency_penalty":0.2,"reasoning_effort":"low",
                "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}""")).isEqualTo(json("""
                {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"maxOutputTokens":99,
                 "temperature":1.5,"topP":0.9,"presencePenalty":0.1,"frequencyPenalty":0.2,"seed":7,
                 "stopSequences":["a","b"],"thinkingConfig":{"thinkingLevel":"low","includeThoughts":true},
                 "responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}}"""));
    }

    @Test
    void saysNothingThatWasNotSaid() throws Unreadable {
        assertThat(text(chat(""))).isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void fitsWhatDoesNotFit() throws Unreadable {
        Translation.Ready ready = ofOpenAi("""
                {"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":999999,"seed":9999999999,"user":"u",
                 "stop":["1","2","3","4","5","6"]}""", MODEL);
        Json.Obj config = json(ready.body()).object("generationConfig").orElseThrow();
        assertThat(config.whole("maxOutputTokens")).hasValue(65_536);
        assertThat(Math.abs(config.whole("seed").orElseThrow())).isLessThan(1L << 31);
        assertThat(config.items("stopSequences")).hasSize(5);
        assertThat(ready.losses()).extracting(Loss::field).containsExactlyInAnyOrder("stop", "user");
        assertThat(ready.adjustments()).extracting(a -> a.field()).containsExactlyInAnyOrder("max_tokens", "seed");
    }

    @Test
    void mergesNeighboursAndBringsTheSystemToTheTop() throws Unreadable {
        Json.Obj body = json(ofOpenAi("""
                {"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"a"},
                 {"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"assistant","content":"d"},
                 {"role":"developer","content":"T"},{"role":"user","content":"e"}]}""", MODEL).body());
        assertThat(text(body))
                .isEqualTo("{\"systemInstruction\":{\"parts\":[{\"text\":\"S\"},{\"text\":\"T\"}]},\"contents\":["
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"c\"},{\"text\":\"d\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"e\"}]}]}");
    }

    @Test
    void asksTheSystemAloneAsTheUser() throws Unreadable {
        assertThat(text(json(ofOpenAi("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"}]}", MODEL)
                        .body())))
                .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"S\"}]}]}");
    }

    @Test
    void bringsResultsInTheOrderOfTheirCallsUnderTheNamesOfTheirTools() throws Unreadable {
        Json.Obj body = json(ofAnthropic("""
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"go"},
                 {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"one","input":{"a":1}},
                  {"type":"tool_use","id":"call_000102030405060708090a0b","name":"two","input":{}}]},
                 {"role":"user","content":[
                  {"type":"tool_result","tool_use_id":"call_000102030405060708090a0b","is_error":true,"content":"bad"},
                  {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"good"},
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}}]},
                  {"type":"text","text":"so?"}]}]}""", model(SECOND, Thinking.UNKNOWN)).body());
        assertThat(text((Json.Obj) body.items("contents").get(1)))
                .isEqualTo("{\"role\":\"model\",\"parts\":["
                        + "{\"functionCall\":{\"id\":\"t1\",\"name\":\"one\",\"args\":{\"a\":1}}},"
                        + "{\"functionCall\":{\"name\":\"two\",\"args\":{}}}]}");
        assertThat(text((Json.Obj) body.items("contents").get(2)))
                .isEqualTo("{\"role\":\"user\",\"parts\":["
                        + "{\"functionResponse\":{\"name\":\"one\",\"response\":{\"output\":\"good\"},\"id\":\"t1\"}},"
                        + "{\"functionResponse\":{\"name\":\"two\",\"response\":{\"error\":\"bad\"}}},"
                        + "{\"text\":\"From the result of tool call t1:\"},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"QQ==\"}},{\"text\":\"so?\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"auto\" | {\"mode\":\"AUTO\"}",
                "\"none\" | {\"mode\":\"NONE\"}",
                "\"required\" | {\"mode\":\"ANY\"}",
                "{\"type\":\"function\",\"function\":{\"name\":\"look\"}} | {\"mode\":\"ANY\",\"allowedFunctionNames\":[\"look\"]}"
            })
    void choosesAmongTools(String choice, String expected) throws Unreadable {
        Json.Obj body = chat(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"d\","
                + "\"parameters\":{\"$schema\":\"s\",\"type\":\"object\"}}}],\"tool_choice\":" + choice);
        assertThat(text(body.get("tools")))
                .isEqualTo("[{\"functionDeclarations\":[{\"name\":\"look\",\"description\":\"d\","
                        + "\"parametersJsonSchema\":{\"type\":\"object\"}}]}]");
        assertThat(text(body.object("toolConfig").orElseThrow()))
                .isEqualTo("{\"functionCallingConfig\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gs://b/a.png | {\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"gs://b/a.png\"}}",
                "https://generativelanguage.googleapis.com/v1beta/files/x | {\"fileData\":{\"fileUri\":\"https://generativelanguage.googleapis.com/v1beta/files/x\"}}",
                "data:image/png;base64,QQ== | {\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"QQ==\"}}"
            })
    void carriesPicturesThatGoogleCanRead(String address, String part) throws Unreadable {
        Json.Obj body = json(ofOpenAi(picture(address), MODEL).body());
        assertThat(text(body)).contains("[" + part + "]");
    }

    @Test
    void wantsOtherAddressesFetched() throws Unreadable {
        assertThat(Gemini.provider().write(OpenAi.caller().read(bytes(picture("https://example.com/a.png"))), MODEL))
                .isEqualTo(new Translation.NeedsFetch(java.util.List.of("https://example.com/a.png")));
    }

    private static String picture(String address) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                + address + "\"}}]}]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-3-flash-preview | UNKNOWN | low | {\"thinkingLevel\":\"low\",\"includeThoughts\":true}",
                "gemini-3-flash-preview | UNKNOWN | xhigh | {\"thinkingLevel\":\"high\",\"includeThoughts\":true}",
                "gemini-3-flash-preview | UNKNOWN | none | {\"thinkingLevel\":\"minimal\"}",
                "gemini-3-pro-preview | UNKNOWN | medium | {\"thinkingLevel\":\"low\",\"includeThoughts\":true}",
                "gemini-3.1-pro | UNKNOWN | minimal | {\"thinkingLevel\":\"low\",\"includeThoughts\":true}",
                "gemini-flash-latest | UNKNOWN | high | {\"thinkingLevel\":\"high\",\"includeThoughts\":true}",
                "gemini-2.5-flash | UNKNOWN | medium | {\"thinkingBudget\":8192,\"includeThoughts\":true}",
                "gemini-2.5-flash | BUDGET | xhigh | {\"thinkingBudget\":24576,\"includeThoughts\":true}",
                "gemini-2.5-flash | UNKNOWN | none | {\"thinkingBudget\":0}",
                "gemini-2.5-pro | UNKNOWN | none | {\"thinkingBudget\":128}",
                "gemini-2.5-pro | UNKNOWN | max | {\"thinkingBudget\":32768,\"includeThoughts\":true}",
                "gemini-2.0-flash | UNKNOWN | high | none",
                "gemma-3 | UNKNOWN | high | none",
                "gemini-3-flash-preview | NONE | high | none",
                "our-name | EFFORT | high | {\"thinkingLevel\":\"high\",\"includeThoughts\":true}",
                "our-name | BUDGET | low | {\"thinkingBudget\":1024,\"includeThoughts\":true}"
            })
    void thinksAsTheModelIsToldTo(String id, Thinking thinking, String effort, String expected) throws Unreadable {
        String config = config(",\"reasoning_effort\":\"" + effort + "\"", model(id, thinking));
        assertThat(config).isEqualTo(expected.equals("none") ? "none" : "{\"thinkingConfig\":" + expected + "}");
    }

    @Test
    void keepsToTheWordsThatTheModelTakes() throws Unreadable {
        assertThat(config(",\"reasoning_effort\":\"high\"", model("x", Thinking.EFFORT, "low", "medium")))
                .contains("\"medium\"");
        assertThat(config(",\"reasoning_effort\":\"none\"", model("x", Thinking.BUDGET, "low")))
                .contains("\"thinkingBudget\":1}");
    }

    @Test
    void leavesRoomForTheAnswerBehindTheThoughts() throws Unreadable {
        assertThat(config(",\"reasoning_effort\":\"medium\",\"max_tokens\":500", model(SECOND, Thinking.BUDGET)))
                .contains("\"maxOutputTokens\":8692")
                .contains("\"thinkingBudget\":8192");
        Translation.Ready ready = ofAnthropic("""
                {"model":"m","max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":4000},
                 "messages":[{"role":"user","content":"x"}]}""", model(SECOND, Thinking.BUDGET));
        assertThat(text(json(ready.body()).object("generationConfig").orElseThrow()))
                .contains("\"maxOutputTokens\":9000")
                .contains("\"thinkingBudget\":4000");
        assertThat(ready.adjustments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | {\"thinkingBudget\":5} | ",
                "UNKNOWN | {\"thinkingBudget\":5,\"thinkingLevel\":\"low\"} | {\"thinkingBudget\":5,\"thinkingLevel\":\"low\"}",
                "EFFORT | {\"thinkingBudget\":20000,\"includeThoughts\":true} | {\"includeThoughts\":true,\"thinkingLevel\":\"high\"}",
                "EFFORT | {\"thinkingBudget\":0} | {\"thinkingLevel\":\"minimal\"}",
                "EFFORT | {\"thinkingBudget\":-1} | {}",
                "EFFORT | {\"thinkingBudget\":7,\"thinkingLevel\":\"LOW\"} | {\"thinkingLevel\":\"LOW\"}",
                "EFFORT | {\"thinkingLevel\":\"HIGH\"} | {\"thinkingLevel\":\"HIGH\"}",
                "BUDGET | {\"thinkingLevel\":\"medium\"} | {\"thinkingBudget\":8192}",
                "BUDGET | {\"thinkingBudget\":7,\"thinkingLevel\":\"low\"} | {\"thinkingBudget\":7}",
                "BUDGET | {\"thinkingBudget\":7} | {\"thinkingBudget\":7}"
            })
    void fitsThinkingOfItsOwnDialect(Thinking thinking, String config, String expected) throws JsonProblem {
        String body = "{ \"contents\" : [],\n\"generationConfig\": {\"topK\": 3,\"thinkingConfig\": " + config
                + "}, \"labels\":{} }";
        byte[] sent = bytes(body);
        Translation.Ready passed = new RequestPatch(JsonFields.of(sent), model("x", thinking)).pass();
        String shown = new String(passed.body(), java.nio.charset.StandardCharsets.UTF_8);
        if (config.equals(expected)) {
            assertThat(passed.body()).isSameAs(sent);
        } else {
            String rest = expected == null ? "" : ",\"thinkingConfig\":" + expected;
            assertThat(shown)
                    .isEqualTo("{ \"contents\" : [],\n\"generationConfig\": {\"topK\":3" + rest + "}, \"labels\":{} }");
            assertThat(passed.adjustments()).isNotEmpty();
        }
    }

    @Test
    void takesOutWhatOtherProvidersSigned() throws JsonProblem {
        String sealed = Carried.seal(java.util.List.of(new dev.signalbox.wire.model.Content.Reasoning(
                "x",
                java.util.Optional.of("sig"),
                java.util.Optional.empty(),
                "anthropic",
                dev.signalbox.wire.model.Extra.none())));
        String call = "{\"functionCall\":{\"name\":\"a\"},\"thoughtSignature\":\"%s\"}";
        String body = "{\"contents\":[{\"role\":\"model\",\"parts\":[" + call.formatted(sealed)
                + ",{\"text\":\"t\",\"thoughtSignature\":\"" + sealed + "\"}," + call.formatted("R29vZ2xl") + "]}]}";
        Translation.Ready passed = new RequestPatch(JsonFields.of(bytes(body)), MODEL).pass();
        assertThat(text(json(passed.body())))
                .isEqualTo("{\"contents\":[{\"role\":\"model\",\"parts\":["
                        + call.formatted("skip_thought_signature_validator") + ",{\"text\":\"t\"},"
                        + call.formatted("R29vZ2xl")
                        + "]}]}");
        assertThat(passed.losses()).hasSize(1);
    }

    @Test
    void tellsWhatStoodBesideTheWordsOfATool() throws Unreadable {
        Translation.Ready ready = ofAnthropic("""
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                 {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"look","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1",
                  "content":[{"type":"text","text":"done","novelty":"x"}]}]}]}""", MODEL);
        assertThat(ready.losses()).extracting(Loss::field).contains("messages[2].content[0].content[0].novelty");
    }

    @Test
    void excusesTheFirstCallOfATurnThatAnotherModelMadeWithoutASignature() throws JsonProblem {
        String calls =
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"id\":\"%s\",\"name\":\"a\"}%s},"
                        + "{\"functionCall\":{\"id\":\"call_2\",\"name\":\"b\"}}]}]}";
        String excuse = ",\"thoughtSignature\":\"skip_thought_signature_validator\"";
        Translation.Ready passed = new RequestPatch(JsonFields.of(bytes(calls.formatted("call_1", ""))), MODEL).pass();
        assertThat(text(json(passed.body()))).isEqualTo(calls.formatted("call_1", excuse));
        for (String own : new String[] {calls.formatted("x1", ""), calls.formatted("call_1", excuse)}) {
            assertThat(text(json(new RequestPatch(JsonFields.of(bytes(own)), MODEL)
                            .pass()
                            .body())))
                    .isEqualTo(own);
        }
    }
}
