package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.HoldStream;
import dev.signalbox.server.settings.TextPattern;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final EscalateSettings ALL = new EscalateSettings(
            true,
            true,
            true,
            true,
            true,
            List.of(new TextPattern("i (don't|do not) know")),
            OptionalInt.of(4),
            Optional.of(0.6),
            Optional.empty(),
            HoldStream.HOLD,
            1024);
    private static final String FORM = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\","
            + "\"schema\":{\"type\":\"object\",\"required\":[\"a\"]}}}";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"find\",\"parameters\":"
                    + "{\"type\":\"object\",\"required\":[\"q\"]}}}]";

    private static Optional<String> signal(String fields, Certainty certainty, Draft draft) {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + fields + "}";
        return new Signals(Requests.ofBody(body), ALL).of(draft, certainty);
    }

    private static Optional<String> signal(String fields, Draft draft) {
        return signal(fields, new Certainty(), draft);
    }

    private static Draft said(String text, StopReason stop) {
        return draft(new StreamEvent.TextDelta(0, text), stopped(stop));
    }

    private static StreamEvent stopped(StopReason reason) {
        return new StreamEvent.Stopped(new Stop(reason, "word", Optional.empty()));
    }

    private static Draft called(String arguments) {
        return draft(
                new StreamEvent.ToolCallStarted(0, "id", "find"),
                new StreamEvent.ToolCallDelta(0, arguments),
                stopped(StopReason.TOOL_CALLS));
    }

    private static Draft draft(StreamEvent... events) {
        Draft draft = new Draft();
        List.of(events).forEach(draft::on);
        return draft;
    }

    @Test
    void isSilentAboutAGoodAnswer() {
        assertThat(signal("", said("all is well", StopReason.END))).isEmpty();
        assertThat(signal(FORM, said("{\"a\":1}", StopReason.END))).isEmpty();
        assertThat(signal(TOOLS, called("{\"q\":\"x\"}"))).isEmpty();
    }

    @Test
    void tellsWhatIsWrong() {
        assertThat(signal("", said("some", StopReason.CONTENT_FILTER))).hasValue("refusal");
        assertThat(signal("", draft(new StreamEvent.RefusalDelta(0, "no")))).hasValue("refusal");
        assertThat(signal("", said(" \n", StopReason.END))).hasValue("empty");
        assertThat(signal("", said("and so on", StopReason.LENGTH))).hasValue("cut-off");
        assertThat(signal("", said("Sorry, I DO NOT know.", StopReason.END))).hasValue("says");
        assertThat(signal("", said("no.", StopReason.END))).hasValue("shorter-than");
    }

    @Test
    void readsTheFormThatWasAskedFor() {
        assertThat(signal(FORM, said("{\"b\":1}", StopReason.END))).hasValue("invalid-json");
        assertThat(signal(FORM, said("here: {\"a\":1}", StopReason.END))).hasValue("invalid-json");
        assertThat(signal(",\"response_format\":{\"type\":\"json_object\"}", said("{\"b\":", StopReason.END)))
                .hasValue("invalid-json");
        assertThat(signal(TOOLS, called("{\"x\":1}"))).hasValue("tool-arguments");
        assertThat(signal(TOOLS, called("[1]"))).hasValue("tool-arguments");
        assertThat(signal(TOOLS, called("{\"q\":"))).hasValue("tool-arguments");
        assertThat(signal("", called(""))).isEmpty();
    }

    @Test
    void knowsOfAnAnswerThatIsNotOverOnlyWhatItSaid() {
        assertThat(signal(FORM, draft(new StreamEvent.TextDelta(0, "{\"b\"")))).isEmpty();
        assertThat(signal("", draft(new StreamEvent.TextDelta(0, "I don't know"))))
                .hasValue("says");
    }

    @Test
    void asksHowSureTheModelWasWhereThatIsKnown() {
        Certainty unsure = new Certainty();
        unsure.on("{\"logprobs\":[{\"logprob\":-1}]}".getBytes(StandardCharsets.UTF_8));
        assertThat(signal("", unsure, said("all is well", StopReason.END))).hasValue("confidence");
    }
}
