package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

    @Test
    void takesTheShortestRequest() throws Exception {
        ModelRequest request = read("{\"role\":\"user\",\"content\":\"hi\"}", "");
        assertThat(request.messages()).containsExactly(Message.of(Role.USER, new Content.Text("hi")));
        assertThat(request.extra().isEmpty()).isTrue();
        assertThat(request.reasoning()).isEmpty();
        assertThat(request.stream()).isFalse();
    }

    @Test
    void joinsTheResultsOfToolsThatFollowEachOtherAndNoOthers() throws Exception {
        ModelRequest request = read(
                "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"1\"},{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"2\"},"
                        + "{\"role\":\"user\",\"content\":\"and?\"},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":null}",
                "");
        assertThat(request.messages()).hasSize(3).allMatch(message -> message.role() == Role.USER);
        assertThat(request.messages().getFirst().content()).hasSize(2);
        assertThat(((Content.ToolResult) request.messages().getLast().content().getFirst()).content())
                .isEmpty();
    }

    @Test
    void readsEffortWords() throws Exception {
        assertThat(reasoning("high").mode()).isEqualTo(ReasoningRequest.Mode.EFFORT);
        assertThat(reasoning("high").effort()).contains("high");
        assertThat(reasoning("none").mode()).isEqualTo(ReasoningRequest.Mode.OFF);
        assertThat(reasoning("invented").effort()).contains("invented");
    }

    private static ReasoningRequest reasoning(String effort) throws Unreadable {
        return read("{\"role\":\"user\",\"content\":\"hi\"}", ",\"reasoning_effort\":\"" + effort + "\"")
                .reasoning()
                .orElseThrow();
    }

    @Test
    void readsChoicesOfTools() throws Exception {
        assertThat(choice("\"auto\"")).contains(new ToolChoice.Auto());
        assertThat(choice("\"none\"")).contains(new ToolChoice.None());
        assertThat(choice("\"required\"")).contains(new ToolChoice.Required());
        assertThat(choice("null")).isEmpty();
        assertThat(choice("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}"))
                .contains(new ToolChoice.Named("f"));
        assertThat(choice("{\"type\":\"custom\",\"custom\":{\"name\":\"f\"}}")).contains(new ToolChoice.Required());
    }

    private static Optional<ToolChoice> choice(String choice) throws Unreadable {
        return read("{\"role\":\"user\",\"content\":\"hi\"}", ",\"tool_choice\":" + choice)
                .toolChoice();
    }

    @Test
    void takesReasoningBackUnchanged() throws Exception {
        String signature = "EqoB+/signature==\\u0000\\\"";
        ModelRequest request = read(
                "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_content\":\"joined\",\"signalbox\":{\"reasoning\":[{\"index\":0,"
                        + "\"text\":\"one\",\"signature\":\"" + signature + "\",\"provider\":\"anthropic\"}]}}",
                "");
        assertThat(request.messages().getFirst().content())
                .containsExactly(
                        new Content.Reasoning(
                                "one",
                                Optional.of("EqoB+/signature==\0\""),
                                Optional.empty(),
                                "anthropic",
                                Extra.none()),
                        new Content.Text("x"));
    }

    @Test
    void takesReadableReasoningWithoutTheExtensionAsUnsigned() throws Exception {
        for (String name : List.of("reasoning_content", "reasoning")) {
            ModelRequest request = read("{\"role\":\"assistant\",\"content\":\"x\",\"" + name + "\":\"thought\"}", "");
            assertThat(request.messages().getFirst().content().getFirst())
                    .isEqualTo(ReasoningFields.unsigned("thought"));
            assertThat(request.messages().getFirst().extra().isEmpty()).isTrue();
        }
    }

    @Test
    void keepsWhatItDoesNotKnow() throws Exception {
        ModelRequest request = read(
                "{\"role\":\"user\",\"content\":\"hi\",\"name\":\"Ann\"}",
                ",\"n\":2,\"user\":\"u\",\"safety_identifier\":\"s\"");
        assertThat(request.messages().getFirst().extra().of("openai").text("name"))
                .contains("Ann");
        assertThat(request.extra().of("openai"))
                .isEqualTo(Json.object(f -> f.put("n", 2).put("safety_identifier", "s")));
        assertThat(request.user()).contains("u");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages[0].role | {\"content\":\"x\"}",
                "messages[0].role | {\"role\":\"robot\",\"content\":\"x\"}",
                "messages[0].role | {\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}",
                "messages[0].content | {\"role\":\"user\",\"content\":7}",
                "messages[0].content[0] | {\"role\":\"user\",\"content\":[\"x\"]}",
                "messages[0].content[0].text | {\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}",
                "messages[0].content[0].image_url | {\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}",
                "messages[0].content[0].image_url.url | {\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}",
                "messages[0].content[0].file.file_data | {\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}",
                "messages[0].tool_call_id | {\"role\":\"tool\",\"content\":\"x\"}",
                "messages[0].tool_calls | {\"role\":\"assistant\",\"tool_calls\":{}}",
                "messages[0].tool_calls[0].id | {\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}",
                "messages[0].tool_calls[0].function.name | {\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":{}}]}",
                "messages[0].function_call | {\"role\":\"assistant\",\"function_call\":{\"name\":\"f\"}}",
                "messages[0].signalbox.reasoning[0].provider | {\"role\":\"assistant\",\"signalbox\":{\"reasoning\":[{}]}}",
                "messages[0] | 7"
            })
    void namesTheFieldAtFaultInAMessage(String field, String message) {
        assertThatThrownBy(() -> read(message, ""))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains(field))
                .hasMessageContaining("expected:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools | ,\"tools\":{}",
                "tools[0].function | ,\"tools\":[{\"type\":\"function\"}]",
                "tools[0].function.name | ,\"tools\":[{\"function\":{}}]",
                "tools[0].function.parameters | ,\"tools\":[{\"function\":{\"name\":\"f\",\"parameters\":[]}}]",
                "tool_choice | ,\"tool_choice\":\"perhaps\"",
                "functions | ,\"functions\":[{\"name\":\"f\"}]",
                "function_call | ,\"function_call\":\"auto\"",
                "temperature | ,\"temperature\":\"hot\"",
                "temperature | ,\"temperature\":1e99999999999",
                "seed | ,\"seed\":1.5",
                "stop | ,\"stop\":[1]",
                "stop | ,\"stop\":{}",
                "response_format.type | ,\"response_format\":{\"type\":\"xml\"}",
                "response_format.json_schema | ,\"response_format\":{\"type\":\"json_schema\"}",
                "stream | ,\"stream\":1",
                "user | ,\"user\":1"
            })
    void namesTheFieldAtFault(String field, String more) {
        assertThatThrownBy(() -> read("{\"role\":\"user\",\"content\":\"hi\"}", more))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.field()).contains(field))
                .hasMessageContaining("expected:");
    }

    private static ModelRequest read(String messages, String more) throws Unreadable {
        return OpenAi.caller().read(bytes("{\"model\":\"m\",\"messages\":[" + messages + "]" + more + "}"));
    }
}
