package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that another model goes on with, as the official clients put them together. */
class ContinuedTest {
    private static final String WORDS = "one two three four five six seven eight nine ten";

    private TestGateway road;
    private OpenAIClient openAi;
    private AnthropicClient anthropic;

    @BeforeEach
    void start() {
        road = TestGateway.withRoutes("""
                pair: { strategy: priority, on-cut: continue, targets: [{ model: claude }, { model: claude-b, priority: 1 }] }
                """);
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
        road.simulator.script("cut:at=7,times=1,model=sim-claude");
    }

    @AfterEach
    void stop() {
        openAi.close();
        anthropic.close();
        road.close();
    }

    @Test
    void looksWholeToTheClientOfOpenAi() {
        Chat chat = Chat.ask(
                openAi,
                ChatCompletionCreateParams.builder()
                        .model("pair")
                        .addUserMessage("echo: " + WORDS)
                        .build(),
                true);
        assertThat(chat.text()).isEqualTo(WORDS);
        assertThat(chat.choice().finishReason().asString()).isEqualTo("stop");
        assertThat(chat.chunks().stream().map(ChatCompletionChunk::id).distinct())
                .hasSize(1);
        assertThat(chat.completion().usage().orElseThrow().completionTokens()).isPositive();
        assertThat(road.simulator.stats().requests("sim-claude-b")).isOne();
    }

    @Test
    void looksWholeToTheClientOfAnthropic() {
        Said said = Said.ask(
                anthropic,
                MessageCreateParams.builder()
                        .model("pair")
                        .maxTokens(500)
                        .addUserMessage("echo: " + WORDS)
                        .build(),
                true);
        assertThat(said.text()).isEqualTo(WORDS);
        assertThat(said.stop()).isEqualTo("end_turn");
        assertThat(said.message().content()).hasSize(1);
        assertThat(road.simulator.stats().requests("sim-claude-b")).isOne();
    }
}
