package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.CallerShapes.CURIOUS;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.PLAIN;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.parts;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.sentBack;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.thought;
import static dev.signalbox.wire.dialect.gemini.CallerShapes.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reasoning of other providers reaches a caller and comes back as it was. */
class CallerReasoningTest {
    private static final String SIGNATURE = "EqQBCkgIBRABGAIiQN+/é\"\\=";
    private static final Content.Reasoning SIGNED = thought("Two tools are needed.", SIGNATURE);
    private static final Content.Reasoning REDACTED =
            new Content.Reasoning("", Optional.empty(), Optional.of("ZW5jcnlwdGVk"), "anthropic", Extra.none());
    private static final Content.Reasoning UNSIGNED =
            new Content.Reasoning("Hm.", Optional.empty(), Optional.empty(), "openai", Extra.none());
    private static final Content.ToolCall CALL =
            new Content.ToolCall("toolu_1", "clock", "{\"in\":\"Delft\"}", Extra.none());

    private static Json.Obj write(ReplyStyle style, Content... content) {
        ModelReply reply = new ModelReply(
                "id",
                "claude-x",
                Optional.empty(),
                List.of(content),
                new Stop(StopReason.TOOL_CALLS, "tool_use", Optional.empty()),
                Optional.of(Usage.NONE),
                Extra.none());
        return CallerShapes.json(Gemini.caller().write(reply, style));
    }

    private static List<Content> back(Json.Obj answer) throws Unreadable {
        return parts(sentBack(List.of(answer)));
    }

    @Test
    void travelsOnThePartBehindItWhetherItIsShownOrNot() throws Exception {
        for (ReplyStyle style : new ReplyStyle[] {PLAIN, CURIOUS}) {
            Json.Obj answer = write(style, SIGNED, REDACTED, CALL);
            assertThat(parts(answer)).hasSize(style.thoughts() ? 2 : 1);
            assertThat(((Json.Obj) parts(answer).getLast()).text("thoughtSignature"))
                    .isPresent();
            assertThat(back(answer)).containsExactly(SIGNED, REDACTED, CALL);
        }
    }

    @Test
    void travelsBetweenWordsAndCalls() throws Exception {
        Json.Obj answer = write(CURIOUS, SIGNED, new Content.Text("I will look."), UNSIGNED, CALL);
        assertThat(back(answer)).containsExactly(SIGNED, new Content.Text("I will look."), UNSIGNED, CALL);
    }

    @Test
    void travelsAloneWhereNothingIsBehindIt() throws Exception {
        Json.Obj answer = write(PLAIN, SIGNED);
        assertThat(parts(answer)).hasSize(1);
        assertThat(back(answer)).containsExactly(SIGNED);
    }

    @Test
    void survivesClientsThatWriteBytesInTheOtherAlphabet() throws Exception {
        Json.Obj answer = write(PLAIN, thought("Straße???>>>", SIGNATURE), CALL);
        String signature =
                ((Json.Obj) parts(answer).getLast()).text("thoughtSignature").orElseThrow();
        String other = signature.replace('+', '-').replace('/', '_').replace("=", "");
        assertThat(other).isNotEqualTo(signature);
        assertThat(parts(sentBack(List.of(answer)).replace(signature, other)))
                .containsExactly(thought("Straße???>>>", SIGNATURE), CALL);
    }

    @Test
    void aChangedOneIsRefused() {
        String signature = Carried.seal(List.of(SIGNED));
        for (String changed :
                new String[] {signature.substring(0, 20), signature.substring(0, 15) + "!!!!", signature + "AAAA"}) {
            assertThatThrownBy(
                            () -> parts("[{\"role\": \"model\", \"parts\": [{\"text\": \"x\", \"thoughtSignature\": \""
                                    + changed + "\"}]}]"))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageStartingWith("contents[0].parts[0].thoughtSignature: ");
        }
    }

    @Test
    void thoughtsThatWereChangedAreKeptBesideTheRealOnes() throws Exception {
        Json.Obj answer = write(CURIOUS, SIGNED, CALL);
        List<Content> back =
                parts(sentBack(List.of(answer)).replace("\"Two tools are needed.\"", "\"I made this up.\""));
        assertThat(back).hasSize(3).endsWith(SIGNED, CALL);
    }

    @Test
    void googlesOwnSignaturesKeepTheirPlaces() throws Exception {
        List<Content> parts = parts("[{\"role\": \"model\", \"parts\": ["
                + "{\"text\": \"hm\", \"thought\": true, \"thoughtSignature\": \"QQ==\"},"
                + "{\"text\": \"one\", \"thoughtSignature\": \"Qg==\"},"
                + "{\"functionCall\": {\"id\": \"c\", \"name\": \"clock\"}, \"thoughtSignature\": \"Qw==\"},"
                + "{\"text\": \"\", \"thoughtSignature\": \"RA==\"}]}]");
        assertThat(parts)
                .filteredOn(Content.Reasoning.class::isInstance)
                .extracting(part -> ((Content.Reasoning) part).signature().orElseThrow())
                .containsExactly(
                        Signatures.write(new Signatures.Placed.OfThought("QQ==")),
                        Signatures.write(new Signatures.Placed.OfText(0, "Qg==")),
                        Signatures.write(new Signatures.Placed.OfCall("c", "Qw==")),
                        Signatures.write(new Signatures.Placed.Last("RA==")));
        assertThat(parts).hasSize(6);
    }

    @Test
    void aStreamBringsItBackToo() throws Exception {
        for (ReplyStyle style : new ReplyStyle[] {PLAIN, CURIOUS}) {
            List<Json.Obj> pieces = written(
                    Gemini.caller().streamWriter(style),
                    new StreamEvent.Started("id", "claude-x", Optional.empty()),
                    new StreamEvent.ReasoningStarted(0, Optional.empty(), "anthropic"),
                    new StreamEvent.ReasoningDelta(0, "Two tools "),
                    new StreamEvent.ReasoningDelta(0, "are needed."),
                    new StreamEvent.ReasoningSignature(0, SIGNATURE, "anthropic"),
                    new StreamEvent.PartEnded(0),
                    new StreamEvent.ReasoningStarted(1, Optional.of("ZW5jcnlwdGVk"), "anthropic"),
                    new StreamEvent.PartEnded(1),
                    new StreamEvent.TextStarted(2),
                    new StreamEvent.TextDelta(2, "I will"),
                    new StreamEvent.TextDelta(2, " "),
                    new StreamEvent.TextDelta(2, "look."),
                    new StreamEvent.PartEnded(2),
                    new StreamEvent.ToolCallStarted(3, "toolu_1", "clock"),
                    new StreamEvent.ToolCallDelta(3, "{\"in\":"),
                    new StreamEvent.ToolCallDelta(3, "\"Delft\"}"),
                    new StreamEvent.PartEnded(3),
                    new StreamEvent.Stopped(new Stop(StopReason.TOOL_CALLS, "tool_use", Optional.empty())),
                    new StreamEvent.UsageReported(Usage.NONE),
                    new StreamEvent.Ended());
            assertThat(pieces).hasSize(style.thoughts() ? 7 : 5);
            assertThat(parts(sentBack(pieces)))
                    .containsExactly(SIGNED, REDACTED, new Content.Text("I will look."), CALL);
        }
    }
}
