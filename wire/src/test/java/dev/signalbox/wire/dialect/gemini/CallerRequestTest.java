package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.CallerShapes.parts;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ReasoningRequest.Mode;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerRequestTest {
    private static final String HELLO = "\"contents\": [{\"parts\": [{\"text\": \"hello\"}]}]";

    private static ModelRequest with(String fields) throws Unreadable {
        return read("{" + HELLO + (fields.isEmpty() ? "" : ", " + fields) + "}");
    }

    private static ModelRequest config(String config) throws Unreadable {
        return with("\"generationConfig\": {" + config + "}");
    }

    @Test
    void whatIsAbsentIsAbsent() throws Exception {
        ModelRequest request = with("");
        assertThat(request.model()).isEqualTo("a-model");
        assertThat(request.messages()).containsExactly(Message.of(Role.USER, new Content.Text("hello")));
        assertThat(request.tools()).isEmpty();
        assertThat(request.toolChoice()).isEmpty();
        assertThat(request.parallelTools()).isEmpty();
        assertThat(request.sampling().temperature()).isEmpty();
        assertThat(request.sampling().topK()).isEmpty();
        assertThat(request.sampling().stop()).isEmpty();
        assertThat(request.maxOutput()).isEmpty();
        assertThat(request.reasoning()).isEmpty();
        assertThat(request.responseFormat()).isEmpty();
        assertThat(request.extra().isEmpty()).isTrue();
    }

    @Test
    void nullIsAbsent() throws Exception {
        ModelRequest request = config("\"temperature\": null, \"thinkingConfig\": null, \"stopSequences\": null");
        assertThat(request.sampling()).isEqualTo(with("").sampling());
        assertThat(request.reasoning()).isEmpty();
    }

    @Test
    void aListOfOneNeedsNoBrackets() throws Exception {
        ModelRequest request = read("{\"system_instruction\": {\"parts\": {\"text\": \"be brief\"}},"
                + " \"contents\": {\"parts\": {\"text\": \"hello\"}},"
                + " \"tools\": {\"function_declarations\": {\"name\": \"clock\"}}}");
        assertThat(request.messages())
                .containsExactly(
                        Message.of(Role.SYSTEM, new Content.Text("be brief")),
                        Message.of(Role.USER, new Content.Text("hello")));
        assertThat(request.tools()).hasSize(1);
    }

    @Test
    void numbersMayStandInQuotes() throws Exception {
        ModelRequest request = config("\"maxOutputTokens\": \"12\", \"temperature\": \"0.5\", \"topK\": 40.0");
        assertThat(request.maxOutput()).hasValue(12);
        assertThat(request.sampling().temperature()).contains(new BigDecimal("0.5"));
        assertThat(request.sampling().topK()).hasValue(40);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"thinkingBudget\": 0', OFF, , 0",
        "'\"thinkingBudget\": -1', ADAPTIVE, , 0",
        "'\"thinkingBudget\": 2048', BUDGET, , 2048",
        "'\"thinkingLevel\": \"HIGH\"', EFFORT, high, 0",
        "'\"thinking_level\": \"minimal\"', EFFORT, minimal, 0",
        "'\"includeThoughts\": true', ADAPTIVE, , 0",
        "'\"includeThoughts\": true, \"thinkingBudget\": 0', OFF, , 0"
    })
    void thinkingIsUnderstood(String config, Mode mode, String effort, long budget) throws Exception {
        OptionalLong tokens = budget == 0 ? OptionalLong.empty() : OptionalLong.of(budget);
        assertThat(config("\"thinkingConfig\": {" + config + "}").reasoning())
                .contains(new ReasoningRequest(mode, Optional.ofNullable(effort), tokens));
    }

    @Test
    void thinkingThatIsNotSaidIsNotAskedFor() throws Exception {
        for (String config :
                new String[] {"", "\"includeThoughts\": false", "\"thinkingLevel\": \"THINKING_LEVEL_UNSPECIFIED\""}) {
            assertThat(config("\"thinkingConfig\": {" + config + "}").reasoning())
                    .isEmpty();
        }
    }

    @Test
    void formsAreUnderstood() throws Exception {
        assertThat(config("\"responseMimeType\": \"text/plain\"").responseFormat())
                .isEmpty();
        assertThat(config("\"responseMimeType\": \"application/json\"").responseFormat())
                .contains(new ResponseFormat.AnyJson());
        ModelRequest own =
                config("\"responseSchema\": {\"type\": \"OBJECT\", \"properties\": {\"a\": {\"type\": \"STRING\"}}}");
        assertThat(own.responseFormat())
                .containsInstanceOf(ResponseFormat.Schema.class)
                .get()
                .asString()
                .contains("object", "string", "additionalProperties");
        ModelRequest plain = config("\"responseJsonSchema\": {\"type\": \"object\", \"properties\": {}}");
        assertThat(plain.responseFormat()).get().asString().doesNotContain("additionalProperties");
        ModelRequest word = config("\"responseMimeType\": \"text/x.enum\", \"responseSchema\": {\"enum\": [\"A\"]}");
        assertThat(word.responseFormat()).isEmpty();
        assertThat(word.extra().toString()).contains("text/x.enum", "responseSchema");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"mode\": \"AUTO\"', Auto[]",
        "'\"mode\": \"none\"', None[]",
        "'\"mode\": \"ANY\"', Required[]",
        "'\"mode\": \"VALIDATED\"', Auto[]",
        "'\"mode\": \"ANY\", \"allowedFunctionNames\": [\"clock\"]', Named[name=clock]",
        "'\"mode\": \"ANY\", \"allowed_function_names\": [\"clock\", \"weather\"]', Required[]"
    })
    void choicesAreUnderstood(String config, String choice) throws Exception {
        assertThat(with("\"toolConfig\": {\"functionCallingConfig\": {" + config + "}}")
                        .toolChoice())
                .get()
                .asString()
                .isEqualTo(choice);
    }

    @Test
    void whatAChoiceSaysBesidesIsKept() throws Exception {
        assertThat(
                        with("\"toolConfig\": {\"functionCallingConfig\": {\"mode\": \"ANY\", \"allowedFunctionNames\": [\"a\"]}}")
                                .extra()
                                .isEmpty())
                .isTrue();
        assertThat(
                        with("\"toolConfig\": {\"functionCallingConfig\": {\"mode\": \"ANY\", \"allowedFunctionNames\": [\"a\", \"b\"]}}")
                                .extra()
                                .toString())
                .contains("allowedFunctionNames");
        assertThat(with("\"toolConfig\": {\"functionCallingConfig\": {\"mode\": \"MODE_UNSPECIFIED\"}}")
                        .toolChoice())
                .isEmpty();
    }

    @Test
    void toolsOfGoogleAreKeptWhole() throws Exception {
        ModelRequest request = with("\"tools\": [{\"googleSearch\": {}, \"codeExecution\": {}},"
                + " {\"functionDeclarations\": [{\"name\": \"clock\", \"behavior\": \"BLOCKING\"}]}]");
        assertThat(request.tools()).hasSize(3);
        assertThat(request.tools().get(0))
                .isInstanceOfSatisfying(
                        Tool.Foreign.class, tool -> assertThat(tool.type()).isEqualTo("googleSearch"));
        assertThat(request.tools().get(2)).isInstanceOfSatisfying(Tool.Function.class, tool -> {
            assertThat(tool.schema()).isEmpty();
            assertThat(tool.extra().toString()).contains("BLOCKING");
        });
    }

    @Test
    void mediaAreTold() throws Exception {
        List<Content> parts = parts("[{\"parts\": ["
                + "{\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"AA==\"}},"
                + "{\"inlineData\": {\"mimeType\": \"text/plain\", \"data\": \"AA==\", \"displayName\": \"notes\"}},"
                + "{\"fileData\": {\"mimeType\": \"image/png\", \"fileUri\": \"https://example.com/a.png\"}},"
                + "{\"fileData\": {\"mimeType\": \"image/png\", \"fileUri\": \"https://generativelanguage.googleapis.com/v1beta/files/a\"}},"
                + "{\"inlineData\": {\"mimeType\": \"video/mp4\", \"data\": \"AA==\"}}]}]");
        assertThat(parts.get(0))
                .isInstanceOfSatisfying(
                        Content.Image.class,
                        image -> assertThat(image.media()).isEqualTo(new Media.Inline("image/png", "AA==")));
        assertThat(parts.get(1))
                .isInstanceOfSatisfying(
                        Content.Document.class,
                        document -> assertThat(document.name()).contains("notes"));
        assertThat(parts.get(2))
                .isInstanceOfSatisfying(
                        Content.Image.class, image -> assertThat(image.media()).isInstanceOf(Media.Address.class));
        assertThat(parts.get(3))
                .isInstanceOfSatisfying(
                        Content.Image.class, image -> assertThat(image.media()).isInstanceOf(Media.Uploaded.class));
        assertThat(parts.get(4)).isInstanceOf(Content.Foreign.class);
    }

    @Test
    void callsWithoutIdsGetOnesThatStayTheSameAndDiffer() throws Exception {
        String talk = "[{\"parts\": {\"text\": \"?\"}},"
                + "{\"role\": \"model\", \"parts\": [{\"functionCall\": {\"name\": \"clock\"}}, {\"functionCall\": {\"name\": \"clock\"}}]},"
                + "{\"role\": \"function\", \"parts\": [{\"functionResponse\": {\"name\": \"clock\", \"response\": {\"output\": \"noon\"}}},"
                + "{\"functionResponse\": {\"name\": \"clock\", \"response\": {\"error\": \"none\"}}}]},"
                + "{\"role\": \"model\", \"parts\": [{\"functionCall\": {\"name\": \"clock\"}}]},"
                + "{\"role\": \"user\", \"parts\": [{\"functionResponse\": {\"name\": \"clock\", \"response\": {\"hour\": 1}}}]}]";
        List<Message> messages = read("{\"contents\": " + talk + "}").messages();
        List<String> calls = messages.stream()
                .flatMap(message -> message.content().stream())
                .filter(Content.ToolCall.class::isInstance)
                .map(call -> ((Content.ToolCall) call).id())
                .toList();
        List<Content.ToolResult> results = messages.stream()
                .flatMap(message -> message.content().stream())
                .filter(Content.ToolResult.class::isInstance)
                .map(Content.ToolResult.class::cast)
                .toList();
        assertThat(calls).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("call_[0-9a-f]{32}"));
        assertThat(results).extracting(Content.ToolResult::callId).isEqualTo(calls);
        assertThat(results).extracting(Content.ToolResult::error).containsExactly(false, true, false);
        assertThat(results)
                .extracting(result -> result.content().getFirst())
                .containsExactly(new Content.Text("noon"), new Content.Text("none"), new Content.Text("{\"hour\":1}"));
        assertThat(read("{\"contents\": " + talk + "}").messages()).isEqualTo(messages);
    }

    @Test
    void anAnswerToNoCallIsRefused() {
        String answer = "{\"functionResponse\": {\"name\": \"clock\", \"response\": {}}}";
        String call = "{\"functionCall\": {\"name\": \"weather\"}}";
        for (String contents : List.of(
                "[{\"parts\": [" + answer + "]}]",
                "[{\"role\": \"model\", \"parts\": [" + call + "]}, {\"parts\": [" + answer + "]}]")) {
            assertThatThrownBy(() -> parts(contents))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageContaining("functionResponse: answers \"clock\"");
        }
    }

    @Test
    void contentsThatAreKeptElsewhereAreRefused() {
        assertThatThrownBy(() -> with("\"cachedContent\": \"cachedContents/1\""))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("cachedContent: kept at Google");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[5] | contents[0]",
                "[{\"role\": \"system\", \"parts\": []}] | contents[0].role",
                "[{\"parts\": \"x\"}] | contents[0].parts",
                "[{\"parts\": [{\"text\": 5}]}] | contents[0].parts[0].text",
                "[{\"parts\": [{\"inlineData\": {\"data\": \"\"}}]}] | contents[0].parts[0].inlineData.mimeType",
                "[{\"parts\": [{\"functionCall\": {\"args\": {}}}]}] | contents[0].parts[0].functionCall.name",
                "[{\"parts\": [{\"functionCall\": {\"name\": \"a\", \"args\": []}}]}] | contents[0].parts[0].functionCall.args"
            })
    void namesTheFieldAtFault(String contents, String field) {
        assertThatThrownBy(() -> parts(contents))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains(field));
    }

    @Test
    void unknownNeighboursAreKept() throws Exception {
        ModelRequest request = read(
                "{\"contents\": [{\"parts\": [{\"text\": \"hello\", \"new\": 1}], \"newer\": 2}],"
                        + " \"generationConfig\": {\"temperature\": 1, \"newest\": 3, \"thinkingConfig\": {\"deeper\": 4}}, \"last\": 5}");
        assertThat(request.messages().getFirst().content().getFirst().extra().toString())
                .contains("new");
        assertThat(request.messages().getFirst().extra().toString()).contains("newer");
        assertThat(request.extra().fields().fields())
                .containsOnlyKeys("generationConfig.newest", "generationConfig.thinkingConfig.deeper", "last");
    }

    @Test
    void whatIsLostIsToldByItsPath() throws Exception {
        Translation.Ready ready = (Translation.Ready) OpenAi.provider()
                .write(
                        with(
                                "\"toolConfig\": {\"functionCallingConfig\": {\"mode\": \"VALIDATED\"}}, \"generationConfig\":"
                                        + " {\"responseModalities\": [\"TEXT\", \"IMAGE\"], \"mediaResolution\": \"LOW\"}"),
                        new ModelFacts("m", OptionalLong.empty(), 100, ModelFacts.Thinking.UNKNOWN));
        assertThat(ready.losses())
                .extracting(Loss::field, Loss::changesMeaning)
                .containsExactlyInAnyOrder(
                        tuple("generationConfig.responseModalities", true),
                        tuple("generationConfig.mediaResolution", false),
                        tuple("toolConfig.functionCallingConfig.mode", false));
    }
}
