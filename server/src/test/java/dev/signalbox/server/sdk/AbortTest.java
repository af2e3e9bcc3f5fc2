package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.simulator.log.SimulatorStats;
import dev.signalbox.simulator.script.Pace;
import dev.signalbox.wire.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that closes its stream in the middle: the provider is released, and what was relayed is billed. */
class AbortTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WORDS = 4000;

    @BeforeEach
    void speakSlowly() {
        clients.simulator().pace(new Pace(Duration.ZERO, 200, 1));
    }

    @AfterEach
    void speakAtOnce() {
        clients.simulator().pace(Pace.atOnce());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void openAiLeaves(String model) {
        ChatCompletionCreateParams asked = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("words: " + WORDS)
                .build();
        try (com.openai.core.http.HttpResponseFor<com.openai.core.http.StreamResponse<ChatCompletionChunk>> answer =
                clients.openAi().chat().completions().withRawResponse().createStreaming(asked)) {
            try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream = answer.parse()) {
                assertThat(stream.stream().limit(8)).hasSize(8);
            }
            isLeft(answer.headers().values("x-signalbox-request-id").getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anthropicLeaves(String model) {
        MessageCreateParams asked = MessageCreateParams.builder()
                .model(model)
                .maxTokens(100_000)
                .addUserMessage("words: " + WORDS)
                .build();
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> answer =
                clients.anthropic().messages().withRawResponse().createStreaming(asked)) {
            try (StreamResponse<RawMessageStreamEvent> stream = answer.parse()) {
                assertThat(stream.stream().limit(8)).hasSize(8);
            }
            isLeft(answer.headers().values("x-signalbox-request-id").getFirst());
        }
    }

    private static void isLeft(String requestId) {
        SimulatorStats stats = clients.simulator().awaitStats(now -> now.aborted() == 1, PATIENCE);
        assertThat(stats.open()).isZero();
        Json.Obj entry = clients.entry(requestId);
        assertThat(entry.text("ended")).contains("caller_gone");
        assertThat(entry.text("usage_source")).contains("estimated");
        Json.Obj usage = entry.object("usage").orElseThrow();
        assertThat(usage.whole("input_uncached").orElseThrow()).isPositive();
        assertThat(usage.whole("output").orElseThrow()).isPositive().isLessThan(WORDS);
        assertThat(entry.whole("cost_nano_usd").orElseThrow()).isPositive();
        assertThat(clients.road().get("/metrics").body().lines()).contains("signalbox_targets_unhealthy 0.0");
    }
}
