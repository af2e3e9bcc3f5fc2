package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Model;
import dev.signalbox.simulator.answer.Prompt;
import dev.signalbox.simulator.answer.PromptCache;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAI chat completions API ({@code /v1/chat/completions}, {@code /v1/models}), as one of the {@link Houses} serves it. */
public final class OpenAi implements Dialect {
    /** A fixed moment (1 December 2025), so that the same request gets the same bytes. */
    static final long CREATED = 1764547200L;

    private final Manner manner;
    private final House house;
    private final PromptCache cache = new PromptCache();

    public OpenAi(Manner manner, House house) {
        this.manner = manner;
        this.house = house;
    }

    @Override
    public String name() {
        return house.name();
    }

    @Override
    public Optional<String> requestIdHeader() {
        return Optional.of("x-request-id");
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return house.headers();
    }

    @Override
    public void checkHead(Head head) {
        if (house.dated() && head.parameter("api-version") == null) {
            throw new Rejection(404, null, "Resource not found", null, "404");
        }
        OpenAiErrors.checkKey(head, manner.requiredKey(), house.errors());
    }

    @Override
    public Reply answer(Asked asked, Circumstances circumstances) {
        JsonNode request = asked.request();
        if (house.dated() && request instanceof ObjectNode body) {
            request = body.deepCopy().put("model", asked.model()); // the deployment of the address counts
        }
        HouseChecks.check(request, house);
        OpenAiChecks.check(request, manner.strict());
        Prompt prompt = OpenAiPrompt.read(request).begunWith(OpenAiPrompt.begun(request));
        if (house.filters()) {
            ContentFilters.checkPrompt(prompt.asked());
        }
        List<Answer> answers = answers(prompt, request.path("n").asInt(1));
        Usage usage = usage(request, prompt, answers, circumstances);
        String id = Seeded.id("chatcmpl-", 29, manner.seed() ^ circumstances.fingerprint());
        if (asked.stream()) {
            return new OpenAiStream(id, prompt.model(), request.path("stream_options"), manner, house)
                    .write(answers, usage, circumstances.tokensPerEvent());
        }
        ObjectNode completion = OpenAiWhole.write(id, prompt.model(), answers, usage, house.callIds());
        if (house.filters()) {
            ContentFilters.addTo(completion, answers);
        }
        return new Reply.Whole(200, Map.of(), Json.bytes(completion), usage.output());
    }

    private List<Answer> answers(Prompt prompt, int choices) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < Math.max(1, choices); i++) {
            answers.add(new Model(manner.seed() + i).answer(prompt));
        }
        return answers;
    }

    private Usage usage(JsonNode request, Prompt prompt, List<Answer> answers, Circumstances circumstances) {
        int input = prompt.inputTokens();
        int cached = Math.min(circumstances.cached().orElse(0), input);
        if (circumstances.cached().isEmpty() && request.hasNonNull("prompt_cache_key")) {
            String scope =
                    prompt.model() + ' ' + request.path("prompt_cache_key").asString("");
            cached = cache.use(scope, OpenAiPrompt.segments(request)).read();
        }
        int output = answers.stream().mapToInt(Answer::tokens).sum();
        int thinking = answers.stream().mapToInt(Answer::thinkingTokens).sum();
        return new Usage(input, cached, 0, 0, output, thinking);
    }

    @Override
    public boolean repeatable(JsonNode request) {
        return !request.hasNonNull("prompt_cache_key");
    }

    @Override
    public boolean waitsInHeaders() {
        return true;
    }

    @Override
    public Rejection failure(int status, String model, Optional<String> code) {
        Rejection usual = OpenAiErrors.failure(status, model, house.errors());
        if (code.isEmpty()) {
            return usual;
        }
        String type = code.get().equals("insufficient_quota") ? code.get() : usual.type();
        return new Rejection(status, type, usual.message(), usual.param(), code.get());
    }

    @Override
    public Reply.Whole error(Rejection rejection, String requestId) {
        return new Reply.Whole(
                rejection.status(), Map.of(), Json.bytes(OpenAiErrors.body(rejection, house.errors())), 0);
    }

    @Override
    public Event errorEvent(Rejection rejection, boolean first) {
        return new Event("data: " + Json.text(OpenAiErrors.body(rejection, house.errors())) + "\n\n", 0);
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
    public Reply.Whole count(Asked asked) {
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
