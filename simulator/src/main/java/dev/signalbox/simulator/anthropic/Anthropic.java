package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Model;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.PromptCache;
import dev.signalbox.simulator.answer.PromptCache.Mark;
import dev.signalbox.simulator.answer.PromptCache.Segment;
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
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Anthropic Messages API ({@code /v1/messages}, {@code /v1/messages/count_tokens}, {@code /v1/models}). */
public final class Anthropic implements Dialect {
    private static final String RESET = "2025-12-01T00:00:00Z";
    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("anthropic-ratelimit-requests-limit", "10000"),
            Map.entry("anthropic-ratelimit-requests-remaining", "9999"),
            Map.entry("anthropic-ratelimit-requests-reset", RESET),
            Map.entry("anthropic-ratelimit-input-tokens-limit", "10000000"),
            Map.entry("anthropic-ratelimit-input-tokens-remaining", "10000000"),
            Map.entry("anthropic-ratelimit-input-tokens-reset", RESET),
            Map.entry("anthropic-ratelimit-output-tokens-limit", "2000000"),
            Map.entry("anthropic-ratelimit-output-tokens-remaining", "2000000"),
            Map.entry("anthropic-ratelimit-output-tokens-reset", RESET),
            Map.entry("anthropic-ratelimit-tokens-limit", "12000000"),
            Map.entry("anthropic-ratelimit-tokens-remaining", "12000000"),
            Map.entry("anthropic-ratelimit-tokens-reset", RESET));

    private final Manner manner;
    private final boolean foundry;
    private final Model model;
    private final Signatures signatures;
    private final PromptCache cache = new PromptCache();

    /** @param foundry whether it is the one that Microsoft serves, which takes its key in another header, too */
    public Anthropic(Manner manner, boolean foundry) {
        this.manner = manner;
        this.foundry = foundry;
        this.model = new Model(manner.seed());
        this.signatures = new Signatures(manner.seed());
    }

    @Override
    public String name() {
        return foundry ? "foundry" : "anthropic";
    }

    @Override
    public Optional<String> requestIdHeader() {
        return Optional.of("request-id");
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return HEADERS;
    }

    @Override
    public void checkHead(Head head) {
        AnthropicErrors.checkKey(head, manner.requiredKey(), foundry);
        if (head.get("anthropic-version") == null) {
            throw Rejection.badRequest("anthropic-version: header is required");
        }
    }

    @Override
    public Reply answer(Asked asked, Circumstances circumstances) {
        JsonNode request = asked.request();
        AnthropicChecks.check(request, signatures, manner.strict());
        List<Segment> segments = PromptMarks.segments(request);
        int input = segments.stream().mapToInt(Segment::tokens).sum();
        Prompt prompt = AnthropicPrompt.read(request, input).begunWith(AnthropicPrompt.begun(request));
        Answer answer = model.answer(prompt);
        Usage usage = usage(prompt, segments, answer, circumstances);
        String id = Seeded.id("msg_01", 22, manner.seed() ^ circumstances.fingerprint());
        AnthropicShapes shapes = new AnthropicShapes(id, prompt.model(), answer, usage, signatures);
        if (asked.stream()) {
            return new AnthropicStream(shapes, manner.padding()).write(circumstances.tokensPerEvent());
        }
        return new Reply.Whole(200, Map.of(), Json.bytes(shapes.message()), answer.tokens());
    }

    private Usage usage(Prompt prompt, List<Segment> segments, Answer answer, Circumstances circumstances) {
        int input = prompt.inputTokens();
        PromptCache.Use use = circumstances.cached().isPresent()
                ? new PromptCache.Use(Math.min(circumstances.cached().getAsInt(), input), 0, 0)
                : cache.use(prompt.model(), segments);
        return new Usage(input, use.read(), use.written5m(), use.written1h(), answer.tokens(), answer.thinkingTokens());
    }

    @Override
    public boolean repeatable(JsonNode request) {
        return PromptMarks.segments(request).stream().allMatch(segment -> segment.mark() == Mark.NONE);
    }

    @Override
    public boolean waitsInHeaders() {
        return true;
    }

    @Override
    public Rejection failure(int status, String model, Optional<String> code) {
        Rejection usual = AnthropicErrors.failure(status, model);
        return new Rejection(status, code.orElse(null), usual.message(), null, null);
    }

    @Override
    public Reply.Whole error(Rejection rejection, String requestId) {
        ObjectNode body = AnthropicErrors.body(rejection).put("request_id", requestId);
        String retry = String.valueOf(rejection.status() >= 429 || rejection.status() == 408);
        return new Reply.Whole(rejection.status(), Map.of("x-should-retry", retry), Json.bytes(body), 0);
    }

    @Override
    public Event errorEvent(Rejection rejection, boolean first) {
        return new Event("event: error\ndata: " + Json.text(AnthropicErrors.body(rejection)) + "\n\n", 0);
    }

    @Override
    public Event garbageEvent() {
        return new Event("event: content_block_delta\ndata: {\"type\":\"content_block_<<<not json\n\n", 0);
    }

    @Override
    public Reply.Whole models(List<String> models) {
        ObjectNode list = Json.object();
        models.forEach(model -> list.withArray("data").add(entry(model)));
        list.put("has_more", false).put("first_id", models.getFirst()).put("last_id", models.getLast());
        return new Reply.Whole(200, Map.of(), Json.bytes(list), 0);
    }

    @Override
    public Reply.Whole model(String model) {
        return new Reply.Whole(200, Map.of(), Json.bytes(entry(model)), 0);
    }

    @Override
    public Reply.Whole count(Asked asked) {
        AnthropicChecks.checkCount(asked.request(), signatures, manner.strict());
        int tokens = PromptMarks.segments(asked.request()).stream()
                .mapToInt(Segment::tokens)
                .sum();
        return new Reply.Whole(200, Map.of(), Json.bytes(Json.object().put("input_tokens", tokens)), 0);
    }

    private static ObjectNode entry(String model) {
        return Json.object()
                .put("type", "model")
                .put("id", model)
                .put("display_name", model)
                .put("created_at", "2025-12-01T00:00:00Z");
    }
}
