package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.dialect.Rejection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses input items that the real Responses API refuses: wrong parts, unanswered calls, reasoning that is not its own. */
final class InputChecks {
    private static final List<String> ASKS = List.of("input_text", "input_image", "input_file");
    private static final List<String> SAYS = List.of("output_text", "refusal");

    private final SealedReasoning seals;
    private final Set<String> unanswered = new LinkedHashSet<>();

    InputChecks(SealedReasoning seals) {
        this.seals = seals;
    }

    void check(JsonNode request) {
        Field input = Field.of(request, "input");
        input.required();
        if (input.value().isString()) {
            return;
        }
        input.array();
        input.nonEmpty();
        for (int i = 0; i < input.value().size(); i++) {
            item(input.item(i));
        }
        if (!unanswered.isEmpty()) {
            throw Rejection.badRequest(
                    "No tool output found for function call "
                            + unanswered.iterator().next() + ".",
                    "input",
                    null);
        }
    }

    private void item(Field item) {
        item.object();
        switch (item.value().path("type").asString("message")) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item);
            case "function_call" -> called(item, "arguments");
            case "custom_tool_call" -> called(item, "input");
            case "function_call_output", "custom_tool_call_output" -> answered(item);
            case "item_reference" ->
                throw new Rejection(
                        404,
                        null,
                        "Item with id '" + item.value().path("id").asString("") + "' not found. Items are not persisted"
                                + " when `store` is set to false.",
                        "input",
                        null);
            default -> {
                // an item of a tool that the provider runs itself
            }
        }
    }

    private static void message(Field item) {
        item.child("role").required();
        item.child("role").oneOf(List.of("assistant", "system", "developer", "user"));
        Field content = item.child("content");
        content.required();
        if (content.value().isString()) {
            return;
        }
        content.array();
        boolean said = item.value().path("role").asString().equals("assistant");
        for (int i = 0; i < content.value().size(); i++) {
            part(content.item(i), said ? SAYS : ASKS);
        }
    }

    private static void part(Field part, List<String> types) {
        part.child("type").required();
        part.child("type").oneOf(types);
        switch (part.value().path("type").asString()) {
            case "refusal" -> part.child("refusal").required();
            case "input_image" -> part.child("image_url").text();
            case "input_file" -> {
                if (!part.value().hasNonNull("file_id") && !part.value().hasNonNull("file_url")) {
                    part.child("file_data").required();
                }
            }
            default -> part.child("text").required();
        }
    }

    private void reasoning(Field item) {
        item.child("summary").required();
        item.child("summary").array();
        Field sealed = item.child("encrypted_content");
        if (!sealed.present()) {
            throw new Rejection(
                    404,
                    null,
                    "Item with id '" + item.value().path("id").asString("")
                            + "' not found. Items are not persisted when"
                            + " `store` is set to false. Try again with `store` set to true, or remove this item from"
                            + " your input.",
                    "input",
                    null);
        }
        if (!seals.sealed(sealed.value().asString(""))) {
            throw Rejection.badRequest(
                    "The encrypted content could not be verified.", sealed.name(), "invalid_encrypted_content");
        }
    }

    private void called(Field item, String words) {
        item.child("call_id").required();
        item.child("call_id").longest(64);
        item.child("name").required();
        item.child(words).required();
        item.child(words).text();
        unanswered.add(item.value().path("call_id").asString());
    }

    private void answered(Field item) {
        item.child("call_id").required();
        item.child("output").required();
        String id = item.value().path("call_id").asString();
        if (!unanswered.remove(id)) {
            throw Rejection.badRequest(
                    "No tool call found for function call output with call_id " + id + ".", "input", null);
        }
        for (int i = 0;
                item.value().path("output").isArray()
                        && i < item.value().path("output").size();
                i++) {
            part(item.child("output").item(i), ASKS);
        }
    }
}
