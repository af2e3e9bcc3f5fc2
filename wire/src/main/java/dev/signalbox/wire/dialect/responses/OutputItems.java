package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The items of an answer as callers get them. */
final class OutputItems {
    private OutputItems() {}

    /** An id of an item: made of the answer's id and its place, so that the same answer is written the same twice. */
    static String id(String kind, String answer, int index) {
        byte[] name = (answer + "/" + index).getBytes(StandardCharsets.UTF_8);
        return kind + "_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }

    static Json.Obj message(String id, String status, List<? extends Json> parts) {
        return Json.object(f -> f.put("id", id)
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant")
                .put("content", Json.array(parts)));
    }

    static Json.Obj text(String text) {
        return Json.object(f -> f.put("type", "output_text")
                .put("text", text)
                .put("annotations", Json.array(List.of()))
                .put("logprobs", Json.array(List.of())));
    }

    static Json.Obj refusal(String text) {
        return Json.object(f -> f.put("type", "refusal").put("refusal", text));
    }

    /** A call of a tool, in the form and under the names in which it was offered. */
    static Json.Obj call(String id, String status, String callId, String known, String arguments, OfferedTools tools) {
        boolean custom = tools.isCustom(known);
        return Json.object(f -> f.put("id", id)
                .put("type", custom ? "custom_tool_call" : "function_call")
                .put("status", status)
                .put(custom ? "input" : "arguments", custom ? CustomTools.input(arguments) : arguments)
                .put("call_id", callId)
                .put("name", tools.name(known))
                .maybe("namespace", tools.namespace(known).map(Json::text)));
    }

    /** What the id of a call of this tool begins with. */
    static String kind(String known, OfferedTools tools) {
        return tools.isCustom(known) ? "ctc" : "fc";
    }
}
