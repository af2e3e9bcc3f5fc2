package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Unreadable;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a Messages request into the canonical model. */
final class RequestReader {
    /** The dialect's schemas have no name, others demand one. */
    private static final String SCHEMA_NAME = "response";

    private RequestReader() {}

    static ModelRequest read(Json.Obj body) throws Unreadable {
        Optional<Json.Obj> choice = Reading.maybeObject(body, "", "tool_choice");
        Optional<Json.Obj> output = Reading.maybeObject(body, "", "output_config");
        return new ModelRequest(
                Reading.text(body, "", "model"),
                messages(body),
                tools(body),
                choice.isEmpty() ? Optional.empty() : Optional.of(toolChoice(choice.get())),
                choice.isEmpty()
                        ? Optional.empty()
                        : Reading.maybeBool(choice.get(), "tool_choice", "disable_parallel_tool_use")
                                .map(off -> !off),
                sampling(body),
                Reading.maybeWhole(body, "", "max_tokens"),
                reasoning(Reading.maybeObject(body, "", "thinking"), output),
                format(body, output),
                Reading.maybeBool(body, "", "stream").orElse(false),
                user(body),
                extra(body));
    }

    private static List<Message> messages(Json.Obj body) throws Unreadable {
        List<Message> messages = new ArrayList<>();
        List<Content> system = BlockReader.contents(body, "", "system");
        if (!system.isEmpty()) {
            messages.add(new Message(Role.SYSTEM, system, Extra.none()));
        }
        if (body.find("messages").isEmpty()) {
            throw new Unreadable("messages", "absent (expected: an array)");
        }
        List<Json> items = Reading.maybeArray(body, "", "messages");
        for (int i = 0; i < items.size(); i++) {
            String path = Reading.at("messages", i);
            Json.Obj message = Reading.asObject(items.get(i), path);
            messages.add(new Message(
                    role(message, path),
                    BlockReader.contents(message, path, "content"),
                    Reading.rest(message, "role", "content")));
        }
        return messages;
    }

