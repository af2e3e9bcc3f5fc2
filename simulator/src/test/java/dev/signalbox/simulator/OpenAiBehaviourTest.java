package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiBehaviourTest {
    private static final Simulator SIMULATOR =
            Simulator.start(SimulatorOptions.defaults().withStrictFields(true));
    private static final Client CLIENT = new Client(SIMULATOR);
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"]}}},
              {"type":"function","function":{"name":"get_time","parameters":{"type":"object",
                "properties":{"zone":{"enum":["UTC"]}},"required":["zone"]}}}]""";

    @AfterAll
    static void close() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static Client.Answer ask(String text, String more) {
        return CLIENT.openAi(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more + "}");
    }

    @Test
    void theSameRequestGetsTheSameBytes() {
        assertThat(ask("What now?", "").body()).isEqualTo(ask("What now?", "").body());
        assertThat(ask("What now?", ",\"stream\":true").body())
                .isEqualTo(ask("What now?", ",\"stream\":true").body());
        assertThat(ask("What now?", "").header("x-request-id"))
                .isNotEqualTo(ask("What now?", "").header("x-request-id"));
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() {
        String whole =
                ask("What now?", "").json().at("/choices/0/message/content").asString();
        String streamed = ask("What now?", ",\"stream\":true").events().stream()
                .map(event -> event.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
        assertThat(streamed).isEqualTo(whole);
    }

    @Test
    void showsUsageInAStreamOnlyWhereItIsAsked() {
        assertThat(ask("hi", ",\"stream\":true").body()).doesNotContain("\"usage\"");
        Client.Answer asked = ask("hi", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        assertThat(asked.events()).allMatch(event -> event.has("usage"));
        assertThat(asked.body()).contains("\"obfuscation\":");
        assertThat(ask("hi", ",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}")
                        .body())
                .doesNotContain("obfuscation");
    }

    @Test
    void callsToolsInParallelAndOneAlone() {
        JsonNode both = ask("get_weather and get_time", "," + TOOLS).json().at("/choices/0");
        assertThat(both.path("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(both.at("/message/content").isNull()).isTrue();
        assertThat(both.at("/message/tool_calls").size()).isEqualTo(2);
        assertThat(both.at("/message/tool_calls/1/function/arguments").asString())
                .isEqualTo("{\"zone\":\"UTC\"}");
        JsonNode one = ask("get_weather and get_time", ",\"parallel_tool_calls\":false," + TOOLS)
                .json();
        assertThat(one.at("/choices/0/message/tool_calls").size()).isEqualTo(1);
        JsonNode forced = ask("hi", ",\"tool_choice\":\"required\"," + TOOLS).json();
        assertThat(forced.at("/choices/0/message/tool_calls/0/function/name").asString())
                .isEqualTo("get_weather");
    }

    @ParameterizedTest
    @CsvSource({"get_weather,1", "get_weather and get_time,2"})
    void streamsToolCallsPieceByPiece(String asked, int calls) {
        JsonNode whole = ask(asked, "," + TOOLS).json().at("/choices/0/message/tool_calls");
        Client.Answer streamed = ask(asked, ",\"stream\":true," + TOOLS);
        Map<Integer, String> arguments = new HashMap<>();
        Map<Integer, String> names = new HashMap<>();
        for (JsonNode event : streamed.events()) {
            for (JsonNode call : event.at("/choices/0/delta/tool_calls").values()) {
                int index = call.path("index").intValue();
                arguments.merge(index, call.at("/function/arguments").asString(), String::concat);
                if (call.has("id")) {
                    names.put(index, call.at("/function/name").asString());
                }
            }
        }
        assertThat(names).hasSize(calls);
        for (int i = 0; i < calls; i++) {
            assertThat(arguments.get(i))
                    .isEqualTo(whole.at("/" + i + "/function/arguments").asString());
        }
        assertThat(streamed.events().getLast().at("/choices/0/finish_reason").asString())
                .isEqualTo("tool_calls");
    }

    @Test
    void quotesTheResultsOfItsTools() {
        Client.Answer answer = CLIENT.openAi("""
                {"model":"m","messages":[{"role":"user","content":"get_weather please"},
                 {"role":"assistant","content":null,"tool_calls":[
                   {"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_1","content":"21 degrees"}],%s}""".formatted(TOOLS));
        assertThat(answer.json().at("/choices/0/message/content").asString()).contains("21 degrees");
    }

    @Test
    void seesImages() {
        Client.Answer answer = CLIENT.openAi("""
                {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,aGFsbG8="}},
                 {"type":"image_url","image_url":{"url":"https://example.com/a.jpg"}}]}]}""");
        assertThat(answer.json().at("/choices/0/message/content").asString())
                .startsWith("I see 2 images (image/png, url). ");
    }

    @Test
    void answersInTheFormOfTheSchema() {
        Client.Answer answer = ask("give me a stop", """
                ,"response_format":{"type":"json_schema","json_schema":{"name":"stop","strict":true,"schema":
                 {"type":"object","additionalProperties":false,"required":["name","tracks"],
                  "properties":{"name":{"type":"string"},"tracks":{"type":"integer"}}}}}""");
        JsonNode stop = Client.JSON.readTree(
                answer.json().at("/choices/0/message/content").asString());
        assertThat(stop.path("name").isString()).isTrue();
        assertThat(stop.path("tracks").isInt()).isTrue();
        JsonNode any = ask("some json", ",\"response_format\":{\"type\":\"json_object\"}")
                .json();
        assertThat(Client.JSON
                        .readTree(any.at("/choices/0/message/content").asString())
                        .isObject())
                .isTrue();
    }

    @Test
    void reasonsAsFarAsItsCapAllows() {
        Client.Answer answer = ask("hi", ",\"reasoning_effort\":\"high\"");
        int thinking = answer.json()
                .at("/usage/completion_tokens_details/reasoning_tokens")
                .asInt();
        assertThat(thinking).isPositive();
        assertThat(answer.json().at("/usage/completion_tokens").asInt()).isGreaterThan(thinking);
        JsonNode capped = ask("hi", ",\"reasoning_effort\":\"high\",\"max_completion_tokens\":5")
                .json();
        assertThat(capped.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(capped.at("/choices/0/message/content").asString()).isEmpty();
        assertThat(capped.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void modelsCalledReasonerShowTheirThoughts() {
        String body = "{\"model\":\"sim-reasoner\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";
        String whole = CLIENT.openAi(body.formatted(""))
                .json()
                .at("/choices/0/message/reasoning_content")
                .asString();
        String streamed = CLIENT.openAi(body.formatted(",\"stream\":true")).events().stream()
                .map(event -> event.at("/choices/0/delta/reasoning_content").asString(""))
                .collect(Collectors.joining());
        assertThat(streamed).isNotEmpty().isEqualTo(whole);
    }

    @Test
    void refusesWithAMessageOfItsOwn() {
        JsonNode refused = ask("please refuse", "").json().at("/choices/0");
        assertThat(refused.at("/message/content").isNull()).isTrue();
        assertThat(refused.at("/message/refusal").asString()).isNotEmpty();
        assertThat(ask("please filter", "")
                        .json()
                        .at("/choices/0/finish_reason")
                        .asString())
                .isEqualTo("content_filter");
    }

    @Test
    void severalChoicesDiffer() {
        JsonNode answer = ask("What now?", ",\"n\":3").json();
        assertThat(answer.path("choices").size()).isEqualTo(3);
        assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
        assertThat(answer.at("/choices/0/message/content")).isNotEqualTo(answer.at("/choices/1/message/content"));
        Client.Answer streamed = ask("What now?", ",\"n\":2,\"stream\":true");
        assertThat(streamed.events().stream()
                        .filter(event -> event.at("/choices/0/finish_reason").isString()))
                .hasSize(2);
    }

    @Test
    void aPromptThatRepeatsUnderItsKeyIsRead() {
        String first = """
                {"model":"m","prompt_cache_key":"k1","messages":[{"role":"system","content":"0123456789abcdef"},
                 {"role":"user","content":"hi"}]}""";
        assertThat(CLIENT.openAi(first)
                        .json()
                        .at("/usage/prompt_tokens_details/cached_tokens")
                        .asInt())
                .isZero();
        String second = first.replace("\"hi\"", "\"ho\"");
        assertThat(CLIENT.openAi(second)
                        .json()
                        .at("/usage/prompt_tokens_details/cached_tokens")
                        .asInt())
                .isEqualTo(7);
        Client.Answer told = CLIENT.openAi(second, "x-simulator-cached", "3");
        assertThat(told.json().at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | you must provide a model parameter | null | null",
                "{'model':'m'} | Missing required parameter: 'messages'. | messages | missing_required_parameter",
                "{'model':'m','messages':[]} | Invalid 'messages': empty array. | messages | empty_array",
                "{'model':'m','messages':'x'} | Invalid type for 'messages': expected an array of objects, but got a string | messages | invalid_type",
                "{'model':'m','messages':[{'role':'user'}]} | Invalid value for 'content': expected a string, got null. | messages.[0].content | null",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'temperature':3} | decimal above maximum value. Expected a value <= 2, but got 3 | temperature | decimal_above_max_value",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'temperature':'1'} | Invalid type for 'temperature': expected a decimal, but got a string instead. | temperature | invalid_type",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'max_tokens':0} | integer below minimum value. Expected a value >= 1, but got 0 | max_tokens | integer_below_min_value",
                "{'model':'sim-o1','messages':[{'role':'user','content':'x'}],'max_tokens':9} | Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead. | max_tokens | unsupported_parameter",
                "{'model':'sim-o1','messages':[{'role':'user','content':'x'}],'temperature':0.5} | Unsupported value: 'temperature' does not support 0.5 with this model. | temperature | unsupported_value",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'colour':1} | Unknown parameter: 'colour'. | colour | unknown_parameter",
                "{'model':'m','messages':[{'role':'boss','content':'x'}]} | Invalid value: 'boss'. Supported values are: 'system', 'assistant', | messages[0].role | invalid_value",
                "{'model':'m','messages':[{'role':'tool','content':'x','tool_call_id':'a'}]} | messages with role 'tool' must be a response to a preceeding message with 'tool_calls'. | messages.[0].role | null",
                "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'user','content':'x'}]} | The following tool_call_ids did not have response messages: a | messages.[1].role | null",
                "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'tool','content':'x','tool_call_id':'b'}]} | 'tool_call_id' of 'b' not found in 'tool_calls' of previous message. | messages.[1].tool_call_id | null",
                "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':{}}}]}]} | Invalid type for 'messages[0].tool_calls[0].function.arguments': expected a string, but got an object | messages[0].tool_calls[0].function.arguments | invalid_type",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'picture'}]}]} | Invalid value: 'picture'. Supported values are: | messages[0].content[0].type | invalid_value",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':'https://x'}]}]} | expected an object, but got a string | messages[0].content[0].image_url | invalid_type",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,***'}}]}]} | Invalid base64 image_url. | null | invalid_base64",
                "{'model':'m','messages':[{'role':'system','content':[{'type':'image_url','image_url':{'url':'https://x'}}]}]} | Image URLs are only allowed for messages with role 'user', | messages[0] | invalid_value",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'stream_options':{}} | only allowed when 'stream' is enabled | stream_options | null",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'stop':['1','2','3','4','5']} | array too long. Expected an array with maximum length 4, | stop | array_above_max_length",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[]} | Invalid 'tools': empty array. | tools | empty_array",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'required'} | 'tool_choice' is only allowed when 'tools' are specified. | tool_choice | null",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'a b'}}]} | string does not match pattern. | tools[0].function.name | invalid_value",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}}}]} | Invalid schema for function 'f': In context=(), 'required' is required to be supplied | tools[0].function.parameters | invalid_function_parameters",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{'type':'json_object'}} | 'messages' must contain the word 'json' in some form | messages | null",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':{'type':'object','properties':{'a':{'type':'object'}},'required':['a'],'additionalProperties':false}}}} | Invalid schema for response_format 'n': In context=('properties', 'a'), 'additionalProperties' is required | response_format | null",
                "[] | The body of your request is not a JSON object. | null | null",
                "{ | The body of your request is not valid JSON | null | null",
            })
    void refusesWhatTheRealApiRefuses(String body, String message, String param, String code) {
        Client.Answer answer = CLIENT.openAi(body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("message").asString()).contains(message);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(String.valueOf(error.path("param").stringValue(null))).isEqualTo(param);
        assertThat(String.valueOf(error.path("code").stringValue(null))).isEqualTo(code);
    }

    @Test
    void acceptsNullsWhereTheRealApiDoes() {
        Client.Answer answer = ask("hi", """
                ,"temperature":null,"max_tokens":null,"stop":null,"tools":null,"tool_choice":null,"stream":null,
                 "stream_options":null,"response_format":null,"n":null,"reasoning_effort":null,"parallel_tool_calls":null""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.json().path("choices").size()).isEqualTo(1);
    }

    @Test
    void asksForItsKeyWhereOneIsRequired() {
        try (Simulator locked = Simulator.start(SimulatorOptions.defaults().withRequiredKey("sk-right-key-0001"));
                Client client = new Client(locked)) {
            String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
            assertThat(client.openAi(body).status()).isEqualTo(401);
            Client.Answer wrong = client.openAi(body, "authorization", "Bearer sk-wrong-key-0002");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.json().at("/error/code").asString()).isEqualTo("invalid_api_key");
            assertThat(client.openAi(body, "authorization", "Bearer sk-right-key-0001")
                            .status())
                    .isEqualTo(200);
            assertThat(client.anthropic("{}", "x-api-key", "nope")
                            .json()
                            .at("/error/type")
                            .asString())
                    .isEqualTo("authentication_error");
            assertThat(client.anthropic("{}", "x-api-key", "sk-right-key-0001").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aToolWithoutAFunctionIsAcceptedAndNotCalled() {
        String custom = ",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"shell\"}}]";
        assertThat(ask("echo: ok shell", custom)
                        .json()
                        .at("/choices/0/message/content")
                        .asString())
                .isEqualTo("ok shell");
        assertThat(ask("echo: ok", custom + ",\"tool_choice\":\"required\"").status())
                .isEqualTo(200);
    }
}
