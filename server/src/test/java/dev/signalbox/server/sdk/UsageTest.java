package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Usage;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer used and cost: to the caller, in the header, in the ledger. */
class UsageTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    /** Dollars per million tokens, as the configuration of the test has them. */
    private record Rates(String input, String cached, String output) {
        private static Rates of(String model) {
            return model.equals("gpt") ? new Rates("1", "0.1", "2") : new Rates("3", "0.3", "15");
        }

        private String dollars(long uncached, long read, long written) {
            return dollars(uncached, read, 0, written);
        }

        private String dollars(long uncached, long read, long stored, long written) {
            BigDecimal sum = new BigDecimal(input)
                    .multiply(BigDecimal.valueOf(uncached + stored))
                    .add(new BigDecimal(cached).multiply(BigDecimal.valueOf(read)))
                    .add(new BigDecimal(output).multiply(BigDecimal.valueOf(written)));
            return sum.movePointLeft(6).stripTrailingZeros().toPlainString();
        }
    }

    private static ChatCompletionCreateParams chat(String model, String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(prompt)
                .build();
    }

    private static MessageCreateParams message(String model, String prompt) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(500)
                .addUserMessage(prompt)
                .build();
    }

    private static long count(Json.Obj entry, String name) {
        return entry.object("usage").orElseThrow().whole(name).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void openAiPaysTheSameWholeAndStreamed(String model) {
        Chat whole = Chat.ask(clients.openAi(), chat(model, "words: 40"), false);
        Chat streamed = Chat.ask(clients.openAi(), chat(model, "words: 40"), true);
        CompletionUsage usage = whole.usage();
        assertThat(usage.promptTokens()).isPositive();
        assertThat(usage.completionTokens()).isGreaterThan(20);
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
        assertThat(streamed.usage()).isEqualTo(usage);

        String cost = Rates.of(model).dollars(usage.promptTokens(), 0, usage.completionTokens());
        assertThat(whole.header("x-signalbox-cost-usd")).isEqualTo(cost);
        for (Chat each : List.of(whole, streamed)) {
            Json.Obj entry = clients.entry(each.requestId());
            assertThat(entry.text("cost_usd")).contains(cost);
            assertThat(entry.text("usage_source")).contains("reported");
            assertThat(entry.text("ended")).contains("complete");
            assertThat(count(entry, "input_uncached")).isEqualTo(usage.promptTokens());
            assertThat(count(entry, "output")).isEqualTo(usage.completionTokens());
            assertThat(entry.text("model")).contains(model);
            assertThat(entry.text("upstream_model")).contains("sim-" + model);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anthropicPaysTheSameWholeAndStreamed(String model) {
        Said whole = Said.ask(clients.anthropic(), message(model, "words: 40"), false);
        Said streamed = Said.ask(clients.anthropic(), message(model, "words: 40"), true);
        Usage usage = whole.message().usage();
        assertThat(usage.inputTokens()).isPositive();
        assertThat(usage.outputTokens()).isGreaterThan(20);
        assertThat(streamed.message().usage().inputTokens()).isEqualTo(usage.inputTokens());
        assertThat(streamed.message().usage().outputTokens()).isEqualTo(usage.outputTokens());

        String cost = Rates.of(model).dollars(usage.inputTokens(), 0, usage.outputTokens());
        assertThat(whole.header("x-signalbox-cost-usd")).isEqualTo(cost);
        for (Said each : List.of(whole, streamed)) {
            Json.Obj entry = clients.entry(each.requestId());
            assertThat(entry.text("cost_usd")).contains(cost);
            assertThat(count(entry, "input_uncached")).isEqualTo(usage.inputTokens());
            assertThat(count(entry, "output")).isEqualTo(usage.outputTokens());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void aStreamWithoutTheWishForUsageIsBilledAllTheSame(String model) {
        String id;
        try (var answer =
                clients.openAi().chat().completions().withRawResponse().createStreaming(chat(model, "words: 40"))) {
            id = answer.headers().values("x-signalbox-request-id").getFirst();
            try (var stream = answer.parse()) {
                assertThat(stream.stream().filter(chunk -> chunk.usage().isPresent()))
                        .isEmpty();
            }
        }
        Json.Obj entry = clients.entry(id);
        Chat whole = Chat.ask(clients.openAi(), chat(model, "words: 40"), false);
        assertThat(entry.text("cost_usd")).contains(whole.header("x-signalbox-cost-usd"));
        assertThat(entry.text("usage_source")).contains("reported");
    }

    @ToEveryProvider
    void reasoningIsCounted(String model, boolean streamed) {
        Chat answer = Chat.ask(
                clients.openAi(),
                chat(model, "echo: hm").toBuilder()
                        .reasoningEffort(ReasoningEffort.LOW)
                        .build(),
                streamed);
        long reasoning = answer.usage()
                .completionTokensDetails()
                .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
                .orElse(0L);
        assertThat(reasoning).isPositive().isLessThan(answer.usage().completionTokens());
        assertThat(count(clients.entry(answer.requestId()), "reasoning")).isEqualTo(reasoning);
    }

    @Test
    void tokensOfAnthropicsCacheAreToldAndPricedApart() {
        MessageCreateParams asked = MessageCreateParams.builder()
                .model("claude")
                .maxTokens(500)
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text("You work in a signal box, day and night. ".repeat(20))
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()))
                .addUserMessage("echo: hello")
                .build();
        for (boolean streamed : new boolean[] {false, true, false}) {
            Said answer = Said.ask(clients.anthropic(), asked, streamed);
            Usage usage = answer.message().usage();
            long read = usage.cacheReadInputTokens().orElse(0L);
            long stored = usage.cacheCreationInputTokens().orElse(0L);
            assertThat(read + stored).isGreaterThan(100);
            Json.Obj entry = clients.entry(answer.requestId());
            assertThat(count(entry, "input_uncached")).isEqualTo(usage.inputTokens());
            assertThat(count(entry, "cache_read")).isEqualTo(read);
            assertThat(count(entry, "cache_write_5m")).isEqualTo(stored);
            assertThat(entry.text("cost_usd"))
                    .contains(Rates.of("claude").dollars(usage.inputTokens(), read, stored, usage.outputTokens()));
        }
        assertThat(clients.simulator().stats().requests()).isEqualTo(3);
    }

    @Test
    void tokensOfOpenAisCacheAreToldAndPricedApart() {
        ChatCompletionCreateParams asked = ChatCompletionCreateParams.builder()
                .model("gpt")
                .promptCacheKey("shift")
                .addSystemMessage("You work in a signal box, day and night. ".repeat(40))
                .addUserMessage("echo: hello")
                .build();
        Chat.ask(clients.openAi(), asked, false);
        for (boolean streamed : new boolean[] {false, true}) {
            Chat answer = Chat.ask(clients.openAi(), asked, streamed);
            long cached = answer.usage()
                    .promptTokensDetails()
                    .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                    .orElse(0L);
            assertThat(cached).isPositive();
            Json.Obj entry = clients.entry(answer.requestId());
            assertThat(count(entry, "cache_read")).isEqualTo(cached);
            assertThat(entry.text("cost_usd"))
                    .contains(Rates.of("gpt")
                            .dollars(
                                    answer.usage().promptTokens() - cached,
                                    cached,
                                    answer.usage().completionTokens()));
        }
    }

    @Test
    void anUnknownPriceIsUnknown() {
        Chat answer = Chat.ask(clients.openAi(), chat("unpriced", "echo: hello"), false);
        assertThat(answer.header("x-signalbox-cost-usd")).isEqualTo("unknown");
        assertThat(clients.entry(answer.requestId()).text("cost_usd")).contains("unknown");
    }
}
