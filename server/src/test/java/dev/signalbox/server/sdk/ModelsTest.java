package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.models.ModelInfo;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.models.Model;
import dev.signalbox.server.boot.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of models in the shape of each client, and names that are no plain words. */
class ModelsTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    @Test
    void openAiListsWhatItMayUse() {
        assertThat(clients.openAi().models().list().autoPager().stream().map(Model::id))
                .contains("gpt", "claude", "azure/gpt-4o", "sim-*");
        for (Model model : clients.openAi().models().list().data()) {
            assertThat(model.validate().created()).isPositive();
            assertThat(model.ownedBy()).isNotEmpty();
        }
        OpenAIClient other = clients.openAi(TestGateway.OTHER_KEY, 0);
        assertThat(other.models().list().data()).extracting(Model::id).containsExactly("gpt");
    }

    @Test
    void anthropicListsWhatItMayUse() {
        assertThat(clients.anthropic().models().list().autoPager().stream().map(ModelInfo::id))
                .contains("gpt", "claude", "azure/gpt-4o", "sim-*");
        for (ModelInfo model : clients.anthropic().models().list().data()) {
            assertThat(model.displayName()).isEqualTo(model.id());
            assertThat(model.createdAt()).isNotNull();
        }
        AnthropicClient other = clients.anthropic(TestGateway.OTHER_KEY, 0);
        assertThat(other.models().list().data()).extracting(ModelInfo::id).containsExactly("gpt");
        assertThat(other.models().list().hasMore()).contains(false);
    }

    @Test
    void oneModelIsFoundByItsName() {
        assertThat(clients.openAi().models().retrieve("claude").id()).isEqualTo("claude");
        assertThat(clients.anthropic().models().retrieve("gpt").id()).isEqualTo("gpt");
        assertThatThrownBy(() -> clients.openAi().models().retrieve("nothing"))
                .isInstanceOf(com.openai.errors.NotFoundException.class);
        assertThatThrownBy(() -> clients.anthropic().models().retrieve("nothing"))
                .isInstanceOf(com.anthropic.errors.NotFoundException.class);
        OpenAIClient other = clients.openAi(TestGateway.OTHER_KEY, 0);
        assertThatThrownBy(() -> other.models().retrieve("claude"))
                .isInstanceOf(com.openai.errors.OpenAIServiceException.class);
    }

    @Test
    void aNameMayHoldSlashesRawAndEncoded() {
        assertThat(clients.openAi().models().retrieve("azure/gpt-4o").id()).isEqualTo("azure/gpt-4o");
        assertThat(clients.anthropic().models().retrieve("azure/gpt-4o").id()).isEqualTo("azure/gpt-4o");
        for (String path : new String[] {"/v1/models/azure/gpt-4o", "/v1/models/azure%2Fgpt-4o"}) {
            assertThat(clients.road().get(path).body()).as(path).contains("\"id\":\"azure/gpt-4o\"");
        }
        Chat answer = Chat.ask(clients.openAi(), chat("azure/gpt-4o"), false);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.header("x-signalbox-model")).isEqualTo("azure/gpt-4o");
        assertThat(clients.received().model()).isEqualTo("sim-azure");
    }

    @Test
    void aNameThatFitsAPatternIsPassedOn() {
        Chat answer = Chat.ask(clients.openAi(), chat("sim-of-tomorrow/v2"), true);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(clients.received().model()).isEqualTo("sim-of-tomorrow/v2");
        assertThat(answer.header("x-signalbox-model")).isEqualTo("sim-of-tomorrow/v2");
        assertThat(clients.openAi().models().retrieve("sim-of-tomorrow/v2").id())
                .isEqualTo("sim-of-tomorrow/v2");
        assertThat(clients.anthropic().models().retrieve("sim-of-tomorrow/v2").id())
                .isEqualTo("sim-of-tomorrow/v2");
    }

    private static ChatCompletionCreateParams chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("echo: hello")
                .build();
    }
}
