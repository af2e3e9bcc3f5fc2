package dev.signalbox.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.CustomTool;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseCustomToolCallOutput;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseTextConfig;
import com.openai.models.responses.ResponseUsage;
import dev.signalbox.wire.json.Json;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's client of the Responses API, which knows nothing of the gateway, before models of every dialect. */
class ResponsesTest {
    @RegisterExtension
    static final OfficialClients clients = new OfficialClients();

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @CsvSource({
        "gpt,false",
        "gpt,true",
        "claude,false",
        "claude,true",
        "gemini,false",
        "gemini,true",
        "resp,false",
        "resp,true"
    })
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ToEveryModel {}

    private static ResponseCreateParams.Builder ask(String model) {
        return ResponseCreateParams.builder().model(model).store(false);
    }

    private static ResponseInputItem user(String text) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(text)
                .build());
    }

    private static FunctionTool tool(String name) {
        return FunctionTool.builder()
                .name(name)
                .description("Knows about cities.")
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .strict(true)
                .build();
    }

    private static ResponseInputItem result(ResponseFunctionToolCall call, String text) {
        return ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output(text)
                .build());
    }

    @ToEveryModel
    void saysWords(String model, boolean streamed) {
        Answered answer = Answered.ask(
                clients.openAi(),
                ask(model).instructions("Be kind.").input("echo: Grüße, 世界").build(),
                streamed);
        assertThat(answer.text()).isEqualTo("Grüße, 世界");
        assertThat(answer.response().status()).contains(ResponseStatus.COMPLETED);
        assertThat(answer.response().error()).isEmpty();
        ResponseUsage usage = answer.response().usage().orElseThrow();
        assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
        assertThat(usage.outputTokens()).isPositive();
        assertThat(answer.header("x-signalbox-model")).isEqualTo(model);
        Json.Obj entry = clients.entry(answer.header("x-signalbox-request-id"));
        assertThat(entry.toString()).contains("openai-responses");
    }

    @ToEveryModel
    void stopsAtTheCap(String model, boolean streamed) {
        Answered answer = Answered.ask(
                clients.openAi(),
                ask(model).maxOutputTokens(16).input("words: 200").build(),
                streamed);
        assertThat(answer.response().status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(answer.response()
                        .incompleteDetails()
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .asString())
                .isEqualTo("max_output_tokens");
    }

    @ToEveryModel
    void callsToolsInParallelAndLearnsTheirResults(String model, boolean streamed) {
        List<ResponseInputItem> talk = new ArrayList<>(List.of(user("use get_weather and get_time for Delft")));
        ResponseCreateParams.Builder params =
                ask(model).addTool(tool("get_weather")).addTool(tool("get_time"));
        Answered asks =
                Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
        assertThat(asks.calls()).extracting(ResponseFunctionToolCall::name).containsExactly("get_weather", "get_time");
        assertThat(OfficialClients.read(asks.calls().getFirst().arguments()).text("city"))
                .isPresent();
        talk.addAll(asks.said());
        talk.add(result(asks.calls().get(0), "rain"));
        talk.add(result(asks.calls().get(1), "noon"));
        Answered told =
                Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: rain; noon");
    }

    @ToEveryModel
    void callsACustomToolWithMereText(String model, boolean streamed) {
        List<ResponseInputItem> talk = new ArrayList<>(List.of(user("use apply_patch now")));
        ResponseCreateParams.Builder params = ask(model)
                .addTool(CustomTool.builder()
                        .name("apply_patch")
                        .description("Edits files.")
                        .build());
        Answered asks =
                Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
        assertThat(asks.response().output().getLast().customToolCall()).hasValueSatisfying(call -> {
            assertThat(call.name()).isEqualTo("apply_patch");
            assertThat(call.input()).isNotEmpty().doesNotContain("{");
        });
        talk.addAll(asks.said());
        talk.add(ResponseInputItem.ofCustomToolCallOutput(ResponseCustomToolCallOutput.builder()
                .callId(asks.response().output().getLast().asCustomToolCall().callId())
                .output("patched")
                .build()));
        Answered told =
                Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
        assertThat(told.text()).isEqualTo("The tool says: patched");
    }

    @ToEveryModel
    void answersInTheFormOfASchema(String model, boolean streamed) {
        ResponseFormatTextJsonSchemaConfig.Schema schema = ResponseFormatTextJsonSchemaConfig.Schema.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                .build();
        ResponseTextConfig form = ResponseTextConfig.builder()
                .format(ResponseFormatTextJsonSchemaConfig.builder()
                        .name("place")
                        .schema(schema)
                        .strict(true)
                        .build())
                .build();
        Answered answer = Answered.ask(
                clients.openAi(), ask(model).input("a place").text(form).build(), streamed);
        assertThat(OfficialClients.read(answer.text()).text("city")).isPresent();
    }

    /** The simulator refuses reasoning that comes back changed: that it serves the conversation is the proof. */
    @ParameterizedTest(name = "{0}, streamed: {1}")
    @CsvSource({"claude,false", "claude,true", "gemini,false", "gemini,true", "resp-o,false", "resp-o,true"})
    void keepsThoughtsOverThreeTurnsWithTools(String model, boolean streamed) {
        List<ResponseInputItem> talk = new ArrayList<>();
        ResponseCreateParams.Builder params = ask(model)
                .addTool(tool("get_weather"))
                .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
                .maxOutputTokens(8000)
                .reasoning(Reasoning.builder()
                        .effort(ReasoningEffort.LOW)
                        .summary(Reasoning.Summary.AUTO)
                        .build());
        for (String city : List.of("Delft", "Gouda", "Leiden")) {
            talk.add(user("use get_weather for " + city));
            Answered asks =
                    Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
            assertThat(asks.thoughts()).hasSize(1);
            assertThat(asks.thoughts().getFirst().encryptedContent().orElseThrow())
                    .startsWith(model.equals("resp-o") ? "gAAAAAB" : "signalbox.");
            assertThat(asks.thoughts().getFirst().summary()).isNotEmpty();
            talk.addAll(asks.said());
            talk.add(result(asks.calls().getFirst(), "rain in " + city));
            Answered told =
                    Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), streamed);
            assertThat(told.text()).isEqualTo("The tool says: rain in " + city);
            talk.addAll(told.said());
        }
    }

    /** What one family thought is nothing to another: it is left out, and told. */
    @Test
    void changesTheModelInTheMiddleOfAConversation() {
        List<ResponseInputItem> talk = new ArrayList<>(List.of(user("echo: first")));
        ResponseCreateParams.Builder params = ask("claude")
                .maxOutputTokens(8000)
                .reasoning(Reasoning.builder().effort(ReasoningEffort.LOW).build());
        Answered first =
                Answered.ask(clients.openAi(), params.inputOfResponse(talk).build(), false);
        talk.addAll(first.said());
        talk.add(user("echo: second"));
        Answered second = Answered.ask(
                clients.openAi(), params.model("resp-o").inputOfResponse(talk).build(), true);
        assertThat(second.text()).isEqualTo("second");
        assertThat(second.header("x-signalbox-losses")).contains("reasoning");
        talk.addAll(second.said());
        talk.add(user("echo: third"));
        Answered third = Answered.ask(
                clients.openAi(), params.model("claude").inputOfResponse(talk).build(), false);
        assertThat(third.text()).isEqualTo("third");
        assertThat(third.header("x-signalbox-losses")).contains("messages[3]");
    }

    @Test
    void tellsThatNothingIsStored() {
        ResponseCreateParams stored = ResponseCreateParams.builder()
                .model("resp")
                .store(true)
                .input("echo: x")
                .build();
        Answered answer = Answered.ask(clients.openAi(), stored, false);
        assertThat(answer.header("x-signalbox-adjustments")).contains("store=false");
        assertThat(clients.receivedBody().bool("store")).contains(false);
        Answered silent = Answered.ask(
                clients.openAi(),
                ResponseCreateParams.builder().model("resp").input("echo: x").build(),
                false);
        assertThat(silent.header("x-signalbox-adjustments")).contains("store=false");
    }

    @Test
    void refusesWhatWouldNeedAStoredAnswer() {
        assertThatThrownBy(() -> clients.openAi()
                        .responses()
                        .create(ask("gpt")
                                .previousResponseId("resp_1")
                                .input("x")
                                .build()))
                .isInstanceOfSatisfying(BadRequestException.class, e -> {
                    assertThat(e.param()).contains("previous_response_id");
                    assertThat(e).hasMessageContaining("not stored");
                });
    }

    @Test
    void tellsErrorsAsTheClientExpectsThem() {
        assertThatThrownBy(() -> clients.openAi()
                        .responses()
                        .create(ask("nobody").input("x").build()))
                .isInstanceOf(NotFoundException.class);
        for (String model : List.of("gpt", "claude", "resp")) {
            for (String fault : List.of("error:after=5,status=500", "cut:at=5", "garbage:after=5")) {
                clients.simulator().clearFaults();
                clients.simulator().script(fault);
                assertThatThrownBy(() -> Answered.ask(
                                clients.openAi(), ask(model).input("words: 300").build(), true))
                        .as(model + " " + fault)
                        .isInstanceOf(SseException.class);
            }
        }
    }
}
