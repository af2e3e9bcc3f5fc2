package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Model;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.answer.Usage;
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

/** The OpenAI chat completions API ({@code /v1/chat/completions}, {@code /v1/models}). */
public final class OpenAi implements Dialect {
    /** A fixed moment (1 December 2025), so that the same request gets the same bytes. */
    static final long CREATED = 1764547200L;

    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("openai-processing-ms", "12"),
            Map.entry("openai-version", "2020-10-01"),
            Map.entry("x-ratelimit-limit-requests", "30000"),
            Map.entry("x-ratelimit-limit-tokens", "150000000"),
            Map.entry("x-ratelimit-remaining-requests", "29999"),
            Map.entry("x-ratelimit-remaining-tokens", "149999985"),
            Map.entry("x-ratelimit-reset-requests", "2ms"),
            Map.entry("x-ratelimit-reset-tokens", "0s"));

    private final Manner manner;
    private final Model model;

    public OpenAi(Manner manner) {
        this.manner = manner;
        this.model = new Model(manner.seed());
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return HEADERS;
    }

    @Override
    public void checkHead(Head head) {
        OpenAiErrors.checkKey(head.get("authorization"), manner.requiredKey());
    }

    @Override
    public Reply answer(JsonNode request, Circumstances circumstances) {
        OpenAiChecks.check(request, manner.strict());
        Prompt prompt = OpenAiPrompt.read(request);
        Answer answer = model.answer(prompt);
        int cached = Math.min(circumstances.cached().orElse(0), prompt.inputTokens());
        Usage usage = new Usage(prompt.inputTokens(), cached, 0, 0, answer.tokens(), answer.thinkingTokens());
        String id = Seeded.id("chatcmpl-", 29, manner.seed() ^ circumstances.fingerprint());
        if (request.path("stream").asBoolean(false)) {
            return new OpenAiStream(id, prompt.model(), request.path("stream_options"), manner)
                    .write(answer, usage, circumstances.tokensPerEvent());
        }
        byte[] body = Json.bytes(OpenAiWhole.write(id, prompt.model(), answer, usage));
        return new Reply.Whole(200, Map.of(), body, answer.tokens());
    }

    @Override
    public boolean repeatable(JsonNode request) {
        return !request.has("prompt_cache_key");
    }

    @Override
    public Rejection failure(int status, String model, Optional<String> code) {
        Rejection usual = OpenAiErrors.failure(status, model);
        if (code.isEmpty()) {
            return usual;
        }
        String type = code.get().equals("insufficient_quota") ? code.get() : usual.type();
        return new Rejection(status, type, usual.message(), usual.param(), code.get());
    }

    @Override
    public Reply.Whole error(Rejection rejection, String requestId) {
        return new Reply.Whole(rejection.status(), Map.of(), Json.bytes(OpenAiErrors.body(rejection)), 0);
    }

    @Override
    public Event errorEvent(Rejection rejection) {
        return new Event("data: " + Json.text(OpenAiErrors.body(rejection)) + "\n\n", 0);
    }

    @Override
    public Event garbageEvent() {
        return new Event("data: {\"id\":\"chatcmpl-<<<not json\n\n", 0);
    }

    @Override
    public Reply.Whole models(List<String> models) {
        ObjectNode list = Json.object().put("object", "list");
        models.forEach(model -> list.withArray("data").add(entry(model)));
        return new Reply.Whole(200, Map.of(), Json.bytes(list), 0);
    }

    @Override
    public Reply.Whole model(String model) {
        return new Reply.Whole(200, Map.of(), Json.bytes(entry(model)), 0);
    }

    @Override
    public Reply.Whole count(JsonNode request) {
        throw new Rejection(404, null, "Invalid URL (POST /v1/messages/count_tokens)", null, null);
    }

    private static ObjectNode entry(String model) {
        return Json.object()
                .put("id", model)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "simulator");
    }
}
