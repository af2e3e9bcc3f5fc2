package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the other providers of a dialect do differently. */
class HousesTest {
    private static final Simulator SIMULATOR =
            Simulator.start(SimulatorOptions.defaults().withRequiredKey("key-1").withPadding(false));
    private static final Client CLIENT = new Client(SIMULATOR);
    private static final String DATED = "/openai/deployments/my-model/chat/completions?api-version=2024-10-21";
    private static final String TOOLS = """
            ,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object",
              "properties":{"city":{"type":"string"}},"required":["city"]}}}]""";

    @AfterAll
    static void close() {
        CLIENT.close();
        SIMULATOR.close();
    }

    private static String body(String text, String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more + "}";
    }

    private static Client.Answer vendor(String name, String body) {
        return CLIENT.post("/vendor/" + name + "/v1/chat/completions", body, "authorization", "Bearer key-1");
    }

    @Test
    void azureTakesItsModelFromTheAddressAndTellsItsFilters() {
        Client.Answer answer = CLIENT.post(DATED, body("echo: hi", ""), "api-key", "key-1");
        assertThat(answer.json().path("model").asString()).isEqualTo("my-model");
        assertThat(answer.json()
                        .at("/choices/0/content_filter_results/hate/severity")
                        .asString())
                .isEqualTo("safe");
        assertThat(answer.json()
                        .at("/prompt_filter_results/0/content_filter_results/jailbreak/detected")
                        .isBoolean())
                .isTrue();
        assertThat(answer.header("apim-request-id")).isNotEmpty();
        assertThat(answer.header("x-ratelimit-reset-requests")).isEqualTo("1");
        List<JsonNode> events = CLIENT.post(DATED, body("echo: hi", ",\"stream\":true"), "api-key", "key-1")
                .events();
        assertThat(events.getFirst().path("choices").isEmpty()).isTrue();
        assertThat(events.getFirst().has("prompt_filter_results")).isTrue();
        assertThat(events.get(1).at("/choices/0/content_filter_results").isObject())
                .isTrue();
        Client.Answer undated =
                CLIENT.post("/openai/v1/chat/completions", body("echo: hi", ""), "authorization", "Bearer key-1");
        assertThat(undated.json().path("model").asString()).isEqualTo("m");
    }

    @Test
    void azureRefusesInItsOwnWords() {
        Client.Answer undated = CLIENT.post(DATED.substring(0, DATED.indexOf('?')), body("hi", ""), "api-key", "key-1");
        assertThat(undated.status()).isEqualTo(404);
        assertThat(undated.json().at("/error/message").asString()).isEqualTo("Resource not found");
        assertThat(CLIENT.post(DATED, body("hi", ""), "api-key", "other")
                        .json()
                        .at("/error/code")
                        .asString())
                .isEqualTo("401");
        Client.Answer blocked = CLIENT.post(DATED, body("please block", ""), "api-key", "key-1");
        assertThat(blocked.status()).isEqualTo(400);
        assertThat(blocked.json().at("/error/code").asString()).isEqualTo("content_filter");
        assertThat(blocked.json()
                        .at("/error/innererror/content_filter_result/violence/filtered")
                        .asBoolean(false))
                .isTrue();
        String missing = DATED.replace("my-model", "sim-missing");
        assertThat(CLIENT.post(missing, body("hi", ""), "api-key", "key-1")
                        .json()
                        .at("/error/code")
                        .asString())
                .isEqualTo("DeploymentNotFound");
        JsonNode filtered = CLIENT.post(DATED, body("please filter", ""), "api-key", "key-1")
                .json();
        assertThat(filtered.at("/choices/0/content_filter_results/violence/filtered")
                        .asBoolean(false))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"x-api-key,key-1", "api-key,key-1", "authorization,Bearer key-1"})
    void claudeOnFoundryTakesEveryKindOfKey(String header, String value) {
        String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        assertThat(CLIENT.post("/anthropic/v1/messages", body, "anthropic-version", "2023-06-01", header, value)
                        .status())
                .isEqualTo(200);
        assertThat(CLIENT.post("/anthropic/v1/messages", body, "anthropic-version", "2023-06-01", header, "x")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void mistralTakesOnlyItsFieldsAndIdsOfNineCharacters() {
        assertThat(vendor("mistral", body("hi", "")).status()).isEqualTo(200);
        JsonNode refused =
                vendor("mistral", body("hi", ",\"max_completion_tokens\":9")).json();
        assertThat(refused.at("/message/detail/0/loc/1").asString()).isEqualTo("max_completion_tokens");
        JsonNode call = vendor("mistral", body("weather", TOOLS)).json().at("/choices/0/message/tool_calls/0");
        assertThat(call.path("id").asString()).matches("[a-zA-Z0-9]{9}");
        String history = """
                {"model":"m","messages":[{"role":"user","content":"weather"},{"role":"assistant","tool_calls":[%s]},
                 {"role":"tool","tool_call_id":"%s","content":"21"}]}""";
        assertThat(vendor("mistral", history.formatted(call, call.path("id").asString()))
                        .status())
                .isEqualTo(200);
        String foreign = call.toString().replace(call.path("id").asString(), "call_abc");
        assertThat(vendor("mistral", history.formatted(foreign, "call_abc"))
                        .json()
                        .path("message")
                        .asString())
                .contains("must be a-z, A-Z, 0-9, with a length of 9");
        List<JsonNode> events =
                vendor("mistral", body("hi", ",\"stream\":true")).events();
        assertThat(events.getLast().at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(events.getLast().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void groqTellsUsageInAFieldOfItsOwnAndRefusesWhatItLacks() {
        List<JsonNode> events = vendor("groq", body("hi", ",\"stream\":true")).events();
        assertThat(events.getLast().at("/x_groq/usage/prompt_tokens").asInt()).isPositive();
        assertThat(vendor("groq", body("hi", ",\"store\":true"))
                        .json()
                        .at("/error/message")
                        .asString())
                .isEqualTo("property 'store' is unsupported");
        String thought = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                + "{\"role\":\"assistant\",\"content\":\"b\",\"reasoning_content\":\"c\"},{\"role\":\"user\",\"content\":\"d\"}]}";
        assertThat(vendor("groq", thought).json().at("/error/message").asString())
                .contains("property 'reasoning_content' is unsupported");
    }

    @Test
    void othersAreStrictOrTellNoUsage() {
        assertThat(vendor("strict", body("hi", ",\"signalbox\":1"))
                        .json()
                        .at("/error/code")
                        .asString())
                .isEqualTo("unknown_parameter");
        String asked = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        assertThat(vendor("silent", body("hi", asked)).events())
                .noneMatch(event -> event.path("usage").isObject());
        assertThat(vendor("nobody", body("hi", "")).status()).isEqualTo(404);
        Client.Answer google = CLIENT.post(
                "/v1beta/openai/chat/completions", body("hi", ",\"store\":true"), "authorization", "Bearer key-1");
        assertThat(google.json().at("/0/error/message").asString()).contains("Unknown name \"store\"");
    }
}
