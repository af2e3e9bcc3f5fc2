package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageTokensCount;
import com.google.genai.types.CountTokensConfig;
import com.google.genai.types.CountTokensResponse;
import dev.signalbox.server.boot.TestGateway;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of tokens by the clients for Messages and Gemini: exact where the provider counts, estimated and marked where not. */
class CountTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final String PROMPT = "How many trains may stand in one section at the same time?";

    private static MessageCountTokensParams.Builder count(String model) {
        return MessageCountTokensParams.builder()
                .model(model)
                .system("You work in a signal box.")
                .addTool(Weather.anthropic("get_weather"))
                .addUserMessage(PROMPT);
    }

    private record Got(long tokens, String kind, String model) {}

    private static Got ask(MessageCountTokensParams params) {
        try (HttpResponseFor<MessageTokensCount> answer =
                clients.anthropic().messages().withRawResponse().countTokens(params)) {
            MessageTokensCount count = answer.parse().validate();
            String kind = answer.headers().values("x-signalbox-count").getFirst();
            assertThat(count._additionalProperties().get("signalbox").toString())
                    .contains(kind);
            return new Got(
                    count.inputTokens(),
                    kind,
                    answer.headers().values("x-signalbox-model").getFirst());
        }
    }

    @Test
    void aProviderThatCountsIsAsked() {
        Got got = ask(count("claude").build());
        assertThat(got.kind()).isEqualTo("exact");
        assertThat(got.model()).isEqualTo("claude");
        assertThat(clients.received().path()).isEqualTo("/v1/messages/count_tokens");
        assertThat(clients.receivedBody().text("model")).contains("sim-claude");
        assertThat(clients.receivedBody().find("max_tokens")).isEmpty();
        Said said = Said.ask(
                clients.anthropic(),
                MessageCreateParams.builder()
                        .model("claude")
                        .maxTokens(100)
                        .system("You work in a signal box.")
                        .addTool(Weather.anthropic("get_weather"))
                        .addUserMessage(PROMPT)
                        .build(),
                false);
        assertThat(got.tokens()).isEqualTo(said.message().usage().inputTokens());
    }

    @Test
    void aProviderThatDoesNotCountIsNotAsked() {
        Got got = ask(count("gpt").build());
        assertThat(got.kind()).isEqualTo("estimated");
        assertThat(got.model()).isEqualTo("gpt");
        assertThat(got.tokens()).isBetween(20L, 200L);
        assertThat(clients.simulator().stats().requests()).isZero();
        assertThat(clients.road().get("/metrics").body())
                .contains("signalbox_token_counts_total")
                .contains("why=\"not_offered\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "401", "cut", "garbage"})
    void aCountThatFailsIsEstimated(String fault) {
        clients.simulator().script(fault);
        Got got = ask(count("claude").build());
        assertThat(got.kind()).isEqualTo("estimated");
        assertThat(got.tokens()).isPositive();
        clients.simulator().clearFaults();
        Said said = Said.ask(
                clients.anthropic(),
                MessageCreateParams.builder()
                        .model("claude")
                        .maxTokens(9)
                        .addUserMessage("x")
                        .build(),
                false);
        assertThat(said.header("x-signalbox-attempts"))
                .as("the target's health")
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"nobody, 404", "claude, 401"})
    void aCountIsRefusedLikeARequest(String model, int status) {
        var client = status == 401 ? clients.anthropic("sbx_nobodys", 0) : clients.anthropic();
        AnthropicServiceException failure = catchThrowableOfType(
                AnthropicServiceException.class,
                () -> client.messages().countTokens(count(model).build()));
        assertThat(failure.statusCode()).isEqualTo(status);
    }

    @Test
    void whoMayNotUseAModelMayNotCountForItEither() {
        AnthropicServiceException failure = catchThrowableOfType(
                AnthropicServiceException.class,
                () -> clients.anthropic(TestGateway.OTHER_KEY, 0)
                        .messages()
                        .countTokens(count("claude").build()));
        assertThat(failure.statusCode()).isEqualTo(403);
    }

    @Test
    void whatTheProviderFindsWrongIsTold() {
        clients.simulator().script("400");
        AnthropicServiceException failure = catchThrowableOfType(
                AnthropicServiceException.class,
                () -> clients.anthropic().messages().countTokens(count("claude").build()));
        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.headers().values("x-signalbox-provider")).containsExactly("claude");
    }

    @ParameterizedTest
    @CsvSource({"gpt, estimated", "claude, exact", "gemini, exact"})
    void googlesClientCountsToo(String model, String kind) {
        CountTokensResponse answer = clients.google()
                .models
                .countTokens(model, PROMPT, CountTokensConfig.builder().build());
        assertThat(answer.totalTokens().orElseThrow()).isPositive();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.sdkHttpResponse().orElseThrow().headers().ifPresent(headers::putAll);
        assertThat(headers.get("x-signalbox-count")).isEqualTo(kind);
        assertThat(headers.get("x-signalbox-model")).isEqualTo(model);
    }

    @Test
    void googlesModelsCountForMessages() {
        Got got = ask(count("gemini").build());
        assertThat(got.kind()).isEqualTo("exact");
        assertThat(clients.received().path()).isEqualTo("/v1beta/models/sim-gemini-3-flash:countTokens");
        assertThat(clients.received().bodyText())
                .contains("generateContentRequest", "models/sim-gemini-3-flash", "get_weather", "signal box");
        Said said = Said.ask(
                clients.anthropic(),
                MessageCreateParams.builder()
                        .model("gemini")
                        .maxTokens(100)
                        .system("You work in a signal box.")
                        .addTool(Weather.anthropic("get_weather"))
                        .addUserMessage(PROMPT)
                        .build(),
                false);
        assertThat(got.tokens()).isEqualTo(said.message().usage().inputTokens());
        clients.simulator().script("503");
        assertThat(ask(count("gemini").build()).kind()).isEqualTo("estimated");
    }

    @Test
    void aWrappedRequestIsCountedWhole() {
        String wrapped =
                "{\"generateContentRequest\":{\"model\":\"models/claude\",\"contents\":[{\"parts\":[{\"text\":\""
                        + PROMPT + "\"}]}]}}";
        HttpResponse<String> answer = clients.road().post("/v1beta/models/claude:countTokens", wrapped);
        assertThat(answer.body()).contains("\"totalTokens\":").contains("\"count\":\"exact\"");
        assertThat(clients.receivedBody().toString()).contains(PROMPT);
        assertThat(clients.road()
                        .post("/v1beta/models/claude:countTokens", "{}")
                        .body())
                .contains("INVALID_ARGUMENT");
    }
}
