package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.LearnedModels;
import dev.signalbox.server.boot.TestGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A learned route as the official client sees it, with Azure's fields as further ones of the body. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedTest {
    private static TestGateway road;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        road = TestGateway.withRoutes(LearnedModels.route("auto", ""));
        client = OpenAIOkHttpClient.builder()
                .baseUrl(road.uri("/v1").toString())
                .apiKey(TestGateway.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        road.close();
    }

    private static ChatCompletionCreateParams asking(Map<String, Object> wishes) {
        return ChatCompletionCreateParams.builder()
                .model("auto")
                .addUserMessage("echo: one two three")
                .putAdditionalHeader("Foundry-Features", "ModelRouterControls=V1Preview")
                .putAdditionalBodyProperty("routing_config", JsonValue.from(wishes))
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @SuppressWarnings("deprecation") // there is no other way to fields that the client does not know
    void readsWhatWasPickedBesideTheAnswer(boolean streamed) {
        Chat chat = Chat.ask(client, asking(Map.of("mode", "cost", "models", List.of("gpt-b", "gpt"))), streamed);
        assertThat(chat.text()).isEqualTo("one two three");
        List<JsonValue> told = streamed
                ? chat.chunks().stream()
                        .map(ChatCompletionChunk::_additionalProperties)
                        .flatMap(fields -> Stream.ofNullable(fields.get("model_selection_details")))
                        .toList()
                : List.of(chat.completion()._additionalProperties().get("model_selection_details"));
        assertThat(told)
                .singleElement()
                .satisfies(details -> assertThat(details.toString())
                        .contains("model_router_details")
                        .contains("mode=cost")
                        .contains("decision=")
                        .contains("sim-gpt"));
        assertThat(chat.completion().model()).startsWith("sim-gpt");
    }

    @Test
    void getsItsOwnExceptionForAWrongWish() {
        BadRequestException refused = Assertions.assertThrows(
                BadRequestException.class, () -> client.chat().completions().create(asking(Map.of("mode", "fast"))));
        assertThat(refused.code()).contains("invalid_routing_config");
    }
}
