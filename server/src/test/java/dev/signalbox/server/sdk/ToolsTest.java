package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.signalbox.wire.json.Json;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tools: the model asks, the program answers, the model says what it learned. */
class ToolsTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    private static ChatCompletionCreateParams.Builder chat(String model, String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addFunctionTool(Weather.openAi("get_weather"))
                .addFunctionTool(Weather.openAi("get_time"))
                .addUserMessage(prompt);
    }

    private static MessageCreateParams.Builder message(String model, String prompt) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(500)
                .addTool(Weather.anthropic("get_weather"))
                .addTool(Weather.anthropic("get_time"))
                .addUserMessage(prompt);
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(Chat answer) {
        return answer.message().toolCalls().orElseThrow().stream()
                .map(ChatCompletionMessageToolCall::asFunction)
                .toList();
    }

    private static ChatCompletionToolMessageParam result(ChatCompletionMessageFunctionToolCall call, String text) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(text)
                .build();
    }

    private static ContentBlockParam result(ToolUseBlock call, String text) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content(text)
                .build());
    }

    @ToEveryProvider
    void openAiCallsOneTool(String model, boolean streamed) {
        Chat asks = Chat.ask(
                clients.openAi(), chat(model, "use get_weather for Delft").build(), streamed);
        assertThat(asks.choice().finishReason().asString()).isEqualTo("tool_calls");
        assertThat(calls(asks)).hasSize(1);
        ChatCompletionMessageFunctionToolCall call = calls(asks).getFirst();
        assertThat(call.function().name()).isEqualTo("get_weather");
        assertThat(OfficialClients.read(call.function().arguments()).text("city"))
                .isPresent();
        Chat told = Chat.ask(
                clients.openAi(),
                chat(model, "use get_weather for Delft")
                        .addMessage(asks.message())
                        .addMessage(result(call, "rain, 11 degrees"))
                        .build(),
                streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain, 11 degrees");
        assertThat(told.choice().finishReason().asString()).isEqualTo("stop");
    }

    @ToEveryProvider
    void anthropicCallsOneTool(String model, boolean streamed) {
        Said asks = Said.ask(
                clients.anthropic(), message(model, "use get_weather for Delft").build(), streamed);
        assertThat(asks.stop()).isEqualTo("tool_use");
        assertThat(asks.calls()).hasSize(1);
        ToolUseBlock call = asks.calls().getFirst();
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(Weather.city(call)).isNotEmpty();
        Said told = Said.ask(
                clients.anthropic(),
                message(model, "use get_weather for Delft")
                        .addMessage(asks.message())
                        .addUserMessageOfContentBlockParams(List.of(result(call, "rain, 11 degrees")))
                        .build(),
                streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain, 11 degrees");
        assertThat(told.stop()).isEqualTo("end_turn");
    }

    @ToEveryProvider
    void openAiCallsToolsInParallel(String model, boolean streamed) {
        String prompt = "use get_weather and get_time for Delft";
        Chat asks = Chat.ask(clients.openAi(), chat(model, prompt).build(), streamed);
        assertThat(calls(asks)).extracting(call -> call.function().name()).containsExactly("get_weather", "get_time");
        assertThat(calls(asks))
                .extracting(ChatCompletionMessageFunctionToolCall::id)
                .doesNotHaveDuplicates();
        Chat told = Chat.ask(
                clients.openAi(),
                chat(model, prompt)
                        .addMessage(asks.message())
                        .addMessage(result(calls(asks).get(0), "rain"))
                        .addMessage(result(calls(asks).get(1), "noon"))
                        .build(),
                streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain; noon");
    }

    @ToEveryProvider
    void anthropicCallsToolsInParallel(String model, boolean streamed) {
        String prompt = "use get_weather and get_time for Delft";
        Said asks = Said.ask(clients.anthropic(), message(model, prompt).build(), streamed);
        assertThat(asks.calls()).extracting(ToolUseBlock::name).containsExactly("get_weather", "get_time");
        assertThat(asks.calls()).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
        assertThat(asks.calls()).extracting(Weather::city).doesNotContain("");
        Said told = Said.ask(
                clients.anthropic(),
                message(model, prompt)
                        .addMessage(asks.message())
                        .addUserMessageOfContentBlockParams(List.of(
                                result(asks.calls().get(0), "rain"),
                                result(asks.calls().get(1), "noon")))
                        .build(),
                streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain; noon");
    }

    @ToEveryProvider
    void openAiForcesATool(String model, boolean streamed) {
        Chat asks = Chat.ask(
                clients.openAi(),
                chat(model, "say something")
                        .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                        .build(),
                streamed);
        assertThat(calls(asks)).hasSize(1);
        Chat silent = Chat.ask(
                clients.openAi(),
                chat(model, "use get_weather")
                        .toolChoice(ChatCompletionToolChoiceOption.Auto.NONE)
                        .build(),
                streamed);
        assertThat(silent.message().toolCalls().orElse(List.of())).isEmpty();
        assertThat(silent.text()).isNotEmpty();
    }

    @ToEveryProvider
    void anthropicForcesATool(String model, boolean streamed) {
        Said asks = Said.ask(
                clients.anthropic(),
                message(model, "say something").toolToolChoice("get_time").build(),
                streamed);
        assertThat(asks.calls()).extracting(ToolUseBlock::name).containsExactly("get_time");
    }

    @ToEveryProvider
    void parallelCallsCanBeForbidden(String model, boolean streamed) {
        String prompt = "use get_weather and get_time for Delft";
        Chat asks = Chat.ask(
                clients.openAi(), chat(model, prompt).parallelToolCalls(false).build(), streamed);
        if (model.equals("gemini")) {
            assertThat(asks.header("x-signalbox-losses")).contains("parallel_tool_calls");
        } else {
            assertThat(calls(asks)).hasSize(1);
        }
    }

    @ToEveryProvider
    void anErrorOfAToolReachesTheModel(String model, boolean streamed) {
        Said asks =
                Said.ask(clients.anthropic(), message(model, "use get_weather").build(), streamed);
        Said told = Said.ask(
                clients.anthropic(),
                message(model, "use get_weather")
                        .addMessage(asks.message())
                        .addUserMessageOfContentBlockParams(
                                List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                        .toolUseId(asks.calls().getFirst().id())
                                        .content("no such city")
                                        .isError(true)
                                        .build())))
                        .build(),
                streamed);
        assertThat(told.text()).contains("no such city");
        Json.Obj sent = clients.receivedBody();
        assertThat(sent.toString()).containsAnyOf("is_error", "Error", "response=Obj[fields={error=");
    }
}
