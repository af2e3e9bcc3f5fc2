package dev.signalbox.wire.dialect.responses;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a request whole. Fields that the canonical model does not know are kept, unless they say what is done anyway. */
final class RequestReader {
    /** What a caller who stores nothing asks for; it is always given. */
    static final String ENCRYPTED = "reasoning.encrypted_content";

    private static final String[] KNOWN = {
        "model",
        "instructions",
        "input",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "temperature",
        "top_p",
        "max_output_tokens",
        "reasoning",
        "text",
        "stream",
        "user",
        "include",
        "background",
        "previous_response_id",
        "conversation"
    };

    private RequestReader() {}

    static ModelRequest read(byte[] body) throws Unreadable {
        At request = new At("", parse(body));
        if (request.find("prompt").isPresent()) {
            throw new Unreadable("prompt", "a stored prompt is not known to this model (expected: instructions)");
        }
        return new ModelRequest(
                request.text("model"),
                InputReader.read(request),
                ToolReader.tools(request),
                ToolReader.choice(request),
                request.maybeBool("parallel_tool_calls"),
                sampling(request),
                request.maybeWhole("max_output_tokens"),
                reasoning(request),
                format(request),
                request.maybeBool("stream").orElse(false),
                user(request),
                extra(request));
    }

    static Json.Obj parse(byte[] body) throws Unreadable {
        try {
            return JsonCodec.readObject(body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Sampling sampling(At request) throws Unreadable {
        return new Sampling(
                request.maybeDecimal("temperature"),
                request.maybeDecimal("top_p"),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of());
    }

    private static Optional<ReasoningRequest> reasoning(At request) throws Unreadable {
        Optional<At> reasoning = request.maybeObject("reasoning");
        Optional<String> effort = reasoning.isPresent() ? reasoning.get().maybeText("effort") : Optional.empty();
        return effort.map(word -> new ReasoningRequest(
                word.equals("none") ? ReasoningRequest.Mode.OFF : ReasoningRequest.Mode.EFFORT,
                Optional.of(word),
                OptionalLong.empty()));
    }

    private static Optional<ResponseFormat> format(At request) throws Unreadable {
        Optional<At> text = request.maybeObject("text");
        Optional<At> format = text.isPresent() ? text.get().maybeObject("format") : Optional.empty();
        if (format.isEmpty()) {
            return Optional.empty();
        }
        return switch (format.get().text("type")) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(new ResponseFormat.AnyJson());
            case "json_schema" -> Optional.of(schema(format.get()));
            default ->
                throw new Unreadable(
                        "text.format.type",
                        format.get().text("type") + " (expected: text, json_object or json_schema)");
        };
    }

    private static ResponseFormat schema(At format) throws Unreadable {
        return new ResponseFormat.Schema(
                format.text("name"),
                format.maybeText("description"),
                format.object("schema").object(),
                format.maybeBool("strict"));
    }

    private static Optional<String> user(At request) throws Unreadable {
        Optional<String> user = request.maybeText("user");
        Optional<String> safety = request.maybeText("safety_identifier");
        return user.isPresent() ? user : safety;
    }

    private static Extra extra(At request) throws Unreadable {
        Json.Obj given = request.object().without(KNOWN);
        Json.Obj rest = Json.object(f -> given.fields().forEach((name, value) -> {
            if (!saysNothing(name, value)) {
                f.put(name, value);
            }
        }));
        if (request.maybeText("user").isEmpty()) {
            rest = rest.without("safety_identifier");
        }
        rest = withOthers(rest, request, "reasoning", "effort");
        rest = withOthers(rest, request, "text", "format");
        List<Json> include = request.items("include").stream()
                .filter(item -> !item.equals(Json.text(ENCRYPTED)))
                .toList();
        rest = include.isEmpty() ? rest : rest.with("include", Json.array(include));
        if (ToolReader.choiceIsOwn(request)) {
            rest = rest.with("tool_choice", request.object("tool_choice").object());
        }
        return Extra.kept(Responses.FAMILY, rest);
    }

    /** What of a known object the canonical model does not hold, such as the verbosity of the text. */
    private static Json.Obj withOthers(Json.Obj rest, At request, String name, String known) throws Unreadable {
        Optional<At> object = request.maybeObject(name);
        Json.Obj others = object.map(at -> at.object().without(known)).orElse(Json.object(f -> {}));
        Json.Obj said = Json.object(f -> others.fields().forEach((field, value) -> {
            if (!(value instanceof Json.Null)) {
                f.put(field, value);
            }
        }));
        return said.fields().isEmpty() ? rest : rest.with(name, said);
    }

    /** Whether a field asks only for what happens without it. */
    private static boolean saysNothing(String name, Json value) {
        if (value instanceof Json.Null) {
            return true;
        }
        return switch (name) {
            case "store" -> value.equals(Json.bool(false));
            case "truncation" -> value.equals(Json.text("disabled"));
            case "top_logprobs" -> value.equals(Json.number(0));
            case "metadata" -> value.equals(Json.object(f -> {}));
            case "stream_options" -> true;
            default -> false;
        };
    }
}
