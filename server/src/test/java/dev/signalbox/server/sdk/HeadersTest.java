package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.signalbox.wire.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers ask for, and what they tell. */
class HeadersTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .reasoningEffort(ReasoningEffort.LOW)
                .addUserMessage("echo: hello");
    }

    private static MessageCreateParams.Builder message(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("echo: hello");
    }

    /** The names of all fields of the answer and its chunks, by where they stand. */
    private static Set<String> fields(Chat answer) {
        Set<String> found = new TreeSet<>();
        collect("answer", answer.completion()._allProperties(), found);
        collect("choice", answer.choice()._allProperties(), found);
        collect("message", answer.message()._allProperties(), found);
        collect("usage", answer.usage()._allProperties(), found);
        answer.chunks().forEach(chunk -> {
            collect("chunk", chunk._allProperties(), found);
            chunk.choices().forEach(choice -> {
                collect("chunk.choice", choice._allProperties(), found);
                collect("delta", choice.delta()._allProperties(), found);
            });
        });
        return found;
    }

    private static void collect(String where, Map<String, JsonValue> properties, Set<String> found) {
        properties.keySet().forEach(name -> found.add(where + "." + name));
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void strictCallersGetOnlyWhatOpenAiHas(boolean streamed) {
        Set<String> known = fields(Chat.ask(clients.openAi(), chat("gpt").build(), streamed));
        for (String model : new String[] {"claude", "sim-reasoner"}) {
            assertThat(fields(Chat.ask(clients.openAi(), chat(model).build(), streamed)))
                    .as(model)
                    .contains("message.reasoning_content");
            Chat strict = Chat.ask(
                    clients.openAi(),
                    chat(model)
                            .putAdditionalHeader("x-signalbox-strict-openai", "true")
                            .build(),
                    streamed);
            assertThat(known).as(model).containsAll(fields(strict));
            assertThat(strict.text()).isEqualTo("hello");
        }
    }

    @Test
    void whatATranslationCannotCarryIsTold() {
        Chat chat = Chat.ask(
                clients.openAi(),
                chat("claude").presencePenalty(0.5).frequencyPenalty(0.5).build(),
                false);
        assertThat(chat.header("x-signalbox-losses"))
                .contains("presence_penalty")
                .contains("frequency_penalty");
        Said said = Said.ask(
                clients.anthropic(),
                message("gpt")
                        .putAdditionalBodyProperty("top_k", com.anthropic.core.JsonValue.from(5))
                        .build(),
                false);
        assertThat(said.header("x-signalbox-losses")).contains("top_k");
        assertThat(clients.entry(said.requestId()).items("losses"))
                .extracting(loss -> ((Json.Obj) loss).text("field").orElse(""))
                .contains("top_k");
    }

    @Test
    void lossesOfAStreamStandInTheLedger() {
        Chat chat =
                Chat.ask(clients.openAi(), chat("claude").presencePenalty(0.5).build(), true);
        assertThat(chat.headers().values("x-signalbox-losses").toString()).contains("presence_penalty");
        assertThat(clients.entry(chat.requestId()).items("losses").toString()).contains("presence_penalty");
    }

    @Test
    void theSameDialectLosesNothing() {
        Chat chat = Chat.ask(
                clients.openAi(),
                chat("gpt")
                        .presencePenalty(0.5)
                        .putAdditionalBodyProperty("of_tomorrow", JsonValue.from(1))
                        .build(),
                false);
        assertThat(chat.headers().values("x-signalbox-losses")).isEmpty();
        assertThat(clients.receivedBody().whole("of_tomorrow")).hasValue(1);
        Said said = Said.ask(
                clients.anthropic(),
                message("claude")
                        .putAdditionalBodyProperty("top_k", com.anthropic.core.JsonValue.from(5))
                        .build(),
                false);
        assertThat(said.headers().values("x-signalbox-losses")).isEmpty();
        assertThat(clients.receivedBody().whole("top_k")).hasValue(5);
    }

    @ToEveryProvider
    void anyVersionOfAnthropicIsAccepted(String model, boolean streamed) {
        for (String version : new String[] {"2099-12-31", "latest", "2023-01-01"}) {
            Said said = Said.ask(
                    clients.anthropic(),
                    message(model)
                            .replaceAdditionalHeaders("anthropic-version", version)
                            .build(),
                    streamed);
            assertThat(said.text()).isEqualTo("hello");
            if (model.equals("claude")) {
                assertThat(clients.received().header("anthropic-version")).contains("2023-06-01");
            }
        }
    }

    @ToEveryProvider
    void keysOfCallersStayHere(String model, boolean streamed) {
        Chat.ask(clients.openAi(), chat(model).build(), streamed);
        Said.ask(clients.anthropic(), message(model).build(), streamed);
        assertThat(clients.simulator().requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers().toString() + request.bodyText())
                        .doesNotContain("sbx_"));
    }
}
