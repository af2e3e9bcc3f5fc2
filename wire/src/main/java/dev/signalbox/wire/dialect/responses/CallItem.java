package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;

/**
 * A call of a tool in a streamed answer. The input of a custom tool lies inside the arguments that other families stream, so
 * it is told in one piece when they are complete.
 */
final class CallItem implements Output.Item {
    private final Place place;
    private final String callId;
    private final String name;
    private final OfferedTools tools;
    private final boolean custom;
    private final StringBuilder arguments = new StringBuilder();
    private boolean complete;

    CallItem(Place place, String callId, String name, OfferedTools tools) {
        this.place = place;
        this.callId = callId;
        this.name = name;
        this.tools = tools;
        this.custom = tools.isCustom(name);
        place.added(shape("in_progress", ""));
    }

    void more(String fragment) {
        arguments.append(fragment);
        if (!custom && !fragment.isEmpty()) {
            place.inside("response.function_call_arguments.delta", f -> f.put("delta", fragment));
        }
    }

    @Override
    public void end() {
        complete = true;
        String whole = arguments.toString();
        if (custom) {
            String input = CustomTools.input(whole);
            place.inside("response.custom_tool_call_input.delta", f -> f.put("delta", input));
            place.inside("response.custom_tool_call_input.done", f -> f.put("input", input));
        } else {
            place.inside(
                    "response.function_call_arguments.done",
                    f -> f.put("name", tools.name(name)).put("arguments", whole));
        }
        place.done(written());
    }

    @Override
    public Json.Obj written() {
        return shape(complete ? "completed" : "incomplete", arguments.toString());
    }

    private Json.Obj shape(String status, String whole) {
        return OutputItems.call(place.id(), status, callId, name, whole, tools);
    }
}
