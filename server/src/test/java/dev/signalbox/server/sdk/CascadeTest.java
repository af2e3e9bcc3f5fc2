package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that took the place of others, as the official client puts them together. */
class CascadeTest {
    private TestGateway road;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        road = TestGateway.withRoutes("""
                best: { strategy: cascade, targets: [{ model: gpt }, { model: claude }], escalate: { says: "do not know" } }
                """);
        client = OpenAIOkHttpClient.builder()
                .baseUrl(road.uri("/v1").toString())
                .apiKey(TestGateway.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        road.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lookLikeAnyOther(boolean streamed) {
        Chat chat = ask("I do not know", streamed);
        assertThat(chat.text()).isEqualTo("I do not know");
        assertThat(chat.choice().finishReason().asString()).isEqualTo("stop");
        assertThat(chat.chunks().stream().map(ChatCompletionChunk::id).distinct())
                .hasSize(streamed ? 1 : 0);
        assertThat(road.simulator.stats().requests("sim-gpt")).isOne();
        assertThat(road.simulator.stats().requests("sim-claude")).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areHeldBackWithoutATrace(boolean streamed) {
        Chat chat = ask("one two three", streamed);
        assertThat(chat.text()).isEqualTo("one two three");
        assertThat(road.simulator.stats().requests("sim-claude")).isZero();
    }

    private Chat ask(String words, boolean streamed) {
        return Chat.ask(
                client,
                ChatCompletionCreateParams.builder()
                        .model("best")
                        .addUserMessage("echo: " + words)
                        .build(),
                streamed);
    }
}
