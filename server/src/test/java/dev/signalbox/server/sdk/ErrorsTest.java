package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure becomes the exception that the client has for it. */
class ErrorsTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("echo: one two three four five six seven eight")
                .build();
    }

    private static MessageCreateParams message(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .addUserMessage("echo: one two three four five six seven eight")
                .build();
    }

    private static OpenAIServiceException openAiFails(OpenAIClient client, String model, boolean streamed) {
        return catchThrowableOfType(OpenAIServiceException.class, () -> Chat.ask(client, chat(model), streamed));
    }

    private static AnthropicServiceException anthropicFails(AnthropicClient client, String model, boolean streamed) {
        return catchThrowableOfType(AnthropicServiceException.class, () -> Said.ask(client, message(model), streamed));
    }

    /** What a provider answers, and what the clients make of what they get. */
    @ParameterizedTest
    @CsvSource({
        "400, 400, BadRequest, 400, BadRequest",
        "401, 502, InternalServer, 502, InternalServer",
        "402, 402, UnexpectedStatusCode, 402, PaymentRequired",
        "403, 502, InternalServer, 502, InternalServer",
        "404, 404, NotFound, 404, NotFound",
        "409, 409, UnexpectedStatusCode, 409, Conflict",
        "413, 413, UnexpectedStatusCode, 413, ContentTooLarge",
        "422, 422, UnprocessableEntity, 422, UnprocessableEntity",
        "429, 429, RateLimit, 429, RateLimit",
        "500, 500, InternalServer, 500, InternalServer",
        "502, 502, InternalServer, 502, InternalServer",
        "503, 503, InternalServer, 503, ServiceUnavailable",
        "504, 504, InternalServer, 504, GatewayTimeout",
        "529, 503, InternalServer, 529, Overloaded"
    })
    void anErrorOfAProviderBecomesTheExceptionForIt(
            String fault, int openAiStatus, String openAiName, int anthropicStatus, String anthropicName) {
        clients.simulator().script(fault);
        for (String model : new String[] {"gpt", "claude"}) {
            for (boolean streamed : new boolean[] {false, true}) {
                OpenAIServiceException openAi = openAiFails(clients.openAi(), model, streamed);
                assertThat(openAi.getClass().getSimpleName()).as(model).isEqualTo(openAiName + "Exception");
                assertThat(openAi.statusCode()).as(model).isEqualTo(openAiStatus);
                assertThat(openAi.type()).as(model).isPresent();
                assertThat(openAi.code()).as(model).isPresent();
                assertThat(openAi.headers().values("x-signalbox-provider-status"))
                        .containsExactly(fault);
                assertThat(openAi.body().toString()).contains("source=provider");

                AnthropicServiceException anthropic = anthropicFails(clients.anthropic(), model, streamed);
                assertThat(anthropic.getClass().getSimpleName()).as(model).isEqualTo(anthropicName + "Exception");
                assertThat(anthropic.statusCode()).as(model).isEqualTo(anthropicStatus);
                assertThat(anthropic.type()).as(model).isPresent();
                assertThat(anthropic.requestId()).as(model).isPresent();
                assertThat(anthropic.body().toString()).contains("source=provider");
            }
        }
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void aWrongKeyIsUnauthorized(boolean streamed) {
        OpenAIServiceException openAi = openAiFails(clients.openAi("sbx_nobody", 2), "gpt", streamed);
        assertThat(openAi).isInstanceOf(com.openai.errors.UnauthorizedException.class);
        assertThat(openAi.code()).contains("invalid_api_key");
        assertThat(openAi.getMessage()).doesNotContain("sbx_nobody");
        AnthropicServiceException anthropic = anthropicFails(clients.anthropic("sbx_nobody", 2), "claude", streamed);
        assertThat(anthropic).isInstanceOf(com.anthropic.errors.UnauthorizedException.class);
        assertThat(anthropic.type().orElseThrow().asString()).isEqualTo("authentication_error");
        assertThat(clients.simulator().stats().requests()).isZero();
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void aModelOfOthersIsPermissionDenied(boolean streamed) {
        assertThat(openAiFails(clients.openAi(TestGateway.OTHER_KEY, 0), "claude", streamed))
                .isInstanceOf(com.openai.errors.PermissionDeniedException.class);
        assertThat(anthropicFails(clients.anthropic(TestGateway.OTHER_KEY, 0), "claude", streamed))
                .isInstanceOf(com.anthropic.errors.PermissionDeniedException.class);
        assertThat(clients.simulator().stats().requests()).isZero();
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void aModelThatNobodyHasIsNotFound(boolean streamed) {
        OpenAIServiceException openAi = openAiFails(clients.openAi(), "nothing/like-it", streamed);
        assertThat(openAi).isInstanceOf(com.openai.errors.NotFoundException.class);
        assertThat(openAi.code()).contains("model_not_found");
        assertThat(openAi.param()).contains("model");
        assertThat(anthropicFails(clients.anthropic(), "nothing/like-it", streamed))
                .isInstanceOf(com.anthropic.errors.NotFoundException.class);
    }

    @Test
    void aRequestThatIsWrongIsABadRequestOfTheGateway() {
        OpenAIServiceException e = catchThrowableOfType(
                OpenAIServiceException.class,
                () -> clients.openAi()
                        .chat()
                        .completions()
                        .create(chat("claude").toBuilder()
                                .putAdditionalBodyProperty("tools", com.openai.core.JsonValue.from("none"))
                                .build()));
        assertThat(e).isInstanceOf(BadRequestException.class);
        assertThat(e.param()).contains("tools");
        assertThat(e.body().toString()).contains("source=gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anErrorInTheMiddleOfAStreamIsAnException(String model) {
        for (String fault : new String[] {"error:after=5,status=500", "cut:at=5", "garbage:after=5"}) {
            clients.simulator().clearFaults();
            clients.simulator().script(fault);
            OpenAIServiceException openAi = openAiFails(clients.openAi(), model, true);
            assertThat(openAi).as(fault).isInstanceOf(com.openai.errors.SseException.class);
            assertThat(openAi.type()).as(fault).isPresent();
            AnthropicServiceException anthropic = anthropicFails(clients.anthropic(), model, true);
            assertThat(anthropic).as(fault).isInstanceOf(com.anthropic.errors.SseException.class);
            assertThat(anthropic.type()).as(fault).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void clientsDoNotRepeatWhatCannotSucceed(String model) {
        OpenAIClient openAi = clients.openAi(TestGateway.KEY, 2);
        AnthropicClient anthropic = clients.anthropic(TestGateway.KEY, 2);
        for (String fault : new String[] {"401", "403", "409"}) {
            clients.simulator().clearFaults();
            clients.simulator().reset();
            clients.simulator().script(fault);
            assertThat(openAiFails(openAi, model, false).headers().values("x-should-retry"))
                    .containsExactly("false");
            anthropicFails(anthropic, model, false);
            assertThat(clients.simulator().stats().requests()).as(fault).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void clientsRepeatWhatMaySucceedLater(String model) {
        OpenAIClient openAi = clients.openAi(TestGateway.KEY, 1);
        AnthropicClient anthropic = clients.anthropic(TestGateway.KEY, 1);
        clients.simulator().script("503:times=1");
        assertThat(Chat.ask(openAi, chat(model), true).text()).startsWith("one two");
        clients.simulator().script("429:times=1,retry-after=100ms");
        assertThat(Said.ask(anthropic, message(model), true).text()).startsWith("one two");
        assertThat(clients.simulator().stats().requests()).isEqualTo(4);
    }
}
