package dev.signalbox.wire.dialect.openai;

import static dev.signalbox.wire.dialect.openai.Shapes.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.RefusedFields;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ReasoningRequest.Mode;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Sampling;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of other dialects, as they reach a provider of this one. */
class RequestWriterTest {
    private static final Extra CACHED = new Extra("anthropic", json("{\"cache_control\":{\"type\":\"ephemeral\"}}"));

    @Test
    void tellsTheLossOfCacheHintsOnce() {
        Translation.Ready ready = write(of(
                new Message(
                        Role.SYSTEM,
                        List.of(new Content.Text("a", CACHED), new Content.Text("b", CACHED)),
                        Extra.none()),
                new Message(Role.USER, List.of(new Content.Text("c", CACHED)), Extra.none())));
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("cache_control");
        assertThat(messages(ready))
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]},"
                                + "{\"role\":\"user\",\"content\":\"c\"}]");
    }

    @Test
    void answersOfToolsComeFirstAndTheirPicturesFollow() {
        Content picture = new Content.Image(new Media.Inline("image/png", "AA=="), Optional.empty(), Extra.none());
        Translation.Ready ready = write(of(Message.of(
                Role.USER,
                new Content.Text("and now?"),
                result("a", false, new Content.Text("one"), picture),
                result("b", false))));
        assertThat(messages(ready))
                .isEqualTo("[{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"one\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"and now?\"},"
                        + "{\"type\":\"text\",\"text\":\"From the result of tool call a:\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]}]");
        assertThat(ready.losses()).isEmpty();
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("messages[0].content[1].content");
    }

    @Test
    void saysInWordsThatAToolFailed() {
        Translation.Ready ready = write(of(Message.of(
                Role.USER,
                result("a", true, new Content.Text("no such city")),
                result("b", true, new Content.Text("ERROR 42")),
                result("c", true))));
        assertThat(messages(ready))
                .contains(
                        "\"content\":[{\"type\":\"text\",\"text\":\"Error: \"},{\"type\":\"text\",\"text\":\"no such city\"}]")
                .contains("\"content\":\"ERROR 42\"")
                .contains("\"tool_call_id\":\"c\",\"content\":\"Error: \"");
        assertThat(ready.adjustments())
                .extracting(Adjustment::field)
                .containsExactly("messages[0].content[0].is_error", "messages[0].content[2].is_error");
    }

    @Test
    void namesWhatOnlyAnotherDialectKnows() {
        ModelRequest request = of(
                Message.of(Role.USER, new Content.Foreign("anthropic", "search_result", json("{}"))),
                Message.of(Role.ASSISTANT, new Content.Foreign("anthropic", "server_tool_use", json("{}"))));
        Translation.Ready ready = write(with(
                request,
                List.of(new Tool.Foreign("anthropic", "web_search_20250305", json("{}"))),
                Optional.of(new ToolChoice.Required())));
        assertThat(ready.losses())
                .extracting(Loss::field)
                .containsExactly("messages[0].content[0]", "messages[1].content[0]", "tools[0]");
        assertThat(json(ready.body()).fields()).doesNotContainKeys("tools", "tool_choice", "parallel_tool_calls");
        assertThat(messages(ready))
                .isEqualTo("[{\"role\":\"user\",\"content\":\"\"},{\"role\":\"assistant\",\"content\":\"\"}]");
    }

    @Test
    void doesNotChooseAToolThatIsNotThere() {
        Tool kept = new Tool.Function("kept", Optional.empty(), Optional.empty(), Optional.empty(), Extra.none());
        ModelRequest request = of(Message.of(Role.USER, new Content.Text("x")));
        Translation.Ready lost = write(with(request, List.of(kept), Optional.of(new ToolChoice.Named("gone"))));
        assertThat(lost.losses()).extracting(Loss::field).containsExactly("tool_choice");
        Translation.Ready found = write(with(request, List.of(kept), Optional.of(new ToolChoice.Named("kept"))));
        assertThat(json(found.body()).object("tool_choice"))
                .contains(json("{\"type\":\"function\",\"function\":{\"name\":\"kept\"}}"));
    }

    @Test
    void neverSendsTheReasoningOfAnotherFamily() {
        Content signed = new Content.Reasoning(
                "secret thought", Optional.of("sig"), Optional.empty(), "anthropic", Extra.none());
        Content redacted = new Content.Reasoning("", Optional.empty(), Optional.of("blob"), "anthropic", Extra.none());
        Translation.Ready ready = write(of(Message.of(Role.ASSISTANT, signed, redacted, new Content.Text("x"))));
        assertThat(messages(ready)).isEqualTo("[{\"role\":\"assistant\",\"content\":\"x\"}]");
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages.reasoning");
    }

    @Test
    void carriesDocumentsAsFilesOrWords() {
        Translation.Ready ready = write(of(Message.of(
                Role.USER,
                document(new Media.Inline("application/pdf", "AA=="), Optional.empty()),
                document(new Media.Uploaded("file-1"), Optional.of("x.pdf")),
                document(new Media.Uploaded("file_011"), Optional.empty()),
                document(new Media.Plain("words"), Optional.of("Title")))));
        assertThat(messages(ready))
                .isEqualTo("[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"file\",\"file\":{\"filename\":\"document.pdf\",\"file_data\":\"data:application/pdf;base64,AA==\"}},"
                        + "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}},"
                        + "{\"type\":\"text\",\"text\":\"Title\\n\\nwords\"}]}]");
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("messages[0].content[2]");
    }

    @Test
    void asksForDocumentsThatItCanOnlySendAsBytes() {
        ModelRequest request = of(Message.of(
                Role.USER,
                document(new Media.Address("https://example.com/a.pdf"), Optional.empty()),
                document(new Media.Address("https://example.com/a.pdf"), Optional.empty())));
        assertThat(OpenAi.provider().write(request, facts(Thinking.UNKNOWN)))
                .isEqualTo(new Translation.NeedsFetch(List.of("https://example.com/a.pdf")));
    }

    @Test
    void asksForImagesWhereTheProviderReadsNoAddresses() {
        ModelRequest request = of(Message.of(
                Role.USER,
                new Content.Image(new Media.Address("https://example.com/a.png"), Optional.empty(), Extra.none())));
        ModelFacts facts = new ModelFacts(
                "m",
                OptionalLong.empty(),
                100,
                Thinking.UNKNOWN,
                ThinkingScale.standard(),
                List.of(),
                Quirks.none().readingNoAddresses());
        assertThat(OpenAi.provider().write(request, facts))
                .isEqualTo(new Translation.NeedsFetch(List.of("https://example.com/a.png")));
        assertThat(OpenAi.provider().write(request, facts(Thinking.UNKNOWN))).isInstanceOf(Translation.Ready.class);
    }

    @Test
    void tellsWhatOfTheSamplingIsLost() {
        Sampling sampling = new Sampling(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(40),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of("1", "2", "3", "4", "5"));
        Translation.Ready ready = write(request(sampling, OptionalLong.empty(), Optional.empty(), Optional.empty()));
        assertThat(ready.losses()).extracting(Loss::field).containsExactly("top_k", "stop");
        assertThat(ready.losses())
                .filteredOn(Loss::changesMeaning)
                .extracting(Loss::field)
                .containsExactly("stop");
        assertThat(json(ready.body()).items("stop")).hasSize(4);
    }

    @Test
    void cutsTheCapToWhatTheModelCanAnswer() {
        ModelRequest request = request(NONE, OptionalLong.of(64_000), Optional.empty(), Optional.empty());
        ModelFacts facts = new ModelFacts("m", OptionalLong.of(16_384), 4096, Thinking.EFFORT);
        Translation.Ready ready = (Translation.Ready) OpenAi.provider().write(request, facts);
        assertThat(json(ready.body()).whole("max_completion_tokens")).hasValue(16_384);
        assertThat(ready.adjustments())
                .containsExactly(
                        new Adjustment("max_completion_tokens", "64000", "16384", "the model cannot answer with more"));
    }

    /** Not every model that thinks by effort refuses to be told how to draw words. */
    @Test
    void keepsSamplingForAModelThatThinksByEffortAndDoesNotRefuseIt() {
        Sampling sampling = new Sampling(
                Optional.of(new BigDecimal("0.3")),
                Optional.of(new BigDecimal("0.9")),
                OptionalLong.empty(),
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                OptionalLong.empty(),
                List.of("END"));
        ReasoningRequest wish = new ReasoningRequest(Mode.EFFORT, Optional.of("high"), OptionalLong.empty());
        ModelRequest request = request(sampling, OptionalLong.of(100), Optional.of(wish), Optional.empty());
        ModelFacts free = new ModelFacts("gemini-3-flash-preview", OptionalLong.empty(), 4096, Thinking.EFFORT);
        Translation.Ready kept = (Translation.Ready) OpenAi.provider().write(request, free);

        assertThat(json(kept.body()).fields())
                .containsKeys("temperature", "top_p", "stop", "presence_penalty", "reasoning_effort");
        assertThat(kept.losses()).isEmpty();
        assertThat(kept.adjustments()).isEmpty();

        ModelFacts some = free.refusing(RefusedFields.of(List.of("stop", "presence_penalty")));
        Translation.Ready fewer = (Translation.Ready) OpenAi.provider().write(request, some);
        assertThat(json(fewer.body()).fields())
                .containsKeys("temperature", "top_p", "reasoning_effort")
                .doesNotContainKeys("stop", "presence_penalty");
        assertThat(fewer.losses()).extracting(Loss::field).containsExactly("stop");
        assertThat(fewer.adjustments()).extracting(Adjustment::field).containsExactly("presence_penalty");
    }

    @Test
    void shortensTheNameOfAUserThatOpenAiWouldRefuse() {
        String id = "user_" + "x".repeat(100);
        Translation.Ready ready = write(request(NONE, OptionalLong.empty(), Optional.empty(), Optional.of(id)));
        assertThat(json(ready.body()).text("user").orElseThrow()).hasSize(64).matches("[0-9a-f]+");
        assertThat(ready.adjustments()).extracting(Adjustment::field).containsExactly("user");
        assertThat(json(write(request(NONE, OptionalLong.empty(), Optional.empty(), Optional.of("short")))
                                .body())
                        .text("user"))
                .contains("short");
    }

    @ParameterizedTest
    @CsvSource({
        "BUDGET,,1024,EFFORT,low",
        "BUDGET,,3000,EFFORT,medium",
        "BUDGET,,10000,EFFORT,medium",
        "BUDGET,,20000,UNKNOWN,high",
        "BUDGET,,31999,EFFORT,high",
        "BUDGET,,31999,NONE,",
        "EFFORT,xhigh,,EFFORT,xhigh",
        "EFFORT,low,,NONE,",
        "ADAPTIVE,max,,UNKNOWN,max",
        "ADAPTIVE,,,EFFORT,",
        "OFF,none,,UNKNOWN,none",
        "OFF,,,UNKNOWN,",
        "OFF,,,EFFORT,none",
        "OFF,,,NONE,",
    })
    void turnsThinkingIntoEffort(Mode mode, String effort, Long budget, Thinking thinking, String expected) {
        ReasoningRequest wish = new ReasoningRequest(
                mode, Optional.ofNullable(effort), budget == null ? OptionalLong.empty() : OptionalLong.of(budget));
        ModelRequest request = request(NONE, OptionalLong.empty(), Optional.of(wish), Optional.empty());
        Translation.Ready ready = (Translation.Ready) OpenAi.provider().write(request, facts(thinking));
        assertThat(json(ready.body()).text("reasoning_effort")).isEqualTo(Optional.ofNullable(expected));
        boolean lost = thinking == Thinking.NONE && mode != Mode.OFF;
        assertThat(ready.losses()).isEmpty();
        assertThat(ready.adjustments()).hasSize(lost || mode == Mode.BUDGET ? 1 : 0);
    }

    private static final Sampling NONE = new Sampling(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            List.of());

    private static Content result(String id, boolean error, Content... content) {
        return new Content.ToolResult(id, List.of(content), error, Extra.none());
    }

    private static Content document(Media media, Optional<String> name) {
        return new Content.Document(media, name, Extra.none());
    }

    private static ModelRequest of(Message... messages) {
        return request(NONE, OptionalLong.empty(), Optional.empty(), Optional.empty(), messages);
    }

    private static ModelRequest request(
            Sampling sampling,
            OptionalLong cap,
            Optional<ReasoningRequest> reasoning,
            Optional<String> user,
            Message... messages) {
        return new ModelRequest(
                "asked-for",
                List.of(messages),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                sampling,
                cap,
                reasoning,
                Optional.empty(),
                false,
                user,
                Extra.none());
    }

    private static ModelRequest with(ModelRequest request, List<Tool> tools, Optional<ToolChoice> choice) {
        return new ModelRequest(
                request.model(),
                request.messages(),
                tools,
                choice,
                Optional.of(true),
                request.sampling(),
                request.maxOutput(),
                request.reasoning(),
                request.responseFormat(),
                request.stream(),
                request.user(),
                request.extra());
    }

    private static ModelFacts facts(Thinking thinking) {
        return Shapes.model("m", thinking);
    }

    private static Translation.Ready write(ModelRequest request) {
        return (Translation.Ready) OpenAi.provider().write(request, facts(Thinking.UNKNOWN));
    }

    private static String messages(Translation.Ready ready) {
        Json messages = json(ready.body()).find("messages").orElseThrow();
        return Shapes.text(JsonCodec.write(messages));
    }
}
