package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.ThinkingBlock;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reasoning and its signatures. The simulator refuses thinking that comes back changed, or a tool loop without it, as the
 * real provider does: that it serves a conversation is the proof that the signatures came back as they were.
 */
class ThinkingTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .reasoningEffort(ReasoningEffort.LOW)
                .addFunctionTool(Weather.openAi("get_weather"));
    }

    private static MessageCreateParams.Builder message(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(4000)
                .enabledThinking(1024)
                .addTool(Weather.anthropic("get_weather"));
    }

    private static List<ThinkingBlock> thoughts(Said answer) {
        return answer.message().content().stream()
                .map(ContentBlock::thinking)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Map<String, JsonValue> extras(Chat answer) {
        return Chat.extras(answer.message()._allProperties());
    }

    private static ChatCompletionToolMessageParam result(Chat asks, String text) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(asks.message()
                        .toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .asFunction()
                        .id())
                .content(text)
                .build();
    }

    private static List<ContentBlockParam> result(Said asks, String text) {
        return List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(asks.calls().getFirst().id())
                .content(text)
                .build()));
    }

    /** The signatures in the body that the provider got last, in their order. */
    private static List<String> signatures() {
        return clients.receivedBody().items("messages").stream()
                .flatMap(turn -> ((Json.Obj) turn).items("content").stream())
                .flatMap(block -> block instanceof Json.Obj object ? object.text("signature").stream() : null)
                .toList();
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void openAiKeepsTheThoughtsOfAnthropicOverALoopOfTools(boolean streamed) {
        ChatCompletionCreateParams.Builder talk = chat("claude").addUserMessage("use get_weather for Delft");
        Chat asks = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(extras(asks)).containsKeys("reasoning_content", "signalbox");
        assertThat(reasoned(asks)).startsWith("The question is \"use get_weather for Delft\".");

        talk.addMessage(asks.said()).addMessage(result(asks, "rain"));
        Chat told = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        assertThat(signatures()).hasSize(1);
        assertThat(extras(told)).containsKeys("reasoning_content", "signalbox");

        talk.addMessage(told.said()).addUserMessage("and now use get_weather for Gouda");
        Chat asksAgain = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(asksAgain.choice().finishReason().asString()).isEqualTo("tool_calls");
        assertThat(signatures()).hasSize(2);

        talk.addMessage(asksAgain.said()).addMessage(result(asksAgain, "sun"));
        Chat toldAgain = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(toldAgain.text()).isEqualTo("The tool says: sun");
        assertThat(signatures()).hasSize(3);
    }

    /** All readable reasoning: of a stream, the deltas of its chunks, of which the client's accumulator keeps the last. */
    private static String reasoned(Chat answer) {
        if (answer.chunks().isEmpty()) {
            return extras(answer).get("reasoning_content").convert(String.class);
        }
        StringBuilder text = new StringBuilder();
        answer.chunks().stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta()._allProperties().get("reasoning_content"))
                .filter(value -> value != null)
                .forEach(value -> text.append(value.convert(String.class)));
        return text.toString();
    }

    @Test
    void aStreamTellsTheSameThoughtsAsAWholeAnswer() {
        ChatCompletionCreateParams asked =
                chat("claude").addUserMessage("echo: think first").build();
        Chat whole = Chat.ask(clients.openAi(), asked, false);
        Chat streamed = Chat.ask(clients.openAi(), asked, true);
        assertThat(reasoned(streamed)).isEqualTo(reasoned(whole));
        assertThat(extras(streamed).get("signalbox")).isEqualTo(extras(whole).get("signalbox"));
    }

    @Test
    void aSignatureThatWasChangedIsRefused() {
        ChatCompletionCreateParams.Builder talk = chat("claude").addUserMessage("use get_weather for Delft");
        Chat asks = Chat.ask(clients.openAi(), talk.build(), false);
        JsonValue forged = JsonValue.from(Map.of(
                "reasoning",
                List.of(Map.of("text", "I thought otherwise.", "signature", "Zm9yZ2Vk", "provider", "anthropic"))));
        talk.addMessage(asks.said().toBuilder()
                        .putAdditionalProperty("signalbox", forged)
                        .build())
                .addMessage(result(asks, "rain"));
        assertThatThrownBy(() -> Chat.ask(clients.openAi(), talk.build(), false))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("signature");
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void openAiThatForgetsTheThoughtsIsServedWithoutThinking(boolean streamed) {
        ChatCompletionCreateParams.Builder talk = chat("claude").addUserMessage("use get_weather for Delft");
        Chat asks = Chat.ask(clients.openAi(), talk.build(), streamed);
        talk.addMessage(asks.message().toParam()).addMessage(result(asks, "rain"));
        Chat told = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        assertThat(clients.receivedBody().find("thinking")).isEmpty();
        assertThat(clients.entry(told.requestId()).items("adjustments").toString())
                .contains("reasoning");
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void anthropicKeepsItsThoughtsOverALoopOfTools(boolean streamed) {
        MessageCreateParams.Builder talk = message("claude").addUserMessage("use get_weather for Delft");
        Said asks = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(thoughts(asks)).hasSize(1);
        talk.addMessage(asks.message()).addUserMessageOfContentBlockParams(result(asks, "rain"));
        Said told = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        talk.addMessage(told.message()).addUserMessage("and now use get_weather for Gouda");
        Said asksAgain = Said.ask(clients.anthropic(), talk.build(), streamed);
        talk.addMessage(asksAgain.message()).addUserMessageOfContentBlockParams(result(asksAgain, "sun"));
        Said toldAgain = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(toldAgain.text()).isEqualTo("The tool says: sun");
        assertThat(signatures()).hasSize(3);
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void anthropicKeepsTheThoughtsOfAnOpenAiProviderOverALoopOfTools(boolean streamed) {
        MessageCreateParams.Builder talk = message("sim-reasoner").addUserMessage("use get_weather for Delft");
        Said asks = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(thoughts(asks)).hasSize(1);
        assertThat(thoughts(asks).getFirst().thinking()).isNotEmpty();
        talk.addMessage(asks.message()).addUserMessageOfContentBlockParams(result(asks, "rain"));
        Said told = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        assertThat(clients.receivedBody().toString())
                .contains(thoughts(asks).getFirst().thinking().substring(0, 12));
        talk.addMessage(told.message()).addUserMessage("and now use get_weather for Gouda");
        Said asksAgain = Said.ask(clients.anthropic(), talk.build(), streamed);
        assertThat(asksAgain.stop()).isEqualTo("tool_use");
        assertThat(clients.received().bodyText()).doesNotContain("signalbox.");
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void thoughtsMayMoveToAnotherProvider(boolean streamed) {
        MessageCreateParams.Builder talk = message("sim-reasoner").addUserMessage("use get_weather for Delft");
        Said asks = Said.ask(clients.anthropic(), talk.build(), streamed);
        talk.addMessage(asks.message()).addUserMessageOfContentBlockParams(result(asks, "rain"));
        Said told = Said.ask(clients.anthropic(), talk.model("claude").build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain");
        talk.addMessage(told.message()).addUserMessage("echo: and back");
        Said back = Said.ask(clients.anthropic(), talk.model("gpt").build(), streamed);
        assertThat(back.text()).isEqualTo("and back");
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void thoughtsThatNobodyMayReadComeBackToo(boolean streamed) {
        String prompt = "redact thinking and use get_weather for Delft";
        ChatCompletionCreateParams.Builder talk = chat("claude").addUserMessage(prompt);
        Chat asks = Chat.ask(clients.openAi(), talk.build(), streamed);
        assertThat(extras(asks)).containsOnlyKeys("signalbox");
        talk.addMessage(asks.said()).addMessage(result(asks, "rain"));
        assertThat(Chat.ask(clients.openAi(), talk.build(), streamed).text()).isEqualTo("The tool says: rain");
        assertThat(clients.received().bodyText()).contains("redacted_thinking");

        MessageCreateParams.Builder said = message("claude").addUserMessage(prompt);
        Said asked = Said.ask(clients.anthropic(), said.build(), streamed);
        assertThat(asked.message().content().getFirst().isRedactedThinking()).isTrue();
        said.addMessage(asked.message()).addUserMessageOfContentBlockParams(result(asked, "rain"));
        assertThat(Said.ask(clients.anthropic(), said.build(), streamed).text()).isEqualTo("The tool says: rain");
    }
}
