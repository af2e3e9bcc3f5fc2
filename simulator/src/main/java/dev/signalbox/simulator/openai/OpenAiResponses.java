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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAI Responses API ({@code /v1/responses}). It stores nothing: what was answered before must be sent again. */
public final class OpenAiResponses implements Dialect {
    private final Manner manner;
    private final OpenAi chat;
    private final PromptCache cache = new PromptCache();

    public OpenAiResponses(Manner manner) {
        this.manner = manner;
        this.chat = new OpenAi(manner, Houses.OPENAI);
    }

    @Override
    public String name() {
        return "openai-responses";
    }

    @Override
    public Optional<String> requestIdHeader() {
        return chat.requestIdHeader();
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return chat.headers();
    }

    @Override
    public void checkHead(Head head) {
        chat.checkHead(head);
    }

    @Override
    public Reply answer(Asked asked, Circumstances circumstances) {
        JsonNode request = asked.request();
        SealedReasoning seals = new SealedReasoning(manner.seed());
        ResponsesChecks.check(request, manner.strict(), seals);
        Prompt prompt = ResponsesPrompt.read(request);
        Answer answer = new Model(manner.seed()).answer(prompt);
        Usage usage = usage(request, prompt, answer, circumstances);
        String id = Seeded.id("resp_", 48, manner.seed() ^ circumstances.fingerprint());
        ResponsesItems items = new ResponsesItems(id, request, seals);
        ResponsesWhole whole = new ResponsesWhole(id, request, usage);
        if (asked.stream()) {
            return new ResponsesStream(whole, items, circumstances.tokensPerEvent()).write(answer);
        }
        return new Reply.Whole(200, Map.of(), Json.bytes(whole.finished(answer, items.all(answer))), usage.output());
    }

    private Usage usage(JsonNode request, Prompt prompt, Answer answer, Circumstances circumstances) {
        int input = prompt.inputTokens();
        int cached = Math.min(circumstances.cached().orElse(0), input);
        if (circumstances.cached().isEmpty() && request.hasNonNull("prompt_cache_key")) {
            String scope =
                    prompt.model() + ' ' + request.path("prompt_cache_key").asString("");
            cached = Math.min(
                    input, cache.use(scope, ResponsesPrompt.segments(request)).read());
        }
        return new Usage(input, cached, 0, 0, answer.tokens(), answer.thinkingTokens());
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
        return chat.failure(status, model, code);
    }

    @Override
    public Reply.Whole error(Rejection rejection, String requestId) {
        return chat.error(rejection, requestId);
    }

    @Override
    public Event errorEvent(Rejection rejection, boolean first) {
        ObjectNode event = Json.object().put("type", "error").put("sequence_number", 0);
        event.set("error", OpenAiErrors.body(rejection, House.Errors.OPENAI).path("error"));
        return new Event("event: error\ndata: " + Json.text(event) + "\n\n", 0);
    }

    @Override
    public Event garbageEvent() {
        return new Event("event: response.output_text.delta\ndata: {\"type\":\"resp<<<not json\n\n", 0);
    }

    @Override
    public Reply.Whole models(List<String> models) {
        return chat.models(models);
    }

    @Override
    public Reply.Whole model(String model) {
        return chat.model(model);
    }

    @Override
    public Reply.Whole count(Asked asked) {
        return chat.count(asked);
    }
}
