package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AnthropicBehaviourTest {
    private static final Simulator SIMULATOR =
            Simulator.start(SimulatorOptions.defaults().withStrictFields(true));
    private static final Client CLIENT = new Client(SIMULATOR);
    private static final String TOOLS = """
            "tools":[{"name":"get_weather","input_schema":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"]}},
              {"name":"get_time","input_schema":{"type":"object",
                "properties":{"zone":{"enum":["UTC"]}},"required":["zone"]}}]""";

    @AfterAll
    static void close() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static Client.Answer ask(String text, String more) {
        return CLIENT.anthropic("{\"model\":\"m\",\"max_tokens\":4000,\"messages\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]" + more + "}");
    }

    private static String deltas(Client.Answer answer, String field) {
        return answer.events().stream()
                .map(event -> event.at("/delta/" + field).asString(""))
                .collect(Collectors.joining());
    }

    @Test
    void aStreamSaysWhatTheWholeAnswerSays() {
        JsonNode whole = ask("What now?", "").json();
        Client.Answer streamed = ask("What now?", ",\"stream\":true");
        assertThat(deltas(streamed, "text"))
                .isEqualTo(whole.at("/content/0/text").asString());
        JsonNode start = streamed.events().getFirst();
        assertThat(start.at("/message/usage/input_tokens")).isEqualTo(whole.at("/usage/input_tokens"));
        JsonNode end = streamed.events().get(streamed.events().size() - 2);
        assertThat(end.at("/usage/output_tokens")).isEqualTo(whole.at("/usage/output_tokens"));
        assertThat(end.at("/delta/stop_reason").asString()).isEqualTo("end_turn");
    }

    @Test
    void callsToolsWholeAndStreamed() {
        JsonNode whole = ask("get_weather and get_time", "," + TOOLS).json();
        assertThat(whole.path("stop_reason").asString()).isEqualTo("tool_use");
        assertThat(whole.at("/content/1/input/zone").asString()).isEqualTo("UTC");
        Client.Answer streamed = ask("get_time", ",\"stream\":true," + TOOLS);
        assertThat(Client.JSON
                        .readTree(deltas(streamed, "partial_json"))
                        .path("zone")
                        .asString())
                .isEqualTo("UTC");
        JsonNode one = ask(
                        "get_weather and get_time",
                        ",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}," + TOOLS)
                .json();
        assertThat(one.path("content").size()).isEqualTo(1);
    }

    @Test
    void thinksAndKnowsItsThoughtsAgain() {
        String thinking = ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}," + TOOLS;
        JsonNode first = ask("get_weather", thinking).json();
        assertThat(first.at("/content/0/type").asString()).isEqualTo("thinking");
        assertThat(first.at("/usage/output_tokens_details/thinking_tokens").asInt())
                .isPositive();
        ObjectNode next = (ObjectNode) Client.JSON.readTree("{\"model\":\"m\",\"max_tokens\":4000" + thinking + "}");
        ArrayNode messages = next.putArray("messages");
        messages.addObject().put("role", "user").put("content", "get_weather");
        messages.addObject().put("role", "assistant").set("content", first.path("content"));
        messages.addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", first.at("/content/1/id").asString())
                .put("content", "21 degrees");
        Client.Answer second = CLIENT.anthropic(next.toString());
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().at("/content/1/text").asString()).contains("21 degrees");

        ((ObjectNode) first.at("/content/0")).put("signature", "bm90IG1pbmU=");
        assertThat(CLIENT.anthropic(next.toString()).json().at("/error/message").asString())
                .isEqualTo("messages.1.content.0: Invalid `signature` in `thinking` block");

        ((ArrayNode) first.path("content")).remove(0);
        assertThat(CLIENT.anthropic(next.toString()).json().at("/error/message").asString())
                .contains("Expected `thinking` or `redacted_thinking`, but found `tool_use`");
    }

    @Test
    void streamsThoughtsWithTheirSignature() {
        String thinking = ",\"thinking\":{\"type\":\"adaptive\"}";
        JsonNode whole = ask("What now?", thinking).json();
        Client.Answer streamed = ask("What now?", ",\"stream\":true" + thinking);
        assertThat(deltas(streamed, "thinking"))
                .isEqualTo(whole.at("/content/0/thinking").asString());
        assertThat(deltas(streamed, "signature"))
                .isEqualTo(whole.at("/content/0/signature").asString());
        assertThat(deltas(streamed, "text"))
                .isEqualTo(whole.at("/content/1/text").asString());
    }

    @Test
    void hidesThoughtsWhereItIsAsked() {
        JsonNode block = ask("redact thinking", ",\"thinking\":{\"type\":\"adaptive\"}")
                .json()
                .at("/content/0");
        assertThat(block.path("type").asString()).isEqualTo("redacted_thinking");
        String back = "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                + "{\"role\":\"assistant\",\"content\":[" + block + ",{\"type\":\"text\",\"text\":\"b\"}]},"
                + "{\"role\":\"user\",\"content\":\"c\"}]}";
        assertThat(CLIENT.anthropic(back).status()).isEqualTo(200);
        assertThat(CLIENT.anthropic(back.replace("\"data\":\"", "\"data\":\"x")).status())
                .isEqualTo(400);
    }

    @Test
    void stopsAtCapSequenceAndRefusal() {
        JsonNode stopped =
                ask("echo: one two three", ",\"stop_sequences\":[\"two\"]").json();
        assertThat(stopped.path("stop_reason").asString()).isEqualTo("stop_sequence");
        assertThat(stopped.path("stop_sequence").asString()).isEqualTo("two");
        JsonNode refused = ask("please refuse", "").json();
        assertThat(refused.path("stop_reason").asString()).isEqualTo("refusal");
        assertThat(refused.path("content").isEmpty()).isTrue();
        JsonNode capped = CLIENT.anthropic(
                        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"echo: abcdefgh\"}]}")
                .json();
        assertThat(capped.path("stop_reason").asString()).isEqualTo("max_tokens");
        assertThat(capped.at("/content/0/text").asString()).isEqualTo("abcd");
        Client.Answer streamed = ask("please refuse", ",\"stream\":true");
        assertThat(streamed.events())
                .extracting(event -> event.path("type").asString())
                .containsExactly("message_start", "ping", "message_delta", "message_stop");
    }

    @Test
    void answersInTheFormOfTheSchemaAndSeesImages() {
        JsonNode shaped = ask("a stop", """
                ,"output_config":{"format":{"type":"json_schema","schema":{"type":"object","required":["name"],
                 "properties":{"name":{"type":"string"}},"additionalProperties":false}}}""").json();
        assertThat(Client.JSON
                        .readTree(shaped.at("/content/0/text").asString())
                        .path("name")
                        .isString())
                .isTrue();
        JsonNode seen = CLIENT.anthropic("""
                {"model":"m","max_tokens":99,"messages":[{"role":"user","content":[
                 {"type":"image","source":{"type":"base64","media_type":"image/webp","data":"aGFsbG8="}},
                 {"type":"text","text":"What is it?"}]}]}""").json();
        assertThat(seen.at("/content/0/text").asString()).startsWith("I see 1 image (image/webp). ");
    }

    @Test
    void writesMarkedBeginningsAndReadsThemAgain() {
        String body = """
                {"model":"m","max_tokens":99,"system":[
                  {"type":"text","text":"0123456789abcdef","cache_control":{"type":"ephemeral","ttl":"1h"}},
                  {"type":"text","text":"01234567","cache_control":{"type":"ephemeral"}}],
                 "messages":[{"role":"user","content":"hi"}]}""";
        JsonNode written = CLIENT.anthropic(body).json().path("usage");
        assertThat(written.path("cache_creation_input_tokens").asInt()).isEqualTo(6);
        assertThat(written.at("/cache_creation/ephemeral_1h_input_tokens").asInt())
                .isEqualTo(4);
        assertThat(written.at("/cache_creation/ephemeral_5m_input_tokens").asInt())
                .isEqualTo(2);
        assertThat(written.path("input_tokens").asInt()).isEqualTo(4);
        JsonNode read = CLIENT.anthropic(body).json().path("usage");
        assertThat(read.path("cache_read_input_tokens").asInt()).isEqualTo(6);
        assertThat(read.path("cache_creation_input_tokens").asInt()).isZero();
        JsonNode longer = CLIENT.anthropic(body.replace("\"hi\"", """
                [{"type":"text","text":"hello","cache_control":{"type":"ephemeral"}}]""")).json().path("usage");
        assertThat(longer.path("cache_read_input_tokens").asInt()).isEqualTo(6);
        assertThat(longer.path("cache_creation_input_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void countsTokensAsItBillsThem() {
        String body =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"}]}";
        int billed = CLIENT.anthropic(body).json().at("/usage/input_tokens").asInt();
        Client.Answer counted = CLIENT.post("/v1/messages/count_tokens", body, "anthropic-version", "2023-06-01");
        assertThat(counted.json().path("input_tokens").asInt()).isEqualTo(billed);
        assertThat(CLIENT.post("/v1/messages/count_tokens", "{\"model\":\"m\"}", "anthropic-version", "2023-06-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wantsItsVersionHeader() {
        assertThat(CLIENT.post("/v1/messages", "{}").json().at("/error/message").asString())
                .isEqualTo("anthropic-version: header is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'max_tokens':9,'messages':[{'role':'user','content':'x'}]} | model: Field required",
                "{'model':'m','messages':[{'role':'user','content':'x'}]} | max_tokens: Field required",
                "{'model':'m','max_tokens':9} | messages: Field required",
                "{'model':'m','max_tokens':9,'messages':[]} | messages: at least one message is required",
                "{'model':'m','max_tokens':'9','messages':[]} | max_tokens: Input should be a valid integer",
                "{'model':'m','max_tokens':9,'messages':[{'role':'system','content':'x'}]} | messages: first message must use the \"user\" role",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'system','content':'x'}]} | messages: Unexpected role \"system\".",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':''}]} | all messages must have non-empty content except for the optional final assistant message",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'text','text':''}]}]} | messages: text content blocks must be non-empty",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'y '}]} | final assistant content cannot end with trailing whitespace",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'colour':1} | colour: Extra inputs are not permitted",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'temperature':1.5} | temperature: range: 0..1",
                "{'model':'m','max_tokens':9000,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':1000}} | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
                "{'model':'m','max_tokens':2000,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':2000}} | must be greater than `thinking.budget_tokens`",
                "{'model':'sim-adaptive','max_tokens':9000,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':2000}} | is not supported for this model",
                "{'model':'m','max_tokens':9000,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':2000},'temperature':0.5} | may only be set to 1 when thinking is enabled",
                "{'model':'m','max_tokens':9000,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'adaptive'},'tool_choice':{'type':'any'},'tools':[{'name':'f','input_schema':{'type':'object'}}]} | Thinking may not be enabled when tool_choice forces tool use.",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'tool_choice':{'type':'any'}} | tool_choice may only be specified while providing tools.",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'tool_choice':{'type':'tool','name':'g'},'tools':[{'name':'f','input_schema':{'type':'object'}}]} | Tool 'g' not found in provided tools",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'tools':[{'name':'a b','input_schema':{'type':'object'}}]} | tools.0.custom.name: String should match pattern",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'}],'tools':[{'name':'f','input_schema':{}}]} | tools.0.custom.input_schema.type: Input should be 'object'",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t'}]}]} | Requests which include `tool_use` or `tool_result` blocks must define tools",
                "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]},{'role':'user','content':[{'type':'text','text':'y'},{'type':'tool_result','tool_use_id':'t'}]}]} | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t.",
                "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]},{'role':'user','content':'y'}]} | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t.",
                "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'tool_use','id':'t!','name':'f','input':{}}]}]} | tool_use.id: String should match pattern",
                "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':'{}'}]}]} | tool_use.input: Input should be a valid dictionary",
                "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}}],'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t'}]}]} | unexpected `tool_use_id` found in `tool_result` blocks: t.",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/tiff','data':'aGFsbG8='}}]}]} | image.source.base64.media_type: Input should be 'image/jpeg'",
                "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'http://x'}}]}]} | Only HTTPS URLs are supported.",
            })
    void refusesWhatTheRealApiRefuses(String body, String message) {
        Client.Answer answer = CLIENT.anthropic(body.replace('\'', '"').replace("Tool \"g\"", "Tool 'g'"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(answer.json().at("/error/message").asString()).contains(message);
        assertThat(answer.json().path("request_id").asString()).isEqualTo(answer.header("request-id"));
    }

    @Test
    void takesAtMostFourMarks() {
        String block = "{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}";
        String system = String.join(",", Collections.nCopies(5, block));
        Client.Answer answer = ask("hi", ",\"system\":[" + system + "]");
        assertThat(answer.json().at("/error/message").asString())
                .isEqualTo("A maximum of 4 blocks with cache_control may be provided. Found 5.");
    }
}
