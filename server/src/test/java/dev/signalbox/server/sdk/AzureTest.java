package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.server.boot.TestGateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's client as it is set up for Azure: deployments in the path, or the newer path without them. */
class AzureTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("echo: hello there")
                .build();
    }

    @ParameterizedTest(name = "{0} {1}, streamed: {2}")
    @CsvSource({
        "LEGACY,gpt,false", "LEGACY,claude,true", "LEGACY,azure/gpt-4o,false",
        "UNIFIED,gpt,true", "UNIFIED,claude,false", "UNIFIED,azure/gpt-4o,true"
    })
    void isServed(AzureUrlPathMode mode, String model, boolean streamed) {
        OpenAIClient client = clients.azure(mode, AzureOpenAIServiceVersion.latestStableVersion());
        Chat answer = Chat.ask(client, chat(model), streamed);
        assertThat(answer.text()).isEqualTo("hello there");
        assertThat(answer.header("x-signalbox-model")).isEqualTo(model);
        assertThat(clients.entry(answer.requestId()).text("dialect")).contains("openai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10-21", "2099-01-01-preview", "gpt-5.1-2025-11-13"})
    void anyVersionIsAccepted(String version) {
        OpenAIClient client = clients.azure(AzureUrlPathMode.LEGACY, AzureOpenAIServiceVersion.fromString(version));
        assertThat(Chat.ask(client, chat("claude"), false).text()).isEqualTo("hello there");
    }

    @Test
    void thePathGoesBeforeTheBody() {
        String body = """
                {"model": "claude", "messages": [{"role": "user", "content": "echo: hello"}]}""";
        HttpResponse<String> answer = clients.road()
                .post("/openai/deployments/gpt/chat/completions?api-version=x", body, "api-key", TestGateway.KEY);
        assertThat(answer.headers().firstValue("x-signalbox-model")).contains("gpt");
        assertThat(clients.received().model()).isEqualTo("sim-gpt");
        HttpResponse<String> silent = clients.road()
                .post(
                        "/openai/deployments/azure%2Fgpt-4o/chat/completions",
                        body.replace("\"model\": \"claude\", ", ""), "api-key", TestGateway.KEY);
        assertThat(silent.headers().firstValue("x-signalbox-model")).contains("azure/gpt-4o");
    }

    @Test
    void modelsAreListedAndErrorsAreOpenAis() {
        for (String path : new String[] {"/openai/v1/models", "/openai/models?api-version=2024-10-21"}) {
            assertThat(clients.road().get(path, "api-key", TestGateway.KEY).body())
                    .contains("\"object\":\"list\"", "azure/gpt-4o");
        }
        OpenAIClient client = clients.azure(AzureUrlPathMode.LEGACY, AzureOpenAIServiceVersion.latestStableVersion());
        assertThatThrownBy(() -> Chat.ask(client, chat("nothing"), false))
                .isInstanceOf(com.openai.errors.NotFoundException.class);
        HttpResponse<String> wrong = clients.road().post("/openai/deployments/gpt/nonsense", "{}");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).startsWith("{\"error\":{");
    }
}
