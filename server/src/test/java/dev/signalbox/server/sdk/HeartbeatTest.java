package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.TestGateway;
import dev.signalbox.simulator.script.Pace;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments in silent streams: there for whatever is on the way, and nothing to the official clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeartbeatTest {
    private static final String COMMENT = ": keep-alive\n\n";
    private static final String EARLY = "slow-head:delay=150ms,times=1";

    private TestGateway road;
    private OpenAIClient openAi;
    private AnthropicClient anthropic;

    @BeforeAll
    void start() {
        road = TestGateway.withServer(
                ", heartbeat: 20ms, early-heartbeat: true", ", retry: { attempts: 0 }, timeouts: { first-byte: 1s }");
        openAi = OpenAIOkHttpClient.builder()
                .baseUrl(road.uri("/v1").toString())
                .apiKey(TestGateway.KEY)
                .maxRetries(0)
                .build();
        anthropic = AnthropicOkHttpClient.builder()
                .baseUrl(road.uri("").toString())
                .apiKey(TestGateway.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void stop() {
        openAi.close();
        anthropic.close();
        road.close();
    }

    @BeforeEach
    void forget() {
        road.simulator.clearFaults();
        road.simulator.reset();
        road.simulator.pace(Pace.of(Duration.ZERO, 15));
    }

    private HttpResponse<String> ask(String model, String words) {
        return road.post("/v1/chat/completions", """
                {"model":"%s","stream":true,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, words));
    }

    @Test
    void standBetweenEventsOfASilentStream() {
        String body = ask("gpt", "words: 6").body();
        assertThat(body).contains(COMMENT).endsWith("data: [DONE]\n\n");
        for (String event : body.split("\n\n")) {
            assertThat(event).matches("(?s)(: keep-alive|data: (\\{.*}|\\[DONE]))");
        }
    }

    @Test
    void areNotWrittenWhileEventsCome() {
        road.simulator.pace(Pace.atOnce());
        assertThat(ask("gpt", "words: 6").body()).doesNotContain("keep-alive").contains("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void areNothingToTheOfficialClients(String model) {
        road.simulator.script(EARLY);
        Chat chat = Chat.ask(
                openAi,
                ChatCompletionCreateParams.builder()
                        .model(model)
                        .addUserMessage("words: 5")
                        .build(),
                true);
        Said said = Said.ask(
                anthropic,
                MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(100)
                        .addUserMessage("words: 5")
                        .build(),
                true);
        assertThat(chat.text()).isNotEmpty().isEqualTo(said.text());
    }

    @Test
    void comeBeforeTheFirstTokenAndDoNotStopAFailover() {
        road.simulator.script("slow-head:delay=150ms,model=sim-gpt,times=1");
        HttpResponse<String> slow = ask("gpt", "words: 3");
        assertThat(slow.statusCode()).isEqualTo(200);
        assertThat(slow.body()).startsWith(COMMENT).endsWith("data: [DONE]\n\n");
        assertThat(slow.headers().firstValue("x-signalbox-request-id")).isPresent();
        assertThat(slow.headers().firstValue("x-signalbox-model")).isEmpty();
    }

    @Test
    void afterAnEarlyHeadAFailureIsTheLastEvent() {
        road.simulator.script("stall");
        HttpResponse<String> answer = road.post("/v1/chat/completions", """
                {"model":"gpt","stream":true,"messages":[{"role":"user","content":"hi"}]}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith(COMMENT).contains("\"error\"").doesNotContain("[DONE]");
        RuntimeException told = catchThrowableOfType(
                RuntimeException.class,
                () -> Chat.ask(
                        openAi,
                        ChatCompletionCreateParams.builder()
                                .model("gpt")
                                .addUserMessage("hi")
                                .build(),
                        true));
        assertThat(told).isNotNull();
    }

    @Test
    void areNotPartOfAJsonArray() {
        HttpResponse<String> answer = road.post("/v1beta/models/gpt:streamGenerateContent", """
                {"contents":[{"role":"user","parts":[{"text":"words: 5"}]}]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("[").endsWith("]").doesNotContain("keep-alive");
    }

    @Test
    void aQuickRefusalKeepsItsStatus() {
        assertThat(ask("nobody", "hi").statusCode()).isEqualTo(404);
    }
}
