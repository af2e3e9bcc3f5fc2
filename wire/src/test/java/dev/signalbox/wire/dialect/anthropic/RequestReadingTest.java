package dev.signalbox.wire.dialect.anthropic;

import static dev.signalbox.wire.dialect.anthropic.Fixtures.bytes;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.json;
import static dev.signalbox.wire.dialect.anthropic.Fixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.ToolChoice;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReadingTest {
    private static final String ASK = "\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static ModelRequest with(String fields) {
        return read("{" + ASK + fields + "}");
    }

    @Test
    void readsTheLeastRequest() {
        ModelRequest request = with("");
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.messages()).containsExactly(Message.of(Role.USER, new Content.Text("Hi")));
        assertThat(request.maxOutput()).isEmpty();
        assertThat(request.toolChoice()).isEmpty();
        assertThat(request.parallelTools()).isEmpty();
        assertThat(request.reasoning()).isEmpty();
        assertThat(request.extra().isEmpty()).isTrue();
    }

    @Test
    void readsSystemFromBothPlaces() {
        ModelRequest request = read("""
                {"model":"m","system":"S","messages":[{"role":"user","content":"a"},{"role":"system","content":"T"}]}""");
        assertThat(request.messages()).extracting(Message::role).containsExactly(Role.SYSTEM, Role.USER, Role.SYSTEM);
    }

    @Test
    void readsTheChoiceOfTools() {
        assertThat(with(",\"tool_choice\":{\"type\":\"any\"}").toolChoice()).contains(new ToolChoice.Required());
        assertThat(with(",\"tool_choice\":{\"type\":\"none\"}").toolChoice()).contains(new ToolChoice.None());
        assertThat(with(",\"tool_choice\":{\"type\":\"tool\",\"name\":\"w\"}").toolChoice())
                .contains(new ToolChoice.Named("w"));
        ModelRequest alone = with(",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
        assertThat(alone.toolChoice()).contains(new ToolChoice.Auto());
        assertThat(alone.parallelTools()).contains(false);
    }

    @Test
    void readsHowMuchToThink() {
        assertThat(with(",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}")
                        .reasoning())
                .contains(new ReasoningRequest(ReasoningRequest.Mode.BUDGET, Optional.empty(), OptionalLong.of(2000)));
        assertThat(with(",\"thinking\":{\"type\":\"disabled\"}").reasoning())
                .contains(new ReasoningRequest(ReasoningRequest.Mode.OFF, Optional.empty(), OptionalLong.empty()));
        assertThat(with(",\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"max\"}")
                        .reasoning())
                .contains(
                        new ReasoningRequest(ReasoningRequest.Mode.ADAPTIVE, Optional.of("max"), OptionalLong.empty()));
        assertThat(with(",\"output_config\":{\"effort\":\"low\"}").reasoning())
                .contains(new ReasoningRequest(ReasoningRequest.Mode.EFFORT, Optional.of("low"), OptionalLong.empty()));
    }

    @Test
    void restoresWhoseReasoningABlockHolds() {
        ModelRequest request = read("""
                {"model":"m","messages":[{"role":"assistant","content":[
                  {"type":"thinking","thinking":"a","signature":"EqQB+/=="},
                  {"type":"thinking","thinking":"b","signature":"signalbox.unsigned"},
                  {"type":"thinking","thinking":"c","signature":"signalbox.unsigned.openai"},
                  {"type":"thinking","thinking":"d","signature":"signalbox.gemini.x.y"},
                  {"type":"redacted_thinking","data":"signalbox.openai.zz"},
                  {"type":"redacted_thinking","data":"EmwK"}]}]}""");
        assertThat(request.messages().getFirst().content())
                .map(Content.Reasoning.class::cast)
                .extracting(r -> r.provider() + "|" + r.signature().orElse("-") + "|"
                        + r.redacted().orElse("-"))
                .containsExactly(
                        "anthropic|EqQB+/==|-",
                        "|-|-",
                        "openai|-|-",
                        "gemini|x.y|-",
                        "openai|-|zz",
                        "anthropic|-|EmwK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|messages: absent (expected: an array)",
                "{\"messages\":[]}|model: absent (expected: a string)",
                "{\"model\":7,\"messages\":[]}|model: 7 (expected: a string)",
                "{\"model\":\"m\",\"messages\":[],\"stream\":\"yes\"}|stream: a string (expected: true or false)",
                "[]|not a JSON object at byte 0"
            })
    void opensNothingThatIsNoRequest(String body, String message) {
        assertThatThrownBy(() -> Anthropic.caller().open(bytes(body)))
                .isInstanceOf(Unreadable.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"role\":\"tool\",\"content\":\"x\"}]|messages[0].role: \"tool\" (expected: user, assistant or system)",
                "[{\"content\":\"x\"}]|messages[0].role: absent (expected: a string)",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]|messages[0].content[0].text: absent (expected: a string)",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":\"x\"}]}]|messages[0].content[0].tool_use_id: absent (expected: a string)",
                "[{\"role\":\"user\",\"content\":[7]}]|messages[0].content[0]: 7 (expected: an object)",
                "[7]|messages[0]: 7 (expected: an object)",
                "7|messages: 7 (expected: an array)"
            })
    void namesTheFieldAtFault(String messages, String message) {
        assertThatThrownBy(() -> Anthropic.caller().read(bytes("{\"model\":\"m\",\"messages\":" + messages + "}")))
                .isInstanceOf(Unreadable.class)
                .hasMessage(message);
    }

    @Test
    void looksARequestOverInOnePass() throws Unreadable {
        String data = "iVBORw0KGgoAAAANSUhEUg".repeat(10);
        String body = Fixtures.text(Fixtures.golden("requests/full.json")).replace("iVBORw0KGgo=", data);
        Envelope envelope = Anthropic.caller().open(bytes(body));
        assertThat(envelope.model()).isEqualTo("claude-caller-name");
        assertThat(envelope.stream()).isTrue();
        assertThat(envelope.usageWanted()).isTrue();
        assertThat(envelope.maxOutput()).hasValue(4000);
        assertThat(envelope.answers()).isEqualTo(1);
        assertThat(envelope.images()).isEqualTo(6);
        assertThat(envelope.tools()).isTrue();
        assertThat(envelope.structured()).isTrue();
        assertThat(envelope.reasoning()).isTrue();
        Envelope small = Anthropic.caller().open(Fixtures.golden("requests/full.json"));
        assertThat(envelope.textBytes()).isEqualTo(small.textBytes() - "iVBORw0KGgo=iVBORw0KGgo=".length());
    }

    @Test
    void seesWhatIsNotAskedFor() throws Unreadable {
        Envelope envelope = Anthropic.caller()
                .open(bytes("{" + ASK + ",\"tools\":[ ],\"thinking\":{\"type\":\"disabled\"},\"max_tokens\":null}"));
        assertThat(envelope.stream()).isFalse();
        assertThat(envelope.tools()).isFalse();
        assertThat(envelope.structured()).isFalse();
        assertThat(envelope.reasoning()).isFalse();
        assertThat(envelope.maxOutput()).isEmpty();
        assertThat(envelope.images()).isZero();
        assertThat(envelope.textBytes()).isEqualTo("muserHidisabled".length());
    }

    @Test
    void keepsFieldsOfTomorrow() {
        ModelRequest request = with(",\"speed\":\"fast\",\"metadata\":{\"user_id\":\"u\",\"team\":\"t\"}");
        assertThat(request.user()).contains("u");
        assertThat(request.extra().of("anthropic"))
                .isEqualTo(json("{\"speed\": \"fast\", \"metadata\": {\"team\": \"t\"}}"));
    }
}
