package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class GeminiBehaviourTest {
    private static final Simulator SIMULATOR = Simulator.start();
    private static final Client CLIENT = new Client(SIMULATOR);
    private static final String TOOLS = """
            "tools":[{"functionDeclarations":[
              {"name":"get_weather","parameters":{"type":"OBJECT",
                "properties":{"city":{"type":"STRING","enum":["Oslo"]}},"required":["city"]}},
              {"name":"get_time","parametersJsonSchema":{"type":"object","additionalProperties":false,
                "properties":{"zone":{"const":"UTC"}},"required":["zone"]}}]}]""";

    @AfterAll
    static void close() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static String body(String text, String more) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" + text + "\"}]}]" + more + "}";
    }

    private static Client.Answer ask(String model, String text, String more) {
        return CLIENT.post("/v1beta/models/" + model + ":generateContent", body(text, more));
    }

    private static Client.Answer stream(String model, String text, String more) {
        return CLIENT.post("/v1beta/models/" + model + ":streamGenerateContent?alt=sse", body(text, more));
    }

    private static String texts(List<JsonNode> responses, boolean thoughts) {
        return responses.stream()
                .flatMap(response -> response.at("/candidates/0/content/parts").values().stream())
                .filter(part -> part.path("thought").asBoolean(false) == thoughts)
                .map(part -> part.path("text").asString(""))
                .collect(Collectors.joining());
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() {
        JsonNode whole = ask("m", "What now?", "").json();
        Client.Answer streamed = stream("m", "What now?", "");
        assertThat(streamed.header("content-type")).isEqualTo("text/event-stream");
        assertThat(streamed.body()).endsWith("\r\n\r\n");
        assertThat(texts(streamed.events(), false))
                .isEqualTo(whole.at("/candidates/0/content/parts/0/text").asString());
        JsonNode last = streamed.events().getLast();
        assertThat(last.at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        assertThat(last.path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(last.path("modelVersion").asString()).isEqualTo("m");
    }

    @Test
    void aStreamWithoutEventsIsOneArray() {
        Client.Answer answer = CLIENT.post("/v1beta/models/m:streamGenerateContent", body("echo: one two three", ""));
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(texts(List.copyOf(answer.json().values()), false)).isEqualTo("one two three");
        Client.Answer broken = CLIENT.post(
                "/v1beta/models/m:streamGenerateContent",
                body("hello", ""),
                "x-simulator-fault",
                "error:after=1,status=503");
        assertThat(broken.json().path(1).at("/error/status").asString()).isEqualTo("UNAVAILABLE");
        Client.Answer refused = CLIENT.post("/v1beta/models/m:streamGenerateContent", "{}");
        assertThat(refused.json().path(0).at("/error/code").asInt()).isEqualTo(400);
    }

    @Test
    void answersUnderThePathsOfTheCloud() {
        Client.Answer answer = CLIENT.post(
                "/v1/projects/p/locations/eu/publishers/google/models/gemini-2.5-flash:generateContent",
                body("echo: hello", ""));
        assertThat(texts(List.of(answer.json()), false)).isEqualTo("hello");
        assertThat(SIMULATOR.requests().getLast().dialect()).isEqualTo("vertex");
        assertThat(SIMULATOR.requests().getLast().model()).isEqualTo("gemini-2.5-flash");
    }

    @Test
    void callsFunctionsWholeAndStreamed() {
        JsonNode whole = ask("m", "get_weather and get_time", "," + TOOLS).json();
        assertThat(whole.at("/candidates/0/content/parts/0/functionCall/args/city")
                        .asString())
                .isEqualTo("Oslo");
        assertThat(whole.at("/candidates/0/content/parts/1/functionCall/args/zone")
                        .asString())
                .isEqualTo("UTC");
        assertThat(whole.at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        List<JsonNode> streamed =
                stream("m", "get_weather and get_time", "," + TOOLS).events();
        assertThat(streamed).hasSize(1);
        assertThat(streamed.getFirst().at("/candidates/0/content/parts")).hasSize(2);
        List<JsonNode> third = stream("gemini-3-flash", "get_weather and get_time", "," + TOOLS)
                .events();
        assertThat(third).hasSize(3);
        assertThat(third.getFirst()
                        .at("/candidates/0/content/parts/0/thoughtSignature")
                        .isString())
                .isTrue();
        assertThat(third.get(1)
                        .at("/candidates/0/content/parts/0/thoughtSignature")
                        .isString())
                .isFalse();
        assertThat(third.getLast().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        JsonNode forced = ask("m", "hello", """
                ,"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["get_time"]}},""" + TOOLS).json();
        assertThat(forced.at("/candidates/0/content/parts/0/functionCall/name").asString())
                .isEqualTo("get_time");
    }

    @Test
    void wantsTheSignatureOfACallBack() {
        JsonNode first = ask("gemini-3-pro", "get_weather", "," + TOOLS).json();
        ObjectNode next = (ObjectNode) Client.JSON.readTree(body("get_weather", "," + TOOLS));
        ((ArrayNode) next.path("contents")).add(first.at("/candidates/0/content"));
        ((ArrayNode) next.path("contents")).add(Client.JSON.readTree("""
                {"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"output":"21 degrees"}}}]}"""));
        String path = "/v1beta/models/gemini-3-pro:generateContent";
        JsonNode second = CLIENT.post(path, next.toString()).json();
        assertThat(texts(List.of(second), false)).contains("21 degrees");

        ObjectNode call = (ObjectNode) next.at("/contents/1/parts/0");
        call.put("thoughtSignature", "bm90IG1pbmU=");
        assertThat(CLIENT.post(path, next.toString())
                        .json()
                        .at("/error/message")
                        .asString())
                .isEqualTo("Corrupted thought signature.");
        call.put("thoughtSignature", "skip_thought_signature_validator");
        assertThat(CLIENT.post(path, next.toString()).status()).isEqualTo(200);
        call.remove("thoughtSignature");
        assertThat(CLIENT.post(path, next.toString())
                        .json()
                        .at("/error/message")
                        .asString())
                .contains("missing a thought_signature");
        assertThat(CLIENT.post("/v1beta/models/gemini-2.5-pro:generateContent", next.toString())
                        .status())
                .isEqualTo(200);
        ((ArrayNode) next.path("contents"))
                .addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("text", "x");
        assertThat(CLIENT.post(path, next.toString()).status())
                .as("a turn that is over")
                .isEqualTo(200);
    }

    @Test
    void thinksAndShowsItOnlyWhenAsked() {
        String hidden = ",\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":20}}";
        JsonNode whole = ask("m", "What now?", hidden).json();
        int thoughts = whole.at("/usageMetadata/thoughtsTokenCount").asInt();
        assertThat(thoughts).isPositive();
        assertThat(whole.at("/usageMetadata/totalTokenCount").asInt())
                .isEqualTo(thoughts
                        + whole.at("/usageMetadata/promptTokenCount").asInt()
                        + whole.at("/usageMetadata/candidatesTokenCount").asInt());
        assertThat(texts(List.of(whole), true)).isEmpty();
        String shown = hidden.replace("{\"thinkingBudget", "{\"includeThoughts\":true,\"thinkingBudget");
        JsonNode open = ask("m", "What now?", shown).json();
        assertThat(texts(List.of(open), true)).isNotEmpty();
        assertThat(open.path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(texts(stream("m", "What now?", shown).events(), true)).isEqualTo(texts(List.of(open), true));
    }

    @Test
    void holdsPromptsAndAnswersBack() {
        JsonNode blocked = ask("m", "please block", "").json();
        assertThat(blocked.at("/promptFeedback/blockReason").asString()).isEqualTo("SAFETY");
        assertThat(blocked.has("candidates")).isFalse();
        assertThat(stream("sim-blocked", "hello", "").events().getFirst().has("promptFeedback"))
                .isTrue();
        JsonNode refused = ask("m", "please refuse", "").json();
        assertThat(refused.at("/candidates/0/finishReason").asString()).isEqualTo("PROHIBITED_CONTENT");
        assertThat(refused.at("/candidates/0").has("content")).isFalse();
        assertThat(ask("m", "please filter", "")
                        .json()
                        .at("/candidates/0/finishReason")
                        .asString())
                .isEqualTo("SAFETY");
        JsonNode capped = ask("m", "echo: abcdefgh", ",\"generationConfig\":{\"maxOutputTokens\":1}")
                .json();
        assertThat(capped.at("/candidates/0/finishReason").asString()).isEqualTo("MAX_TOKENS");
        assertThat(texts(List.of(capped), false)).isEqualTo("abcd");
    }

    @Test
    void answersInTheFormOfTheSchema() {
        for (String schema : List.of(
                "\"responseSchema\":{\"type\":\"OBJECT\",\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"INTEGER\"}}}",
                "\"responseJsonSchema\":{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"integer\"}},\"$comment\":\"x\"}")) {
            JsonNode answer = ask(
                            "m",
                            "a stop",
                            ",\"generationConfig\":{\"responseMimeType\":\"application/json\"," + schema + "}")
                    .json();
            assertThat(Client.JSON
                            .readTree(texts(List.of(answer), false))
                            .path("n")
                            .isInt())
                    .isTrue();
        }
    }

    @Test
    void countsTokensAsItBillsThem() {
        int billed = ask("m", "hello there", ",\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief.\"}]}")
                .json()
                .at("/usageMetadata/promptTokenCount")
                .asInt();
        String flat = body("hello there", ",\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief.\"}]}");
        Client.Answer counted =
                CLIENT.post("/v1beta/models/m:countTokens", "{\"generateContentRequest\":" + flat + "}");
        assertThat(counted.json().path("totalTokens").asInt()).isEqualTo(billed);
        assertThat(CLIENT.post("/v1beta/models/m:countTokens", flat).status()).isEqualTo(400);
        Client.Answer cloud = CLIENT.post("/v1/projects/p/locations/l/publishers/google/models/m:countTokens", flat);
        assertThat(cloud.json().path("totalTokens").asInt()).isEqualTo(billed);
        assertThat(CLIENT.post("/v1beta/models/m:countTokens", body("x", ""), "x-simulator-fault", "429")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void failsInGooglesWords() {
        Client.Answer busy = ask("sim-fault-429:retry-after=2500ms", "hello", "");
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.json().at("/error/status").asString()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(busy.json().at("/error/details/2/retryDelay").asString()).isEqualTo("2.500s");
        assertThat(busy.headers().firstValue("retry-after")).isEmpty();
        assertThat(ask("sim-missing", "hello", "").json().at("/error/message").asString())
                .startsWith("models/sim-missing is not found for API version v1beta");
        List<JsonNode> broken =
                stream("sim-fault-error:after=2,status=500", "words: 20", "").events();
        assertThat(broken.getLast().at("/error/code").asInt()).isEqualTo(500);
    }

    @Test
    void wantsItsKeyAndShowsItToNobody() {
        try (Simulator locked = Simulator.start(SimulatorOptions.defaults().withRequiredKey("goog-key"));
                Client client = new Client(locked)) {
            String path = "/v1beta/models/m:generateContent";
            assertThat(client.post(path, body("x", "")).status()).isEqualTo(403);
            Client.Answer wrong = client.post(path, body("x", ""), "x-goog-api-key", "other");
            assertThat(wrong.json().at("/error/details/0/reason").asString()).isEqualTo("API_KEY_INVALID");
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(client.post(path, body("x", ""), "x-goog-api-key", "goog-key")
                            .status())
                    .isEqualTo(200);
            assertThat(client.post(path + "?key=goog-key", body("x", "")).status())
                    .isEqualTo(200);
            assertThat(client.get("/v1beta/models", "x-goog-api-key", "goog-key")
                            .json()
                            .at("/models/0/name")
                            .asString())
                    .isEqualTo("models/sim-small");
            String cloud = "/v1/projects/p/locations/l/publishers/google/models/m:generateContent";
            assertThat(client.post(cloud, body("x", "")).status()).isEqualTo(401);
            assertThat(client.post(cloud, body("x", ""), "authorization", "Bearer goog-key")
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/simulator/requests").body()).doesNotContain("goog-key");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | contents is not specified",
                "{'contents':[],'foo':1} | Unknown name \"foo\": Cannot find field.",
                "{'contents':[{'parts':[{'text':'x','bar':1}]}]} | Unknown name \"bar\" at 'contents[0].parts[0]': Cannot find field.",
                "{'contents':[{'role':'assistant','parts':[{'text':'x'}]}]} | Please use a valid role: user, model.",
                "{'contents':[{'role':'user','parts':[]}]} | contents.parts must not be empty",
                "{'contents':[{'role':'user','parts':[{}]}]} | required oneof field 'data' must have one initialized field",
                "{'contents':[{'role':'user','parts':[{'functionResponse':{'name':'f','response':{}}}]}]} | function response turn comes immediately after a function call turn",
                "{'contents':[{'role':'user','parts':[{'inlineData':{'mimeType':'image/png','data':'%%'}}]}]} | (TYPE_BYTES)",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'temperature':'hot'}} | Invalid value at 'generation_config.temperature' (TYPE_FLOAT)",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'temperature':3}} | must be in the range",
                "{'contents':[{'parts':[{'text':'x'}]}],'generation_config':{'thinking_config':{'thinking_budget':1,'thinkingLevel':'LOW'}}} | You can only set only one of thinking budget and thinking level.",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':{'thinkingLevel':'LOW'}}} | Thinking level is not supported for this model.",
                "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','additionalProperties':false}}]}]} | Unknown name \"additionalProperties\" at 'tools[0].function_declarations[0].parameters'",
                "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT','properties':{'a':{'type':['STRING','NULL']}}}}]}]} | Unknown name \"type\" at 'tools[0].function_declarations[0].parameters.properties[0].value': Proto field is not repeating, cannot start list.",
                "{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'1f'}]}]} | Invalid function name.",
                "{'contents':[{'parts':[{'text':'x'}]}],'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}} | Function calling config is set without function_declarations.",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'responseSchema':{'type':'OBJECT'}}} | only supported with response_mime_type",
                "{'contents':[{'parts':[{'text':'x'}]}],'cachedContent':'cachedContents/x'} | CachedContent not found",
            })
    void refusesWhatTheRealApiRefuses(String body, String message) {
        Client.Answer answer = CLIENT.post("/v1beta/models/m:generateContent", body.replace('\'', '"'));
        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().at("/error/message").asString().replace('"', '\''))
                .contains(message.replace('"', '\''));
    }
}
