package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses conversations that the real API refuses: roles, blocks, tool uses without results, thinking that was changed. */
final class AnthropicMessageChecks {
    private static final String ID = "[a-zA-Z0-9_-]+";
    private static final List<String> IMAGES = List.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final JsonNode request;
    private final Signatures signatures;
    private final Set<String> unanswered = new LinkedHashSet<>();

    AnthropicMessageChecks(JsonNode request, Signatures signatures) {
        this.request = request;
        this.signatures = signatures;
    }

    void check() {
        JsonNode messages = request.path("messages");
        if (messages.isEmpty()) {
            throw Rejection.badRequest("messages: at least one message is required");
        }
        if (!messages.path(0).path("role").asString("").equals("user")) {
            throw Rejection.badRequest("messages: first message must use the \"user\" role");
        }
        for (int i = 0; i < messages.size(); i++) {
            checkMessage(messages.path(i), i, i == messages.size() - 1);
        }
        refuseUnanswered(messages.size() - 1);
        checkToolLoop(messages);
        checkPrefill(messages);
    }

    /** The newest models do not go on with an answer that was begun for them. */
    private void checkPrefill(JsonNode messages) {
        String last = messages.path(messages.size() - 1).path("role").asString("");
        if (last.equals("assistant") && request.path("model").asString("").startsWith("sim-adaptive")) {
            throw Rejection.badRequest(
                    "This model does not support assistant message prefill. The conversation must end with"
                            + " a user message.");
        }
    }

    private void checkMessage(JsonNode message, int index, boolean last) {
        String role = message.path("role").asString("");
        if (!role.equals("user") && !role.equals("assistant")) {
            throw Rejection.badRequest("messages: Unexpected role \"" + role
                    + "\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message"
                    + " role.");
        }
        JsonNode content = message.path("content");
        if (content.isMissingNode() || content.isNull()) {
            throw Rejection.badRequest("messages." + index + ".content: Field required");
        }
        if (!content.isString() && !content.isArray()) {
            throw Rejection.badRequest("messages." + index + ".content: Input should be a valid list");
        }
        boolean optional = last && role.equals("assistant");
        if (!optional && (content.isString() ? content.stringValue().isEmpty() : content.isEmpty())) {
            throw Rejection.badRequest("messages." + index
                    + ": all messages must have non-empty content except for the optional final assistant message");
        }
        String text = content.isString() ? content.stringValue() : "";
        if (optional && !text.equals(text.stripTrailing())) {
            throw Rejection.badRequest("messages: final assistant content cannot end with trailing whitespace");
        }
        checkBlocks(role, content, index);
    }

