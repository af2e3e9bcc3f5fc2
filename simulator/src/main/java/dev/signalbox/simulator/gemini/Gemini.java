package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Model;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Asked;
import dev.signalbox.simulator.dialect.Circumstances;
import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Head;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Manner;
import dev.signalbox.simulator.dialect.Rejection;
import dev.signalbox.simulator.dialect.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Gemini API ({@code /v1beta/models/MODEL:generateContent}, {@code :streamGenerateContent}, {@code :countTokens}), on its
 * own host and on Vertex.
 */
public final class Gemini implements Dialect {
    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("vary", "Origin, X-Origin, Referer"),
            Map.entry("x-xss-protection", "0"),
            Map.entry("x-frame-options", "SAMEORIGIN"),
            Map.entry("x-content-type-options", "nosniff"));

    private final Manner manner;
    private final Surface surface;
    private final Framing framing;
    private final Signatures signatures;

    public Gemini(Manner manner, Surface surface) {
        this.manner = manner;
        this.surface = surface;
        this.framing = new Framing(surface.array());
        this.signatures = new Signatures(manner.seed());
    }

    @Override
    public String name() {
        return surface.name();
    }

    @Override
    public Optional<String> requestIdHeader() {
        return Optional.empty();
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return HEADERS;
    }

    @Override
    public void checkHead(Head head) {
        if (surface.vertex()) {
            GeminiErrors.checkToken(head, manner.requiredKey());
        } else {
            GeminiErrors.checkKey(head, manner.requiredKey());
        }
    }

    @Override
    public Reply answer(Asked asked, Circumstances circumstances) {
        JsonNode request = Payload.read(asked.request(), "GenerateContentRequest", surface.vertex());
        GeminiChecks.check(asked.model(), request, signatures);
        Prompt prompt = GeminiPrompt.read(asked.model(), request);
        String id = Seeded.id("", 22, manner.seed() ^ circumstances.fingerprint());
        int cached = Math.min(circumstances.cached().orElse(0), prompt.inputTokens());
        boolean shown = GeminiPrompt.showsThoughts(request);
        if (blocked(prompt)) {
            Usage nothing = new Usage(prompt.inputTokens(), cached, 0, 0, 0, 0);
            return reply(asked, new GeminiShapes(id, prompt.model(), nothing, signatures, shown), List.of(), 1);
        }
        int choices = Math.max(1, request.at("/generationConfig/candidateCount").asInt(1));
        List<Answer> answers = IntStream.range(0, choices)
                .mapToObj(choice -> new Model(manner.seed() + choice).answer(prompt))
                .toList();
        int output = answers.stream().mapToInt(Answer::tokens).sum();
        int thinking = answers.stream().mapToInt(Answer::thinkingTokens).sum();
        Usage usage = new Usage(prompt.inputTokens(), cached, 0, 0, output, thinking);
        GeminiShapes shapes = new GeminiShapes(id, prompt.model(), usage, signatures, shown);
        return reply(asked, shapes, answers, circumstances.tokensPerEvent());
    }

    /** Names of models and words of prompts that the filters of the provider do not let through. */
    private static boolean blocked(Prompt prompt) {
        return prompt.model().startsWith("sim-blocked")
                || prompt.asked().toLowerCase(Locale.ROOT).contains("please block");
    }

    private Reply reply(Asked asked, GeminiShapes shapes, List<Answer> answers, int tokensPerEvent) {
        if (asked.stream()) {
            return framing.stream(
                    answers.isEmpty()
                            ? List.of(new Fragment(shapes.blocked(), 0))
                            : new GeminiStream(shapes, tokensPerEvent).write(answers));
        }
        ObjectNode body = answers.isEmpty() ? shapes.blocked() : shapes.whole(answers);
        int tokens = answers.stream().mapToInt(Answer::tokens).sum();
        return new Reply.Whole(200, Map.of(), Json.bytes(body), tokens);
    }

    @Override
    public boolean repeatable(JsonNode request) {
        return true;
    }

    @Override
    public boolean waitsInHeaders() {
        return false;
    }

    @Override
    public Rejection failure(int status, String model, Optional<String> code) {
        Rejection usual = GeminiErrors.failure(status, model);
        return new Rejection(status, code.orElse(usual.type()), usual.message(), usual.param(), usual.code());
    }

    @Override
    public Reply.Whole error(Rejection rejection, String requestId) {
        ObjectNode error = GeminiErrors.body(rejection);
        JsonNode body = surface.array() ? error.arrayNode().add(error) : error;
        return new Reply.Whole(rejection.status(), Map.of(), Json.bytes(body), 0);
    }

    @Override
    public Event errorEvent(Rejection rejection, boolean first) {
        return framing.last(GeminiErrors.body(rejection), first);
    }

    @Override
    public Event garbageEvent() {
        return new Event(
                surface.array() ? ",\r\n{\"candidates\": [<<<not json" : "data: {\"candidates\": [<<<not json\r\n\r\n",
                0);
    }

    @Override
    public Reply.Whole models(List<String> models) {
        ObjectNode list = Json.object();
        models.forEach(model -> list.withArray("models").add(entry(model)));
        return new Reply.Whole(200, Map.of(), Json.bytes(list), 0);
    }

    @Override
    public Reply.Whole model(String model) {
        return new Reply.Whole(200, Map.of(), Json.bytes(entry(model)), 0);
    }

    @Override
    public Reply.Whole count(Asked asked) {
        JsonNode request = Payload.read(asked.request(), "CountTokensRequest", surface.vertex());
        JsonNode inner = request.path("generateContentRequest");
        if (inner.isObject() && request.has("contents")) {
            throw Rejection.badRequest("The request must have either contents or generate_content_request, not both.");
        }
        JsonNode counted = inner.isObject() ? inner : request;
        GeminiChecks.check(asked.model(), counted, signatures);
        int tokens = GeminiPrompt.read(asked.model(), counted).inputTokens();
        ObjectNode body = Json.object().put("totalTokens", tokens);
        body.putArray("promptTokensDetails").addObject().put("modality", "TEXT").put("tokenCount", tokens);
        return new Reply.Whole(200, Map.of(), Json.bytes(body), 0);
    }

    private static ObjectNode entry(String model) {
        ObjectNode entry = Json.object()
                .put("name", "models/" + model)
                .put("version", "001")
                .put("displayName", model)
                .put("description", "A model of the simulator.")
                .put("inputTokenLimit", 1048576)
                .put("outputTokenLimit", 65536);
        entry.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        return entry;
    }
}