    private static Role role(Json.Obj message, String path) throws Unreadable {
        String role = Reading.text(message, path, "role");
        return switch (role) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default ->
                throw new Unreadable(
                        Reading.at(path, "role"), "\"" + role + "\" (expected: user, assistant or system)");
        };
    }

    private static List<Tool> tools(Json.Obj body) throws Unreadable {
        List<Tool> tools = new ArrayList<>();
        List<Json> items = Reading.maybeArray(body, "", "tools");
        for (int i = 0; i < items.size(); i++) {
            String path = Reading.at("tools", i);
            Json.Obj tool = Reading.asObject(items.get(i), path);
            String type = Reading.maybeText(tool, path, "type").orElse("custom");
            tools.add(
                    type.equals("custom")
                            ? new Tool.Function(
                                    Reading.text(tool, path, "name"),
                                    Reading.maybeText(tool, path, "description"),
                                    Reading.maybeObject(tool, path, "input_schema"),
                                    Reading.maybeBool(tool, path, "strict"),
                                    Reading.rest(tool, "type", "name", "description", "input_schema", "strict"))
                            : new Tool.Foreign(Anthropic.NAME, type, tool));
        }
        return tools;
    }

    private static ToolChoice toolChoice(Json.Obj choice) throws Unreadable {
        String type = Reading.text(choice, "tool_choice", "type");
        return switch (type) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "tool" -> new ToolChoice.Named(Reading.text(choice, "tool_choice", "name"));
            case "none" -> new ToolChoice.None();
            default -> throw new Unreadable("tool_choice.type", "\"" + type + "\" (expected: auto, any, tool or none)");
        };
    }

    private static Sampling sampling(Json.Obj body) throws Unreadable {
        List<String> stop = new ArrayList<>();
        List<Json> sequences = Reading.maybeArray(body, "", "stop_sequences");
        for (int i = 0; i < sequences.size(); i++) {
            stop.add(Reading.asText(sequences.get(i), Reading.at("stop_sequences", i)));
        }
        return new Sampling(
                Reading.maybeDecimal(body, "", "temperature"),
                Reading.maybeDecimal(body, "", "top_p"),
                Reading.maybeWhole(body, "", "top_k"),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                stop);
    }

    private static Optional<ReasoningRequest> reasoning(Optional<Json.Obj> thinking, Optional<Json.Obj> output)
            throws Unreadable {
        Optional<String> effort =
                output.isEmpty() ? Optional.empty() : Reading.maybeText(output.get(), "output_config", "effort");
        if (thinking.isEmpty()) {
            return effort.map(word -> new ReasoningRequest(ReasoningRequest.Mode.EFFORT, effort, OptionalLong.empty()));
        }
        String type = Reading.text(thinking.get(), "thinking", "type");
        ReasoningRequest.Mode mode = switch (type) {
            case "enabled" -> ReasoningRequest.Mode.BUDGET;
            case "adaptive" -> ReasoningRequest.Mode.ADAPTIVE;
            case "disabled" -> ReasoningRequest.Mode.OFF;
            default ->
                throw new Unreadable("thinking.type", "\"" + type + "\" (expected: enabled, adaptive or disabled)");
        };
        return Optional.of(
                new ReasoningRequest(mode, effort, Reading.maybeWhole(thinking.get(), "thinking", "budget_tokens")));
    }

    /** The form now stands in {@code output_config.format}; while it was new it stood in {@code output_format}. */
    private static Optional<ResponseFormat> format(Json.Obj body, Optional<Json.Obj> output) throws Unreadable {
        Optional<Json.Obj> format =
                output.isEmpty() ? Optional.empty() : Reading.maybeObject(output.get(), "output_config", "format");
        String path = "output_config.format";
        if (format.isEmpty()) {
            format = Reading.maybeObject(body, "", "output_format");
            path = "output_format";
        }
        if (format.isEmpty()) {
            return Optional.empty();
        }
        String type = Reading.text(format.get(), path, "type");
        if (!type.equals("json_schema")) {
            throw new Unreadable(Reading.at(path, "type"), "\"" + type + "\" (expected: json_schema)");
        }
        Optional<Json.Obj> schema = Reading.maybeObject(format.get(), path, "schema");
        if (schema.isEmpty()) {
            throw new Unreadable(Reading.at(path, "schema"), "absent (expected: an object)");
        }
        return Optional.of(new ResponseFormat.Schema(SCHEMA_NAME, Optional.empty(), schema.get(), Optional.empty()));
    }

    private static Optional<String> user(Json.Obj body) throws Unreadable {
        Optional<Json.Obj> metadata = Reading.maybeObject(body, "", "metadata");
        return metadata.isEmpty() ? Optional.empty() : Reading.maybeText(metadata.get(), "metadata", "user_id");
    }

    /** Fields that the canonical model does not hold, also those inside objects of which it holds some. */
    private static Extra extra(Json.Obj body) {
        Json.Obj rest = Reading.rest(
                        body,
                        "model",
                        "messages",
                        "system",
                        "tools",
                        "tool_choice",
                        "thinking",
                        "output_config",
                        "output_format",
                        "max_tokens",
                        "stop_sequences",
                        "temperature",
                        "top_p",
                        "top_k",
                        "stream",
                        "metadata")
                .fields();
        rest = with(rest, body, "metadata", "user_id");
        rest = with(rest, body, "output_config", "effort", "format");
        rest = with(rest, body, "thinking", "type", "budget_tokens");
        return Extra.kept(Anthropic.NAME, rest);
    }

    private static Json.Obj with(Json.Obj rest, Json.Obj body, String name, String... known) {
        Json.Obj inner = body.object(name).orElse(Json.object(f -> {})).without(known);
        return inner.fields().isEmpty() ? rest : rest.with(name, inner);
    }
}
