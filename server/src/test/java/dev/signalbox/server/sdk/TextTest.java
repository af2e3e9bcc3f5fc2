package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words, with a system prompt and over several turns, by both clients to both providers. */
class TextTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static final String LONG = "echo: Naïve shortcuts cost more – ask the shunter 🚂, “twice”.\nSecond line.";

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model);
    }

    private static MessageCreateParams.Builder message(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(500);
    }

    @ToEveryProvider
    void openAiGetsTheWords(String model, boolean streamed) {
        Chat answer = Chat.ask(
                clients.openAi(),
                chat(model)
                        .addSystemMessage("You work in a signal box.")
                        .addUserMessage(LONG)
                        .build(),
                streamed);
        assertThat(answer.text()).isEqualTo(LONG.substring("echo: ".length()));
        assertThat(answer.choice().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.completion().model()).isEqualTo(OfficialClients.upstreamId(model));
        assertThat(answer.completion().id()).isNotEmpty();
        assertThat(answer.completion().created()).isPositive();
        assertThat(answer.header("x-signalbox-model")).isEqualTo(model);
        assertThat(answer.header("x-signalbox-attempts")).isEqualTo("1");
        assertThat(clients.receivedBody().toString()).contains("You work in a signal box.");
    }

    @ToEveryProvider
    void anthropicGetsTheWords(String model, boolean streamed) {
        Said answer = Said.ask(
                clients.anthropic(),
                message(model)
                        .system("You work in a signal box.")
                        .addUserMessage(LONG)
                        .build(),
                streamed);
        assertThat(answer.text()).isEqualTo(LONG.substring("echo: ".length()));
        assertThat(answer.stop()).isEqualTo("end_turn");
        assertThat(answer.message().model().asString()).isEqualTo(OfficialClients.upstreamId(model));
        assertThat(answer.message().id()).isNotEmpty();
        assertThat(answer.header("x-signalbox-model")).isEqualTo(model);
        assertThat(clients.receivedBody().toString()).contains("You work in a signal box.");
    }

    @ToEveryProvider
    void openAiGoesOnWithItsConversation(String model, boolean streamed) {
        Chat first = Chat.ask(
                clients.openAi(), chat(model).addUserMessage("echo: first").build(), streamed);
        Chat second = Chat.ask(
                clients.openAi(),
                chat(model)
                        .addUserMessage("echo: first")
                        .addMessage(first.said())
                        .addUserMessage("echo: second")
                        .build(),
                streamed);
        assertThat(second.text()).isEqualTo("second");
        assertThat(clients.receivedTurns()).hasSize(3);
    }

    @ToEveryProvider
    void anthropicGoesOnWithItsConversation(String model, boolean streamed) {
        Said first = Said.ask(
                clients.anthropic(),
                message(model).addUserMessage("echo: first").build(),
                streamed);
        Said second = Said.ask(
                clients.anthropic(),
                message(model)
                        .addUserMessage("echo: first")
                        .addMessage(first.message())
                        .addUserMessage("echo: second")
                        .build(),
                streamed);
        assertThat(second.text()).isEqualTo("second");
        assertThat(clients.receivedTurns()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void aStreamComesInPieces(String model) {
        Chat chat = Chat.ask(
                clients.openAi(), chat(model).addUserMessage("words: 30").build(), true);
        assertThat(chat.chunks()).hasSizeGreaterThan(10);
        assertThat(chat.chunks())
                .extracting(ChatCompletionChunk::id)
                .containsOnly(chat.completion().id());
        Said said = Said.ask(
                clients.anthropic(), message(model).addUserMessage("words: 30").build(), true);
        assertThat(said.events()).hasSizeGreaterThan(10);
        assertThat(said.text()).isEqualTo(chat.text());
    }

    @Test
    void openAiGetsSeveralAnswers() {
        Chat answer = Chat.ask(
                clients.openAi(),
                chat("gpt").addUserMessage("echo: thrice").n(3).build(),
                false);
        assertThat(answer.completion().choices()).hasSize(3);
    }
}
