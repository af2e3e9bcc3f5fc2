package dev.signalbox.wire.dialect.gemini;

import static dev.signalbox.wire.dialect.gemini.ProviderShapes.bytes;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.events;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.last;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.metered;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.piece;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.read;
import static dev.signalbox.wire.dialect.gemini.ProviderShapes.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of Google's models, whole and streamed. */
class ProviderReadingTest {
    private static ModelReply whole(String body) throws Unreadable {
        return Gemini.provider().read(bytes(body));
    }

    @Test
    void readsEveryKindOfPart() throws Unreadable {
        ModelReply reply = whole(last("""
                {"text":"hm","thought":true},{"text":"Hello","thoughtSignature":"c2ln"},
                {"functionCall":{"name":"look","args":{"a":1.0}}},
                {"inlineData":{"mimeType":"image/png","data":"QUJD"}},
                {"executableCode":{"language":"PYTHON","code":"1"}},{"text":"","thoughtSignature":"bGFzdA=="}""", "STOP"));
        assertThat(reply.content()).hasSize(7);
        assertThat(reply.content().get(0))
                .isInstanceOfSatisfying(
                        Content.Reasoning.class,
                        thought -> assertThat(thought.text()).isEqualTo("hm"));
        assertThat(reply.content().get(1)).isEqualTo(new Content.Text("Hello"));
        assertThat(((Content.Reasoning) reply.content().get(2)).signature()).contains("text:0:c2ln");
        assertThat(((Content.ToolCall) reply.content().get(3)).arguments()).isEqualTo("{\"a\":1.0}");
        assertThat(reply.content().get(4)).isInstanceOf(Content.Image.class);
        assertThat(reply.content().get(5))
                .isInstanceOfSatisfying(
                        Content.Foreign.class,
                        foreign -> assertThat(foreign.type()).isEqualTo("executableCode"));
        assertThat(((Content.Reasoning) reply.content().get(6)).signature()).contains("last:bGFzdA==");
        assertThat(reply.stop().reason()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(reply.stop().provider()).isEqualTo("STOP");
        assertThat(reply.usage()).contains(new Usage(4, 0, 0, 0, 5, 3));
        assertThat(reply.id()).isEqualTo("r1");
        assertThat(reply.model()).isEqualTo("gemini-3-flash");
    }

    @Test
    void countsThoughtsAsOutputAndResultsOfItsOwnToolsAsInput() throws Unreadable {
        ModelReply reply = whole("""
                {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],"usageMetadata":{
                 "promptTokenCount":147,"candidatesTokenCount":108,"totalTokenCount":783,"cachedContentTokenCount":40,
                 "toolUsePromptTokenCount":360,"thoughtsTokenCount":168}}""");
        assertThat(reply.usage()).contains(new Usage(467, 40, 0, 0, 276, 168));
        assertThat(reply.usage().orElseThrow().total()).isEqualTo(783);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, END",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "IMAGE_SAFETY, CONTENT_FILTER",
        "IMAGE_PROHIBITED_CONTENT, CONTENT_FILTER",
        "IMAGE_RECITATION, CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL, ERROR",
        "UNEXPECTED_TOOL_CALL, ERROR",
        "TOO_MANY_TOOL_CALLS, ERROR",
        "NO_IMAGE, ERROR",
        "LANGUAGE, ERROR",
        "OTHER, ERROR",
        "IMAGE_OTHER, ERROR",
        "A_WORD_OF_TOMORROW, ERROR"
    })
    void understandsWhyTheModelStopped(String word, StopReason reason) throws Unreadable {
        assertThat(whole(last("{\"text\":\"x\"}", word)).stop().reason()).isEqualTo(reason);
        assertThat(read(stream(piece("{\"text\":\"x\"}"), last("", word))))
                .filteredOn(StreamEvent.Stopped.class::isInstance)
                .singleElement()
                .satisfies(
                        event -> assertThat(((StreamEvent.Stopped) event).stop().reason())
                                .isEqualTo(reason));
        assertThat(StopWords.write(StopWords.read(word, false)))
                .isEqualTo(word.equals("A_WORD_OF_TOMORROW") ? "OTHER" : word);
    }

