package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why an answer ends, in the words of each client. */
class StopTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams.Builder chat(String model, String prompt) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
    }

    private static MessageCreateParams.Builder message(String model, String prompt) {
        return MessageCreateParams.builder().model(model).maxTokens(500).addUserMessage(prompt);
    }

    private static String finish(Chat answer) {
        return answer.choice().finishReason().asString();
    }

    /** What two tokens are enough for: Google's model thinks unasked, and its thoughts count. */
    static String twoWords(String model) {
        return model.equals("gemini") ? "" : "one two ";
    }

    @ToEveryProvider
    void anAnswerThatIsTooLongEndsWithLength(String model, boolean streamed) {
        Chat chat = Chat.ask(
                clients.openAi(),
                chat(model, "echo: one two three four five")
                        .maxCompletionTokens(2)
                        .build(),
                streamed);
        assertThat(finish(chat)).isEqualTo("length");
        assertThat(chat.text()).isEqualTo(twoWords(model));
        Said said = Said.ask(
                clients.anthropic(),
                message(model, "echo: one two three four five").maxTokens(2).build(),
                streamed);
        assertThat(said.stop()).isEqualTo("max_tokens");
        assertThat(said.text()).isEqualTo(twoWords(model));
    }

    @ToEveryProvider
    void anAnswerEndsBeforeAStopSequence(String model, boolean streamed) {
        Chat chat = Chat.ask(
                clients.openAi(),
                chat(model, "echo: one two three four").stop("three").build(),
                streamed);
        assertThat(finish(chat)).isEqualTo("stop");
        assertThat(chat.text()).isEqualTo("one two ");
        Said said = Said.ask(
                clients.anthropic(),
                message(model, "echo: one two three four")
                        .addStopSequence("three")
                        .build(),
                streamed);
        assertThat(said.text()).isEqualTo("one two ");
        if (model.equals("claude")) {
            assertThat(said.stop()).isEqualTo("stop_sequence");
            assertThat(said.message().stopSequence()).contains("three");
        } else {
            // OpenAI does not tell a stop sequence from the end.
            assertThat(said.stop()).isEqualTo("end_turn");
        }
    }

    @ToEveryProvider
    void aRefusalIsTold(String model, boolean streamed) {
        Chat chat = Chat.ask(clients.openAi(), chat(model, "please refuse").build(), streamed);
        Said said =
                Said.ask(clients.anthropic(), message(model, "please refuse").build(), streamed);
        assertThat(said.stop()).isEqualTo("refusal");
        if (model.equals("gpt")) {
            assertThat(finish(chat)).isEqualTo("stop");
            assertThat(chat.message().refusal()).contains("I will not do that.");
            assertThat(said.message().stopDetails().orElseThrow().explanation()).contains("I will not do that.");
        } else {
            assertThat(finish(chat)).isEqualTo("content_filter");
        }
    }

    @ToEveryProvider
    void aFilteredAnswerIsTold(String model, boolean streamed) {
        Chat chat = Chat.ask(clients.openAi(), chat(model, "please filter").build(), streamed);
        assertThat(finish(chat)).isEqualTo("content_filter");
        Said said =
                Said.ask(clients.anthropic(), message(model, "please filter").build(), streamed);
        assertThat(said.stop()).isEqualTo("refusal");
    }
}