    private void checkBlocks(String role, JsonNode content, int index) {
        if (role.equals("assistant")) {
            refuseUnanswered(index - 1);
        }
        Set<String> asked = Set.copyOf(unanswered);
        boolean other = content.isString();
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            JsonNode block = content.path(i);
            String place = "messages." + index + ".content." + i;
            boolean result = AnthropicPrompt.type(block).equals("tool_result");
            if (result && other) {
                refuseUnanswered(index - 1);
            }
            other |= !result;
            checkBlock(role, block, place, asked);
        }
        if (role.equals("user")) {
            refuseUnanswered(index - 1);
        }
    }

    private void checkBlock(String role, JsonNode block, String place, Set<String> asked) {
        switch (AnthropicPrompt.type(block)) {
            case "text" -> {
                if (!block.path("text").isString()) {
                    throw Rejection.badRequest(place + ".text.text: Field required");
                }
                if (block.path("text").stringValue().isEmpty()) {
                    throw Rejection.badRequest("messages: text content blocks must be non-empty");
                }
            }
            case "image" -> checkImage(block.path("source"), place);
            case "tool_use" -> checkUse(role, block, place);
            case "tool_result" -> checkResult(role, block, place, asked);
            case "thinking" -> {
                String thinking = block.path("thinking").asString("");
                if (!signatures.signed(thinking, block.path("signature").asString(""))) {
                    throw Rejection.badRequest(place + ": Invalid `signature` in `thinking` block");
                }
            }
            case "redacted_thinking" -> {
                if (!signatures.redacted(block.path("data").asString(""))) {
                    throw Rejection.badRequest(place + ": Invalid `data` in `redacted_thinking` block");
                }
            }
            case "" -> throw Rejection.badRequest(place + ".type: Field required");
            default -> {} // documents, search results, server tools: the simulator does not look into them
        }
    }

    private void checkUse(String role, JsonNode block, String place) {
        if (!role.equals("assistant")) {
            throw Rejection.badRequest(place + ": `tool_use` blocks can only be in `assistant` messages");
        }
        refuseWithoutTools();
        String id = block.path("id").asString("");
        if (!id.matches(ID)) {
            throw Rejection.badRequest(place + ".tool_use.id: String should match pattern '^" + ID + "$'");
        }
        if (!block.path("input").isObject()) {
            throw Rejection.badRequest(place + ".tool_use.input: Input should be a valid dictionary");
        }
        if (!unanswered.add(id)) {
            throw Rejection.badRequest("messages: `tool_use` ids must be unique");
        }
    }

    private void checkResult(String role, JsonNode block, String place, Set<String> asked) {
        if (!role.equals("user")) {
            throw Rejection.badRequest(place + ": `tool_result` blocks can only be in `user` messages");
        }
        refuseWithoutTools();
        String id = block.path("tool_use_id").asString("");
        if (!asked.contains(id)) {
            throw Rejection.badRequest(place + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                    + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
        }
        unanswered.remove(id);
        for (JsonNode inner : block.path("content").values()) {
            if (AnthropicPrompt.type(inner).equals("image")) {
                checkImage(inner.path("source"), place + ".tool_result.content");
            }
        }
    }

    private void refuseWithoutTools() {
        if (request.path("tools").isEmpty()) {
            throw Rejection.badRequest("Requests which include `tool_use` or `tool_result` blocks must define tools");
        }
    }

    private void refuseUnanswered(int index) {
        if (!unanswered.isEmpty()) {
            throw Rejection.badRequest("messages." + index
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", unanswered)
                    + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    private static void checkImage(JsonNode source, String place) {
        switch (AnthropicPrompt.type(source)) {
            case "base64" -> {
                if (!IMAGES.contains(source.path("media_type").asString(""))) {
                    throw Rejection.badRequest(place + ".image.source.base64.media_type: Input should be 'image/jpeg',"
                            + " 'image/png', 'image/gif' or 'image/webp'");
                }
                try {
                    Base64.getDecoder().decode(source.path("data").asString(""));
                } catch (IllegalArgumentException e) {
                    throw Rejection.badRequest(place + ".image.source.base64: The image data is not valid base64");
                }
            }
            case "url" -> {
                if (!source.path("url").asString("").startsWith("https://")) {
                    throw Rejection.badRequest(place + ".image.source.url.url: Only HTTPS URLs are supported.");
                }
            }
            case "file" -> {}
            default ->
                throw Rejection.badRequest(place + ".image.source: Input tag '" + AnthropicPrompt.type(source)
                        + "' found using 'type' does not match any of the expected tags: 'base64', 'file', 'url'");
        }
    }

    /** While a tool loop is open under manual thinking, the thoughts that began it must still stand before its calls. */
    private void checkToolLoop(JsonNode messages) {
        boolean thinks = request.path("thinking").path("type").asString("").equals("enabled");
        if (!thinks || messages.size() < 2) {
            return;
        }
        int before = messages.size() - 2;
        boolean open = messages.path(before + 1).path("content").values().stream()
                .anyMatch(block -> AnthropicPrompt.type(block).equals("tool_result"));
        String first =
                AnthropicPrompt.type(messages.path(before).path("content").path(0));
        if (open && !first.equals("thinking") && !first.equals("redacted_thinking")) {
            throw Rejection.badRequest("messages." + before + ".content.0.type: Expected `thinking` or"
                    + " `redacted_thinking`, but found `" + first
                    + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block"
                    + " (preceeding the lastmost set of `tool_use` and `tool_result` blocks).");
        }
    }
}