    @Test
    void takesABlockedPromptForAFilter() throws Unreadable {
        String blocked = """
                {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":8,
                 "totalTokenCount":8},"modelVersion":"gemini-3-flash","responseId":"r1"}""".replace("\n", "");
        ModelReply reply = whole(blocked);
        assertThat(reply.stop().reason()).isEqualTo(StopReason.CONTENT_FILTER);
        assertThat(reply.content()).isEmpty();
        assertThat(Gemini.provider().summary(bytes(blocked)).providerStop()).isEqualTo("PROHIBITED_CONTENT");
        StreamMeter meter = Gemini.provider().streamMeter();
        assertThat(meter.on(events(stream(blocked)).getFirst())).isEqualTo(Mark.CONTENT);
        assertThat(meter.stop().orElseThrow().reason()).isEqualTo(StopReason.CONTENT_FILTER);
        assertThat(read(stream(blocked))).last().isInstanceOf(StreamEvent.Ended.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "\"x\"",
                "{\"candidates\":[]}",
                "nonsense",
                "",
                "[1]",
                "{\"error\":{\"code\":500}}"
            })
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> whole(body)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Gemini.provider().summary(bytes(body))).isInstanceOf(Unreadable.class);
    }

    @Test
    void readsAnArrayOfPiecesAsTheOneAnswer() throws Unreadable {
        String array = "[" + piece("{\"text\":\"Hel\"}") + "\r\n,\r\n" + piece("{\"text\":\"lo\"}") + ","
                + last("{\"functionCall\":{\"name\":\"look\"}}", "STOP") + "]";
        ModelReply reply = whole(array);
        assertThat(reply.content().getFirst()).isEqualTo(new Content.Text("Hello"));
        assertThat(reply.content()).hasSize(2);
        assertThat(reply.stop().reason()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(reply.usage()).contains(new Usage(4, 0, 0, 0, 5, 3));
        assertThat(Gemini.provider().summary(bytes(array)).usage()).isEqualTo(reply.usage());
    }

    @Test
    void makesIdsOfCallsThatAreTheSameEachTimeAndDifferBetweenTurns() throws Unreadable {
        String body = last(
                "{\"functionCall\":{\"name\":\"a\",\"args\":{}}},{\"functionCall\":{\"name\":\"a\",\"args\":{}}}",
                "STOP");
        List<String> ids = ids(whole(body));
        assertThat(ids).doesNotHaveDuplicates().isEqualTo(ids(whole(body)));
        assertThat(ids).allMatch(CallIds::isMade);
        assertThat(read(stream(body)).stream()
                        .filter(StreamEvent.ToolCallStarted.class::isInstance)
                        .map(event -> ((StreamEvent.ToolCallStarted) event).id())
                        .toList())
                .isEqualTo(ids);
        assertThat(ids(whole(body.replace("\"r1\"", "\"r2\"")))).doesNotContainAnyElementsOf(ids);
        assertThat(ids(whole(body.replaceFirst("\"name\"", "\"id\":\"vcyiitct\",\"name\""))))
                .startsWith("vcyiitct");
    }

    private static List<String> ids(ModelReply reply) {
        return reply.content().stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(call -> ((Content.ToolCall) call).id())
                .toList();
    }

    @Test
    void joinsWordsAndThoughtsAcrossEvents() throws Unreadable {
        List<StreamEvent> told = read(stream(
                piece("{\"text\":\"a\",\"thought\":true}"),
                piece("{\"text\":\"b\",\"thought\":true}"),
                piece("{\"text\":\"c\"}"),
                piece("{\"text\":\"d\"}"),
                last("{\"text\":\"\",\"thoughtSignature\":\"cw==\"}", "STOP")));
        assertThat(told.stream().filter(event -> !(event instanceof StreamEvent.UsageReported)))
                .containsSubsequence(
                        new StreamEvent.ReasoningStarted(0, Optional.empty(), "gemini"),
                        new StreamEvent.ReasoningDelta(0, "a"),
                        new StreamEvent.ReasoningDelta(0, "b"),
                        new StreamEvent.PartEnded(0),
                        new StreamEvent.TextStarted(1),
                        new StreamEvent.TextDelta(1, "c"),
                        new StreamEvent.TextDelta(1, "d"),
                        new StreamEvent.PartEnded(1),
                        new StreamEvent.ReasoningStarted(2, Optional.empty(), "gemini"),
                        new StreamEvent.ReasoningSignature(2, "last:cw==", "gemini"),
                        new StreamEvent.PartEnded(2));
        assertThat(told)
                .filteredOn(StreamEvent.UsageReported.class::isInstance)
                .last()
                .isEqualTo(new StreamEvent.UsageReported(new Usage(4, 0, 0, 0, 5, 3)));
    }

    @Test
    void signsTheThoughtThatLedToACall() throws Unreadable {
        String call = "{\"functionCall\":{\"id\":\"k1\",\"name\":\"look\",\"args\":{}},\"thoughtSignature\":\"cw==\"}";
        assertThat(read(stream(piece("{\"text\":\"a\",\"thought\":true}"), last(call, "STOP"))))
                .contains(
                        new StreamEvent.ReasoningSignature(0, "call:2:k1:cw==", "gemini"),
                        new StreamEvent.ToolCallStarted(1, "k1", "look"));
        ModelReply reply = whole(last("{\"text\":\"a\",\"thought\":true}," + call, "STOP"));
        assertThat(reply.content()).hasSize(2);
        assertThat(((Content.Reasoning) reply.content().getFirst()).signature()).contains("call:2:k1:cw==");
    }

    @Test
    void endsWellWhereTheConnectionEndsAfterAStopAndNotBefore() throws Unreadable {
        assertThat(read(stream(piece("{\"text\":\"a\"}"), last("", "STOP"))))
                .last()
                .isInstanceOf(StreamEvent.Ended.class);
        assertThat(read(stream(piece("{\"text\":\"a\"}")))).last().isEqualTo(new StreamEvent.PartEnded(0));
        assertThat(metered(stream(piece("{\"text\":\"a\"}"))).stop()).isEmpty();
        assertThat(metered(stream(last("{\"text\":\"a\"}", "STOP"))).stop()).isPresent();
    }

    @Test
    void takesWordsThatFollowAStop() throws Unreadable {
        List<StreamEvent> told = read(stream(last("{\"text\":\"a\"}", "STOP"), last("{\"text\":\"b\"}", "STOP")));
        assertThat(told).contains(new StreamEvent.TextDelta(0, "b"));
        assertThat(told).filteredOn(StreamEvent.Stopped.class::isInstance).hasSize(1);
    }

    @Test
    void letsAnotherModelTryWhereThisOneBrokeBeforeAWord() {
        StreamMeter meter = Gemini.provider().streamMeter();
        assertThat(meter.on(events(stream(piece("{\"text\":\"\"}"))).getFirst()))
                .isEqualTo(Mark.PREFACE);
        assertThat(meter.on(events(stream(last("", "MALFORMED_FUNCTION_CALL"))).getFirst()))
                .isEqualTo(Mark.ERROR);
        assertThat(meter.error().orElseThrow().message()).contains("MALFORMED_FUNCTION_CALL");
        StreamMeter later = metered(stream(piece("{\"text\":\"x\"}"), last("", "MALFORMED_FUNCTION_CALL")));
        assertThat(later.error()).isEmpty();
        assertThat(later.stop().orElseThrow().reason()).isEqualTo(StopReason.ERROR);
    }

    @Test
    void tellsAnErrorInsideAStream() throws Unreadable {
        byte[] stream = stream(
                piece("{\"text\":\"a\"}"),
                "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}");
        assertThat(read(stream)).last().isInstanceOf(StreamEvent.Failed.class);
        assertThat(metered(stream).error().orElseThrow().message()).isEqualTo("The model is overloaded.");
        assertThat(Gemini.provider()
                        .streamMeter()
                        .on(events(bytes("data: <html>\n\n")).getFirst()))
                .isEqualTo(Mark.GARBAGE);
        assertThatThrownBy(() -> read(bytes("data: <html>\n\n"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesACallInPiecesWhichNobodyAskedFor() {
        assertThatThrownBy(() -> read(stream(piece("{\"functionCall\":{\"name\":\"a\",\"willContinue\":true}}"))))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("functionCall");
    }

    @Test
    void measuresWordsAndArgumentsButNoPictures() {
        StreamMeter meter = metered(stream(
                piece("{\"text\":\"four\"}"),
                piece("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"QUJDREVGR0g=\"}}"),
                last("{\"functionCall\":{\"name\":\"look\",\"args\":{\"city\":\"Rome\"}}}", "STOP")));
        assertThat(meter.contentBytes()).isEqualTo(8);
        assertThat(meter.model()).contains("gemini-3-flash");
        assertThat(meter.stop().orElseThrow().reason()).isEqualTo(StopReason.TOOL_CALLS);
    }
}
