package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Refuses conversations that the real API refuses: roles, contents, and calls of tools without their results. */
final class MessageChecks {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");
    private static final List<String> PARTS = List.of("text", "image_url", "input_audio", "refusal", "audio", "file");
    private static final Pattern DATA = Pattern.compile("data:image/(png|jpe?g|gif|webp);base64,.*", Pattern.DOTALL);
    private static final int LONGEST_CALL_ID = 40;

    private final Field messages;
    private final Set<String> unanswered = new LinkedHashSet<>();
    private final Set<String> called = new LinkedHashSet<>();

    MessageChecks(Field messages) {
        this.messages = messages;
    }

    void check() {
        for (int i = 0; i < messages.value().size(); i++) {
            Field message = messages.item(i);
            message.object();
            message.child("role").required();
            message.child("role").oneOf(ROLES);
            String role = message.value().path("role").asString();
            if (role.equals("tool")) {
                checkResult(message, "messages.[" + i + "]");
            } else {
                checkAnswered("messages.[" + i + "].role");
                called.clear();
            }
            checkContent(message, role, "messages.[" + i + "].content");
            if (role.equals("assistant") && message.child("tool_calls").present()) {
                checkCalls(message.child("tool_calls"));
            }
        }
        checkAnswered("messages");
    }

    private void checkAnswered(String param) {
        if (!unanswered.isEmpty()) {
            throw Rejection.badRequest(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", unanswered),
                    param,
                    null);
        }
    }

    private void checkResult(Field message, String place) {
        if (called.isEmpty()) {
            throw Rejection.badRequest(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with"
                            + " 'tool_calls'.",
                    place + ".role",
                    null);
        }
        if (!message.child("tool_call_id").present()) {
            throw Rejection.badRequest(
                    "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
                    place + ".tool_call_id",
                    null);
        }
        String id = message.value().path("tool_call_id").asString();
        if (!called.contains(id)) {
            throw Rejection.badRequest(
                    "Invalid parameter: 'tool_call_id' of '" + id + "' not found in 'tool_calls' of previous message.",
                    place + ".tool_call_id",
                    null);
        }
        unanswered.remove(id);
    }

    private void checkCalls(Field calls) {
        calls.array();
        calls.nonEmpty();
        for (int i = 0; i < calls.value().size(); i++) {
            Field call = calls.item(i);
            call.child("id").required();
            call.child("id").text();
            call.child("id").longest(LONGEST_CALL_ID);
            call.child("type").required();
            call.child("function").required();
            call.child("function").child("name").required();
            call.child("function").child("arguments").required();
            call.child("function").child("arguments").text();
            unanswered.add(call.value().path("id").asString());
        }
        called.addAll(unanswered);
    }

    private static void checkContent(Field message, String role, String place) {
        JsonNode content = message.value().path("content");
        if (content.isArray()) {
            Field parts = message.child("content");
            parts.nonEmpty();
            for (int i = 0; i < content.size(); i++) {
                checkPart(message, role, parts.item(i));
            }
        } else if (!content.isString() && !mayBeSilent(message, role)) {
            String kind = content.isMissingNode()
                    ? "null"
                    : String.valueOf(Field.kind(content)).replaceFirst("an? ", "");
            throw Rejection.badRequest(
                    "Invalid value for 'content': expected a string, got " + kind + ".", place, null);
        }
    }

    private static boolean mayBeSilent(Field message, String role) {
        JsonNode content = message.value().path("content");
        return role.equals("assistant")
                && (content.isNull() || content.isMissingNode())
                && (message.child("tool_calls").present()
                        || message.child("function_call").present()
                        || message.child("refusal").present()
                        || message.child("audio").present());
    }

    private static void checkPart(Field message, String role, Field part) {
        part.object();
        part.child("type").required();
        part.child("type").oneOf(PARTS);
        switch (part.value().path("type").asString()) {
            case "text" -> {
                part.child("text").required();
                part.child("text").text();
            }
            case "image_url" -> {
                if (!role.equals("user")) {
                    throw Rejection.badRequest(
                            "Invalid '" + message.name()
                                    + "'. Image URLs are only allowed for messages with role 'user', but this message"
                                    + " with role '" + role + "' contains an image URL.",
                            message.name(),
                            "invalid_value");
                }
                checkImage(part);
            }
            default -> {}
        }
    }

    private static void checkImage(Field part) {
        part.child("image_url").required();
        part.child("image_url").object();
        Field url = part.child("image_url").child("url");
        url.required();
        url.text();
        String image = url.value().stringValue();
        if (image.startsWith("https://") || image.startsWith("http://")) {
            return;
        }
        if (!DATA.matcher(image).matches()) {
            throw Rejection.badRequest(
                    "You uploaded an unsupported image. Please make sure your image has of one the following formats:"
                            + " ['png', 'jpeg', 'gif', 'webp'].",
                    null,
                    "invalid_image_format");
        }
        try {
            Base64.getDecoder().decode(image.substring(image.indexOf(',') + 1));
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest("Invalid base64 image_url.", null, "invalid_base64");
        }
    }
}
