package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import tools.jackson.databind.JsonNode;

/** Refuses what one provider of the dialect does not take although others do. */
final class HouseChecks {
    private static final String NINE = "[a-zA-Z0-9]{9}";

    private HouseChecks() {}

    static void check(JsonNode request, House house) {
        refuseUnknown(request, house);
        JsonNode messages = request.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            refuseUnknown(messages.path(i), i, house);
            if (house.callIds() == House.CallIds.NINE) {
                checkIds(messages.path(i));
            }
        }
        if (house.errors() == House.Errors.GROQ && request.path("n").asInt(1) != 1) {
            throw Rejection.badRequest("'n' : number must be at most 1");
        }
    }

    private static void refuseUnknown(JsonNode request, House house) {
        if (house.fields().isEmpty()) {
            return;
        }
        for (String name : request.propertyNames()) {
            if (!house.fields().contains(name)) {
                throw unknown(name, request.path(name), house);
            }
        }
    }

    private static Rejection unknown(String name, JsonNode value, House house) {
        return switch (house.errors()) {
            case OPENAI, AZURE -> Rejection.badRequest("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
            case GROQ -> Rejection.badRequest("property '" + name + "' is unsupported");
            case MISTRAL -> forbidden(value, name);
            case GOOGLE ->
                Rejection.badRequest(
                        "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.");
        };
    }

    private static void refuseUnknown(JsonNode message, int index, House house) {
        if (house.messageFields().isEmpty()) {
            return;
        }
        for (String name : message.propertyNames()) {
            if (!house.messageFields().contains(name)) {
                String role = message.path("role").asString("");
                throw house.errors() == House.Errors.MISTRAL
                        ? forbidden(message.path(name), "messages", String.valueOf(index), role, name)
                        : Rejection.badRequest("'messages." + index + "' : for 'role:" + role
                                + "' the following must be satisfied[('messages." + index + "' : property '" + name
                                + "' is unsupported)]");
            }
        }
    }

    /** The body is a list of what is wrong, which stands where others have a message. */
    private static Rejection forbidden(JsonNode value, String... place) {
        var detail = Json.object().put("type", "extra_forbidden");
        var location = detail.putArray("loc").add("body");
        for (String step : place) {
            location.add(step);
        }
        detail.put("msg", "Extra inputs are not permitted").set("input", value);
        var message = Json.object();
        message.putArray("detail").add(detail);
        return new Rejection(422, "invalid_request_error", Json.text(message), null, null);
    }

    private static void checkIds(JsonNode message) {
        message.path("tool_calls")
                .values()
                .forEach(call -> checkId(call.path("id").asString("")));
        if (message.path("tool_call_id").isString()) {
            checkId(message.path("tool_call_id").stringValue());
        }
    }

    private static void checkId(String id) {
        if (!id.matches(NINE)) {
            throw new Rejection(
                    400,
                    "invalid_function_call",
                    "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.",
                    null,
                    "3280");
        }
    }
}
