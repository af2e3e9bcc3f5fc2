package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import dev.signalbox.server.boot.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's OpenAI module, as it comes: chat, streams, tools, JSON schema and errors. */
class LangChain4jTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static OpenAiChatModel model(String name, String key) {
        return OpenAiChatModel.builder()
                .baseUrl(clients.road().uri("/v1").toString())
                .apiKey(key)
                .modelName(name)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static ChatRequest request(String text) {
        return ChatRequest.builder()
                .messages(SystemMessage.from("You work in a signal box."), UserMessage.from(text))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini"})
    void chats(String model) {
        ChatResponse answer = model(model, TestGateway.KEY).chat(request("echo: line clear"));
        assertThat(answer.aiMessage().text()).isEqualTo("line clear");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
        assertThat(clients.receivedBody().toString()).contains("You work in a signal box.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini"})
    void streams(String model) throws Exception {
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(clients.road().uri("/v1").toString())
                .apiKey(TestGateway.KEY)
                .modelName(model)
                .build();
        List<String> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        streaming.chat(
                request("echo: two bells were received and two were sent back"), new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        pieces.add(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse answer) {
                        done.complete(answer);
                    }

                    @Override
                    public void onError(Throwable error) {
                        done.completeExceptionally(error);
                    }
                });
        ChatResponse answer = done.get(20, TimeUnit.SECONDS);
        assertThat(String.join("", pieces)).isEqualTo("two bells were received and two were sent back");
        assertThat(pieces).hasSizeGreaterThan(3);
        assertThat(answer.aiMessage().text()).isEqualTo(String.join("", pieces));
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
    }

    /** What the model may call. */
    static final class Instruments {
        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Tool("Tells the weather of a city")
        String getWeather(@P("the city") String city) {
            asked.add(city);
            return "rain, 11 degrees";
        }
    }

    /** A service that LangChain4j makes. */
    interface Signalman {
        String answer(String question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini", "gemini-old"})
    void callsToolsForAService(String model) {
        Instruments instruments = new Instruments();
        Signalman signalman = AiServices.builder(Signalman.class)
                .chatModel(model(model, TestGateway.KEY))
                .tools(instruments)
                .build();
        assertThat(signalman.answer("use getWeather for Delft")).isEqualTo("The tool says: rain, 11 degrees");
        assertThat(instruments.asked).hasSize(1).doesNotContainNull();
        assertThat(clients.simulator().stats().requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini"})
    void answersInTheFormOfASchema(String model) {
        JsonObjectSchema schema = JsonObjectSchema.builder()
                .addStringProperty("name")
                .addIntegerProperty("track")
                .required("name", "track")
                .additionalProperties(false)
                .build();
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder().name("Stop").rootElement(schema).build())
                .build();
        ChatResponse answer = model(model, TestGateway.KEY)
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("a stop"))
                        .responseFormat(format)
                        .build());
        assertThat(OfficialClients.read(answer.aiMessage().text()).text("name")).isPresent();
        assertThat(OfficialClients.read(answer.aiMessage().text()).find("track"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude", "gemini"})
    void getsTheExceptionForAnError(String model) {
        OpenAiChatModel chat = model(model, TestGateway.KEY);
        clients.simulator().script("429:retry-after=20ms");
        assertThatThrownBy(() -> chat.chat("hello")).isInstanceOf(RateLimitException.class);
        clients.simulator().clearFaults();
        clients.simulator().script("400:times=1");
        assertThatThrownBy(() -> chat.chat("hello")).isInstanceOf(InvalidRequestException.class);
        assertThat(chat.chat("echo: again")).isEqualTo("again");
    }

    @Test
    void isToldWhoMayNotAndWhatIsNotThere() {
        assertThatThrownBy(() -> model("gpt", "sbx_nobodys").chat("hello")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> model("nothing", TestGateway.KEY).chat("hello"))
                .isInstanceOf(ModelNotFoundException.class);
    }
}
