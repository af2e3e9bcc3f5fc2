package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StructuredMessageCreateParams;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in the form of a class, as the clients derive its schema and read its JSON. */
class StructureTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    /** What is asked for. */
    public static final class Train {
        @JsonPropertyDescription("The number of the train")
        public String number = "";

        public int wagons;
        public List<String> stops = List.of();
        public boolean late;
    }

    private static StructuredChatCompletionCreateParams<Train> chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Tell of a train.")
                .responseFormat(Train.class)
                .build();
    }

    private static StructuredMessageCreateParams<Train> message(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1000)
                .addUserMessage("Tell of a train.")
                .outputConfig(Train.class)
                .build();
    }

    private static void complete(Train train) {
        assertThat(train.number).isNotEmpty();
        assertThat(train.stops).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void openAiGetsAnObject(String model) {
        complete(clients.openAi().chat().completions().create(chat(model)).choices().stream()
                .flatMap(choice -> choice.message().content().stream())
                .findFirst()
                .orElseThrow());
        assertThat(clients.received().bodyText()).contains("The number of the train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void openAiGetsAnObjectFromAStream(String model) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
                clients.openAi().chat().completions().createStreaming(chat(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }
        complete(accumulator
                .chatCompletion(Train.class)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anthropicGetsAnObject(String model) {
        complete(clients.anthropic().messages().create(message(model)).content().stream()
                .flatMap(block -> block.text().stream())
                .findFirst()
                .orElseThrow()
                .text());
        assertThat(clients.received().bodyText()).contains("The number of the train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt", "claude"})
    void anthropicGetsAnObjectFromAStream(String model) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
                clients.anthropic().messages().createStreaming(message(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }
        complete(accumulator.message(Train.class).content().stream()
                .flatMap(block -> block.text().stream())
                .findFirst()
                .orElseThrow()
                .text());
    }
}
