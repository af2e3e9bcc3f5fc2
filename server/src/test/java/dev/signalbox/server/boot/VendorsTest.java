package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole road to simulated vendors that refuse what the real ones refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorsTest {
    private static final String CALLER = "sbx_test-key";
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) {
        simulator = Simulator.start(SimulatorOptions.defaults().withRequiredKey("sk-vendor"));
        String yaml = """
                server: { port: 0 }
                ledger: { directory: "%2$s" }
                telemetry: { access-log: false }
                providers:
                  mistral: { vendor: mistral, endpoint: "%1$s/vendor/mistral/v1", key: "${KEY}" }
                  groq: { vendor: groq, endpoint: "%1$s/vendor/groq/v1", key: "${KEY}" }
                  google: { vendor: google-openai, endpoint: "%1$s/v1beta/openai", key: "${KEY}" }
                  house: { dialect: openai, endpoint: "%1$s/vendor/strict/v1", key: "${KEY}", quirks: { refused: [invented] } }
                  dated: { vendor: azure, endpoint: "%1$s", api-version: 2024-10-21, key: "${KEY}" }
                  azure: { vendor: azure, endpoint: "%1$s", key: "${KEY}", auth: bearer }
                models:
                  mistral: { provider: mistral, id: mistral-large-latest }
                  groq: { provider: groq, id: llama-x }
                  google: { provider: google, id: gemini-x }
                  house: { provider: house, id: ours }
                  dated: { provider: dated, id: our-prod, base-model: gpt-5-mini }
                  azure: { provider: azure, id: our-prod, base-model: gpt-5-mini }
                routes:
                  filtered:
                    strategy: priority
                    targets: [{ model: dated, priority: 0 }, { model: groq, priority: 1 }]
                callers:
                  tester: { key: "%3$s" }
                """.formatted(
                        simulator.endpoint(),
                        directory.resolve("ledger"),
                        KeyDigest.of(CALLER).written());
        gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.Text("test.yaml", yaml, directory),
                Map.of("KEY", "sk-vendor")::get,
                OptionalInt.empty(),
                _ -> {},
                Optional.empty()));
    }

    @AfterAll
    void stop() {
        client.shutdownNow();
        gateway.close();
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.reset();
    }

    @Test
    void givesMistralOnlyWhatItTakes() throws Exception {
        HttpResponse<String> answer = post("/v1/chat/completions", """
                {"model":"mistral","max_completion_tokens":50,"seed":7,"temperature":2,"logprobs":true,"store":true,
                "stream":true,"stream_options":{"include_usage":true},
                "messages":[{"role":"developer","content":"be kind"},{"role":"user","name":"me","content":"echo: hi"},
                {"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"call_abc","type":"function",
                "function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_abc","content":"21"}]}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"total_tokens\"").endsWith("data: [DONE]\n\n");
        assertThat(answer.headers().firstValue("x-signalbox-losses"))
                .hasValueSatisfying(lost -> assertThat(lost).contains("logprobs", "messages.name", "store"));
        assertThat(answer.headers().firstValue("x-signalbox-adjustments"))
                .hasValueSatisfying(changed -> assertThat(changed)
                        .contains("max_completion_tokens", "seed", "temperature", "messages.role", "tool_calls.id"));
    }

    @Test
    void carriesCallsOfToolsFromAnthropicToEveryVendor() throws Exception {
        for (String model : new String[] {"mistral", "groq", "google", "house", "dated", "azure"}) {
            HttpResponse<String> answer = post("/v1/messages", toolLoop(model));
            assertThat(answer.statusCode()).as(model + ": " + answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(model).contains("\"type\":\"message\"").contains("rain");
        }
    }

    @Test
    void givesGroqNoReasoningBackAndFindsItsUsage() throws Exception {
        HttpResponse<String> answer = post("/v1/chat/completions", """
                {"model":"groq","logit_bias":{"1":1},"messages":[{"role":"user","content":"hi"},
                {"role":"assistant","content":"ho","reasoning_content":"hm"},{"role":"user","name":"me","content":"echo: hi"}]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        HttpResponse<String> stream = post(
                "/v1/messages",
                "{\"model\":\"groq\",\"max_tokens\":50,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: hi\"}]}");
        assertThat(stream.body()).contains("message_stop").containsPattern("\"output_tokens\":[1-9]");
    }

    @Test
    void keepsToTheQuirksOfAHouseServer() throws Exception {
        String body =
                "{\"model\":\"house\",\"invented\":{\"a\":1},\"messages\":[{\"role\":\"user\",\"content\":\"echo: hi\"}]}";

        assertThat(post("/v1/chat/completions", body).statusCode()).isEqualTo(200);
        assertThat(post("/v1/chat/completions", body.replace("invented", "unknown"))
                        .statusCode())
                .as("what nobody said is passed on")
                .isEqualTo(400);
    }

    @Test
    void findsADeploymentByItsPathAndItsPriceByItsModel() throws Exception {
        for (String model : new String[] {"dated", "azure"}) {
            HttpResponse<String> answer = post(
                    "/v1/chat/completions",
                    "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"echo: hi\"}]}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-signalbox-provider-request-id"))
                    .hasValue("29a2f0a0-9f4e-4d59-8a3c-2c8e0a0d5b11");
            assertThat(answer.headers().firstValue("x-signalbox-cost-usd"))
                    .hasValueSatisfying(cost -> assertThat(cost).startsWith("0.0"));
        }
    }

    @Test
    void tellsTheVerdictOfAzuresFilterToOpenAiCallersInStreams() throws Exception {
        HttpResponse<String> answer = post(
                "/v1/chat/completions",
                "{\"model\":\"dated\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: hi\"}]}");
        assertThat(answer.body())
                .startsWith("data: {")
                .contains("prompt_filter_results")
                .endsWith("data: [DONE]\n\n");

        HttpResponse<String> other = post(
                "/v1/messages",
                "{\"model\":\"dated\",\"max_tokens\":50,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"echo: hi\"}]}");
        assertThat(other.body()).startsWith("event: message_start").doesNotContain("filter");
    }

    @Test
    void neitherRepeatsNorMovesWhatAzureFiltered() throws Exception {
        HttpResponse<String> answer = post(
                "/v1/chat/completions",
                "{\"model\":\"filtered\",\"messages\":[{\"role\":\"user\",\"content\":\"please block this\"}]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"content_filter\"")
                .contains("\"innererror\":{")
                .contains("content_filter_result")
                .contains("\"provider\":\"dated\"");
        assertThat(simulator.requests()).hasSize(1);

        HttpResponse<String> other = post(
                "/v1/messages",
                "{\"model\":\"filtered\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"please block this\"}]}");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("invalid_request_error").contains("content_filter");
        assertThat(simulator.requests()).hasSize(2);

        HttpResponse<String> gemini = post(
                "/v1beta/models/filtered:generateContent",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"please block this\"}]}]}");
        assertThat(gemini.statusCode()).isEqualTo(400);
        assertThat(gemini.body()).contains("INVALID_ARGUMENT");
        assertThat(simulator.requests()).hasSize(3);
    }

    private static String toolLoop(String model) {
        return """
                {"model":"%s","max_tokens":50,"tools":[{"name":"get_weather","input_schema":{"type":"object"}}],"messages":[
                {"role":"user","content":"weather?"},
                {"role":"assistant","content":[
                {"type":"tool_use","id":"toolu_01A09q90qw90lq917835lq9","name":"get_weather","input":{}}]},
                {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"toolu_01A09q90qw90lq917835lq9","content":"rain"}]}]}""".formatted(model);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(gateway.endpoint() + path))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + CALLER)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
