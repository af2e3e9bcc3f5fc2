package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings requests that mean the same into the same form, so that what was written can be compared with what was read. */
final class Normal {
    private Normal() {}

    static Json.Obj request(Json.Obj request) {
        List<Json> messages = new ArrayList<>();
        request.items("messages").forEach(message -> messages.add(message((Json.Obj) message)));
        Json.Obj normal = request.with("messages", Json.array(messages));
        if (normal.find("max_tokens").isPresent()) {
            normal = normal.with(
                            "max_completion_tokens", normal.find("max_tokens").get())
                    .without("max_tokens");
        }
        if (normal.bool("stream").orElse(false)) {
            Json.Obj options = normal.object("stream_options").orElse(Json.object(f -> {}));
            normal = normal.with("stream_options", options.with("include_usage", Json.bool(true)));
        } else {
            normal = normal.without("stream", "stream_options");
        }
        if (normal.text("stop").isPresent()) {
            normal = normal.with(
                    "stop", Json.array(List.of(Json.text(normal.text("stop").get()))));
        }
        if (normal.text("tool_choice").orElse("").equals("any")) {
            normal = normal.with("tool_choice", Json.text("required"));
        }
        if (normal.items("tools").isEmpty()) {
            normal = normal.without("tools", "tool_choice", "parallel_tool_calls");
        }
        List<Json> tools = new ArrayList<>();
        normal.items("tools")
                .forEach(tool -> tools.add(((Json.Obj) tool)
                        .with("type", ((Json.Obj) tool).find("type").orElse(Json.text("function")))));
        return withoutNulls(tools.isEmpty() ? normal : normal.with("tools", Json.array(tools)));
    }

    private static Json.Obj withoutNulls(Json.Obj object) {
        Json.Obj rest = object;
        for (String name : object.fields().keySet()) {
            if (object.find(name).isEmpty()) {
                rest = rest.without(name);
            }
        }
        return rest;
    }

    private static Json.Obj message(Json.Obj message) {
        Json.Obj normal = message;
        if (normal.text("role").orElse("").equals("developer")) {
            normal = normal.with("role", Json.text("system"));
        }
        if (normal.items("content").size() == 1
                && normal.items("content").getFirst() instanceof Json.Obj part
                && part.fields().size() == 2
                && part.text("type").orElse("").equals("text")) {
            normal = normal.with("content", Json.text(part.text("text").orElseThrow()));
        }
        String reasoning = normal.text("reasoning_content")
                .or(() -> message.text("reasoning"))
                .orElse("");
        normal = normal.without("reasoning", "reasoning_content");
        if (!reasoning.isEmpty()) {
            normal = normal.with("reasoning_content", Json.text(reasoning));
        }
        boolean silent = normal.find("content").equals(Optional.of(Json.array(List.of())))
                || normal.find("content").equals(Optional.of(Json.text("")));
        if (silent) {
            normal = normal.without("content");
        }
        List<Json> calls = new ArrayList<>();
        normal.items("tool_calls").forEach(call -> calls.add(((Json.Obj) call).without("index")));
        normal = calls.isEmpty() ? normal : normal.with("tool_calls", Json.array(calls));
        List<Json> parts = new ArrayList<>();
        normal.items("content").forEach(part -> parts.add(part((Json.Obj) part)));
        return withoutNulls(parts.isEmpty() ? normal : normal.with("content", Json.array(parts)));
    }

    /** Where some write the address of a picture alone, OpenAI has an object around it. */
    private static Json.Obj part(Json.Obj part) {
        return part.text("image_url")
                .map(url -> part.with("image_url", Json.object(f -> f.put("url", url))))
                .orElse(part);
    }
}
