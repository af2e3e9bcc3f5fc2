package dev.signalbox.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What answers cost, from the bytes of a provider to the nano-dollar in the ledger, by the prices of the book: for callers of
 * every dialect, whole and streamed, with usage told in the odd ways that providers have. The rates are US dollars per
 * million tokens, so tokens times a thousand of them are nano-dollars:
 * gpt-5-mini 0.25, cached 0.025, output 2; gemini-2.5-flash 0.30, cached 0.03, output 2.50;
 * claude-sonnet-4-5 3, cached 0.30, writes 3.75 and 6, output 15.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> CALLERS = List.of("openai", "anthropic", "gemini", "responses");

    private final HttpClient client = HttpClient.newHttpClient();
    private CannedProvider provider;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        provider = new CannedProvider();
        gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.Text(
                        "test.yaml",
                        """
                        server: { port: 0 }
                        ledger: { directory: "%1$s" }
                        telemetry: { access-log: false }
                        providers:
                          openai: { vendor: openai, endpoint: "%2$s", key: "${KEY}" }
                          claude: { vendor: anthropic, endpoint: "%2$s", key: "${KEY}" }
                          google: { vendor: google, endpoint: "%2$s", key: "${KEY}" }
                          responses: { vendor: openai, dialect: openai-responses, endpoint: "%2$s", key: "${KEY}" }
                        models:
                          gpt: { provider: openai, id: gpt-5-mini }
                          claude: { provider: claude, id: claude-sonnet-4-5 }
                          gemini: { provider: google, id: gemini-2.5-flash }
                          resp: { provider: responses, id: gpt-5-mini }
                        callers:
                          tester: { key: "%3$s" }
                        """.formatted(
                                        directory.resolve("ledger"),
                                        provider.endpoint(),
                                        KeyDigest.of(TestGateway.KEY).written()),
                        directory),
                name -> name.equals("KEY") ? "sk-secret" : null,
                OptionalInt.empty(),
                _ -> {},
                Optional.empty()));
    }

    @AfterAll
    void stop() {
        client.shutdownNow();
        gateway.close();
        provider.close();
    }

    @Test
    void billsWholeAnswersOfGeminiForCallersOfEveryDialect() throws Exception {
        provider.says("""
                {"responseId":"r","modelVersion":"gemini-2.5-flash","candidates":[{"index":0,"finishReason":"STOP",
                 "content":{"role":"model","parts":[{"text":"Hm.","thought":true},{"text":"Yes."}]}}],"usageMetadata":%s}""".formatted(ToldStreams.GEMINI_USAGE));
        wholeAnswersCost("gemini", ToldStreams.GEMINI);
    }

    @Test
    void billsWholeAnswersOfResponsesForCallersOfEveryDialect() throws Exception {
        provider.says(StreamPieces.response("completed", ToldStreams.RESPONSES_USAGE));
        wholeAnswersCost("resp", ToldStreams.GPT);
    }

    @Test
    void billsWholeAnswersOfOpenAiAndAnthropicForCallersOfEveryDialect() throws Exception {
        provider.says("""
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-5-mini-2025-08-07","choices":[{"index":0,
                 "message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}],"usage":%s}""".formatted(ToldStreams.CHAT_USAGE));
        wholeAnswersCost("gpt", ToldStreams.GPT);
        provider.says("""
                {"id":"m","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text",
                 "text":"Yes."}],"stop_reason":"end_turn","stop_sequence":null,"usage":%s}""".formatted(ToldStreams.CLAUDE_USAGE));
        wholeAnswersCost("claude", ToldStreams.CLAUDE);
    }

    private void wholeAnswersCost(String model, long nano) throws Exception {
        for (String caller : CALLERS) {
            HttpResponse<String> answer = ask(caller, model, false);
            assertThat(answer.statusCode()).as(caller + ": " + answer.body()).isEqualTo(200);
            assertThat(entry(answer).whole("cost_nano_usd")).as(caller).hasValue(nano);
            assertThat(answer.headers().firstValue("x-signalbox-cost-usd"))
                    .as(caller)
                    .contains(entry(answer).text("cost_usd").orElseThrow());
        }
    }

    /** An answer whose report counts nothing was not free. */
    @Test
    void doesNotBelieveThatAnAnswerUsedNothing() throws Exception {
        provider.says("""
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-5-mini","choices":[{"index":0,
                 "message":{"role":"assistant","content":"Yes, of course."},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}""");
        Json.Obj entry = entry(ask("openai", "gpt", false));
        assertThat(entry.text("usage_source")).contains("estimated");
        assertThat(entry.whole("cost_nano_usd").orElseThrow()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("dev.signalbox.server.boot.ToldStreams#all")
    void billsAStreamExactlyOnceForCallersOfEveryDialect(ToldStreams.Told told) throws Exception {
        for (String caller : CALLERS) {
            provider.streams(told.pieces());
            HttpResponse<String> answer = ask(caller, told.model(), true);
            assertThat(answer.statusCode()).as(caller + ": " + answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(caller).contains("Yes.");
            Json.Obj entry = entry(answer);
            assertThat(entry.text("ended")).as(caller + ": " + answer.body()).contains("complete");
            assertThat(entry.text("usage_source"))
                    .as(caller + " " + entry)
                    .contains(told.nano().isPresent() ? "reported" : "estimated");
            if (told.nano().isPresent()) {
                assertThat(entry.whole("cost_nano_usd"))
                        .as(caller + " " + entry)
                        .hasValue(told.nano().get());
            } else {
                assertThat(entry.whole("cost_nano_usd").orElseThrow())
                        .as(caller)
                        .isPositive();
            }
            assertThat(entry.items("attempts")).hasSize(1);
        }
    }

    /** Whatever mark of the end follows on it. */
    @Test
    void aStreamWhoseModelStoppedWithAnErrorIsRecordedAsBroken() throws Exception {
        for (String caller : CALLERS) {
            provider.streams(ToldStreams.chatThatStopsWithAnError());
            Json.Obj entry = entry(ask(caller, "gpt", true));
            assertThat(entry.text("ended")).as(caller).contains("broken");
            assertThat(entry.items("attempts").getFirst())
                    .as(caller)
                    .isInstanceOfSatisfying(
                            Json.Obj.class,
                            attempt -> assertThat(attempt.text("outcome")).contains("broken"));
            assertThat(entry.whole("cost_nano_usd")).as(caller).hasValue(ToldStreams.GPT);
        }
    }

    private HttpResponse<String> ask(String caller, String model, boolean stream) throws Exception {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Well?\"}]";
        String named = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",";
        return switch (caller) {
            case "openai" -> post("/v1/chat/completions", named + messages + "}");
            case "anthropic" -> post("/v1/messages", named + "\"max_tokens\":1000," + messages + "}");
            case "responses" -> post("/v1/responses", named + "\"input\":\"Well?\"}");
            default ->
                post(
                        "/v1beta/models/" + model + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent"),
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Well?\"}]}]}");
        };
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                request(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.endpoint() + path))
                .header("authorization", "Bearer " + TestGateway.KEY);
    }

    private Json.Obj entry(HttpResponse<String> answer) throws Exception {
        String id = answer.headers().firstValue("x-signalbox-request-id").orElseThrow();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> told =
                    client.send(request("/v1/requests/" + id).build(), HttpResponse.BodyHandlers.ofString());
            if (told.statusCode() == 200) {
                return read(told.body());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no entry in time: " + told.statusCode() + " " + told.body());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static Json.Obj read(String json) throws JsonProblem {
        return JsonCodec.readObject(json.getBytes(UTF_8));
    }
}
