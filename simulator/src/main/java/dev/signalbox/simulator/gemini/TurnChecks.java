package dev.signalbox.simulator.gemini;

import static dev.signalbox.simulator.gemini.GeminiChecks.invalid;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Refuses conversations that the real API refuses: roles, empty parts, calls and their results, signatures. */
final class TurnChecks {
    private static final List<String> DATA = List.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    private final String model;
    private final JsonNode contents;
    private final Signatures signatures;

    TurnChecks(String model, JsonNode contents, Signatures signatures) {
        this.model = model;
        this.contents = contents;
        this.signatures = signatures;
    }

    void check() {
        if (contents.isEmpty()) {
            throw invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }
        for (int i = 0; i < contents.size(); i++) {
            String role = contents.path(i).path("role").asString("user");
            if (!List.of("user", "model", "function").contains(role)) {
                throw invalid("Please use a valid role: user, model.");
            }
            checkParts(contents.path(i).path("parts"), i);
            checkOrder(i);
        }
        checkSignatures();
    }

    private static void checkParts(JsonNode parts, int content) {
        String place = "* GenerateContentRequest.contents[" + content + "].parts";
        if (parts.isEmpty()) {
            throw invalid(place + ": contents.parts must not be empty.\n");
        }
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.path(i);
            long filled = DATA.stream().filter(part::has).count();
            if (filled == 0 && !part.has("thoughtSignature")) {
                throw invalid(
                        place + '[' + i + "].data: required oneof field 'data' must have one initialized field\n");
            }
            if (filled > 1) {
                throw invalid("Invalid value at 'contents[" + content + "].parts[" + i
                        + "]' (oneof), oneof field 'data' is already set.");
            }
            if (part.has("functionResponse")
                    && part.at("/functionResponse/name").asString("").isEmpty()) {
                throw invalid(place + '[' + i + "].function_response.name: Name cannot be empty.\n");
            }
            if (part.has("inlineData")
                    && part.at("/inlineData/mimeType").asString("").isEmpty()) {
                throw invalid("Unable to submit request because it must have a mimeType parameter in inline_data.");
            }
        }
    }

    private void checkOrder(int index) {
        int calls = count(index, "functionCall");
        int results = count(index, "functionResponse");
        int before = index == 0 ? 0 : count(index - 1, "functionCall");
        if (results > 0 && before == 0) {
            throw invalid("Please ensure that function response turn comes immediately after a function call turn.");
        }
        if (results != before && before > 0) {
            throw invalid("Please ensure that the number of function response parts is equal to the number of function"
                    + " call parts of the function call turn.");
        }
        boolean afterUser = index > 0 && !isModel(index - 1);
        if (calls > 0 && (!isModel(index) || !afterUser)) {
            throw invalid(
                    "Please ensure that function call turn comes immediately after a user turn or after a function"
                            + " response turn.");
        }
    }

    private int count(int index, String kind) {
        return (int) contents.path(index).path("parts").values().stream()
                .filter(part -> part.has(kind))
                .count();
    }

    private boolean isModel(int index) {
        return contents.path(index).path("role").asString("user").equals("model");
    }

    /** The first call of each step of the current turn needs its signature; parallel calls behind it need none. */
    private void checkSignatures() {
        int turn = lastQuestion();
        for (int i = 0; i < contents.size(); i++) {
            boolean first = true;
            for (int j = 0; j < contents.path(i).path("parts").size(); j++) {
                JsonNode part = contents.path(i).path("parts").path(j);
                String name = part.at("/functionCall/name").asString("");
                String signature = part.path("thoughtSignature").asString("");
                if (name.isEmpty()) {
                    continue;
                }
                if (signature.isEmpty() && first && i > turn && GeminiChecks.third(model)) {
                    throw invalid("Function call is missing a thought_signature in functionCall parts. This is required"
                            + " for tools to work correctly, and missing thought_signature may lead to degraded model"
                            + " performance. Additional data, function call `default_api:" + name + "` , position "
                            + (i + 1) + ". Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for"
                            + " more details.");
                }
                if (!signature.isEmpty() && !signatures.signed(name, signature)) {
                    throw invalid("Corrupted thought signature.");
                }
                first = false;
            }
        }
    }

    /** Where the user last said something that is no result of a function. */
    private int lastQuestion() {
        for (int i = contents.size() - 1; i >= 0; i--) {
            if (!isModel(i) && count(i, "functionResponse") == 0) {
                return i;
            }
        }
        return -1;
    }
}
