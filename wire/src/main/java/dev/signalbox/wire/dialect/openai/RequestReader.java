package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.At;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a request whole. Fields that the canonical model does not know are kept. */
final class RequestReader {
    private static final String[] KNOWN = {
        "model",
        "messages",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "temperature",
        "top_p",
        "presence_penalty",
        "frequency_penalty",
        "seed",
        "stop",
        "max_completion_tokens",
        "max_tokens",
        "reasoning_effort",
        "response_format",
        "stream",
        "stream_options",
        "user",
        "safety_identifier"
    };

    private RequestReader() {}

    static ModelRequest read(byte[] body) throws Unreadable {
        At request = new At("", parse(body));
        for (String legacy : List.of("functions", "function_call")) {
            if (request.find(legacy).isPresent()) {
                throw new Unreadable(legacy, "not translated for this model (expected: tools and tool_choice)");
            }
        }
        return new ModelRequest(
                request.text("model"),
                MessageReader.read(request),
                ToolReader.tools(request),
                ToolReader.choice(request),
                request.maybeBool("parallel_tool_calls"),
                sampling(request),
                cap(request),
                request.maybeText("reasoning_effort").map(RequestReader::reasoning),
                format(request),
                request.maybeBool("stream").orElse(false),
                user(request),
                extra(request));
    }

    private static Json.Obj parse(byte[] body) throws Unreadable {
        try {
            return JsonCodec.readObject(body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Sampling sampling(At request) throws Unreadable {
        Optional<BigDecimal> temperature = request.maybeDecimal("temperature");
        return new Sampling(
                temperature,
                request.maybeDecimal("top_p"),
                OptionalLong.empty(),
                request.maybeDecimal("presence_penalty"),
                request.maybeDecimal("frequency_penalty"),
                request.maybeWhole("seed"),
                stop(request));
    }

    private static List<String> stop(At request) throws Unreadable {
        Optional<Json> stop = request.find("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        if (stop.get() instanceof Json.Text(String one)) {
            return List.of(one);
        }
        List<String> words = request.items("stop").stream()
                .filter(Json.Text.class::isInstance)
                .map(word -> ((Json.Text) word).value())
                .toList();
        if (words.size() != request.items("stop").size()) {
            throw new Unreadable("stop", "holds what is no string (expected: a string or an array of strings)");
        }
        return words;
    }

    private static OptionalLong cap(At request) throws Unreadable {
        OptionalLong cap = request.maybeWhole("max_completion_tokens");
        return cap.isPresent() ? cap : request.maybeWhole("max_tokens");
    }

    private static ReasoningRequest reasoning(String effort) {
        ReasoningRequest.Mode mode = effort.equals("none") ? ReasoningRequest.Mode.OFF : ReasoningRequest.Mode.EFFORT;
        return new ReasoningRequest(mode, Optional.of(effort), OptionalLong.empty());
    }

    private static Optional<ResponseFormat> format(At request) throws Unreadable {
        Optional<At> format = request.maybeObject("response_format");
        if (format.isEmpty()) {
            return Optional.empty();
        }
        return switch (format.get().text("type")) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(new ResponseFormat.AnyJson());
            case "json_schema" -> Optional.of(schema(format.get().object("json_schema")));
            default ->
                throw new Unreadable(
                        "response_format.type",
                        format.get().text("type") + " (expected: text, json_object or json_schema)");
        };
    }

    private static ResponseFormat schema(At format) throws Unreadable {
        return new ResponseFormat.Schema(
                format.text("name"),
                format.maybeText("description"),
                format.maybeObject("schema").map(At::object).orElse(Json.object(f -> {})),
                format.maybeBool("strict"));
    }

    private static Optional<String> user(At request) throws Unreadable {
        Optional<String> user = request.maybeText("user");
        Optional<String> safety = request.maybeText("safety_identifier");
        return user.isPresent() ? user : safety;
    }

    private static Extra extra(At request) throws Unreadable {
        Json.Obj rest = request.object().without(KNOWN);
        Optional<At> options = request.maybeObject("stream_options");
        if (options.isPresent()) {
            Json.Obj others = options.get().object().without("include_usage");
            rest = others.fields().isEmpty() ? rest : rest.with("stream_options", others);
        }
        if (request.find("user").isPresent()
                && request.find("safety_identifier").isPresent()) {
            rest = rest.with("safety_identifier", Json.text(request.text("safety_identifier")));
        }
        if (ToolReader.choiceIsOwn(request)) {
            rest = rest.with("tool_choice", request.object("tool_choice").object());
        }
        return Extra.kept(OpenAi.FAMILY, rest);
    }
}
