package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Sampling;
import dev.signalbox.wire.model.Tool;
import dev.signalbox.wire.model.ToolChoice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds canonical requests as another dialect would read them. */
final class Asking {
    private final List<Message> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private Optional<ToolChoice> choice = Optional.empty();
    private Optional<Boolean> parallel = Optional.empty();
    private Optional<BigDecimal> temperature = Optional.empty();
    private Optional<BigDecimal> topP = Optional.empty();
    private Optional<BigDecimal> penalty = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();
    private OptionalLong topK = OptionalLong.empty();
    private List<String> stop = List.of();
    private OptionalLong maxOutput = OptionalLong.empty();
    private Optional<ReasoningRequest> reasoning = Optional.empty();
    private Optional<ResponseFormat> format = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Extra extra = Extra.none();

    static Asking hello() {
        return new Asking().user("Hello");
    }

    Asking say(Role role, Content... content) {
        messages.add(Message.of(role, content));
        return this;
    }

    Asking system(String text) {
        return say(Role.SYSTEM, new Content.Text(text));
    }

    Asking user(String text) {
        return say(Role.USER, new Content.Text(text));
    }

    Asking assistant(String text) {
        return say(Role.ASSISTANT, new Content.Text(text));
    }

    Asking calls(String id, String name) {
        return say(Role.ASSISTANT, call(id, name));
    }

    Asking answers(String id, String text) {
        return say(Role.USER, result(id, text));
    }

    static Content call(String id, String name) {
        return new Content.ToolCall(id, name, "{\"a\":1}", Extra.none());
    }

    static Content result(String id, String text) {
        return new Content.ToolResult(id, List.of(new Content.Text(text)), false, Extra.none());
    }

    static Content thought(String text, String signature, String provider) {
        return new Content.Reasoning(text, Optional.of(signature), Optional.empty(), provider, Extra.none());
    }

    Asking tool(String name) {
        tools.add(new Tool.Function(
                name,
                Optional.of("Does " + name),
                Optional.of(Json.object(f -> f.put("type", "object"))),
                Optional.empty(),
                Extra.none()));
        return this;
    }

    Asking tool(Tool tool) {
        tools.add(tool);
        return this;
    }

    Asking choice(ToolChoice wanted) {
        choice = Optional.of(wanted);
        return this;
    }

    Asking oneToolAtATime() {
        parallel = Optional.of(false);
        return this;
    }

    Asking temperature(String value) {
        temperature = Optional.of(new BigDecimal(value));
        return this;
    }

    Asking topP(String value) {
        topP = Optional.of(new BigDecimal(value));
        return this;
    }

    Asking topK(long value) {
        topK = OptionalLong.of(value);
        return this;
    }

    Asking penaltyAndSeed(String value, long seedValue) {
        penalty = Optional.of(new BigDecimal(value));
        seed = OptionalLong.of(seedValue);
        return this;
    }

    Asking stop(String... sequences) {
        stop = List.of(sequences);
        return this;
    }

    Asking maxOutput(long tokens) {
        maxOutput = OptionalLong.of(tokens);
        return this;
    }

    Asking effort(String word) {
        reasoning = Optional.of(
                new ReasoningRequest(ReasoningRequest.Mode.EFFORT, Optional.of(word), OptionalLong.empty()));
        return this;
    }

    Asking budget(long tokens) {
        reasoning = Optional.of(
                new ReasoningRequest(ReasoningRequest.Mode.BUDGET, Optional.empty(), OptionalLong.of(tokens)));
        return this;
    }

    Asking format(ResponseFormat wanted) {
        format = Optional.of(wanted);
        return this;
    }

    Asking endUser(String name) {
        user = Optional.of(name);
        return this;
    }

    Asking extra(String dialect, Json.Obj fields) {
        extra = new Extra(dialect, fields);
        return this;
    }

    ModelRequest build() {
        return new ModelRequest(
                "alias",
                messages,
                tools,
                choice,
                parallel,
                new Sampling(temperature, topP, topK, penalty, penalty, seed, stop),
                maxOutput,
                reasoning,
                format,
                false,
                user,
                extra);
    }
}
