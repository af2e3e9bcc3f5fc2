package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The pieces of a {@code GenerateContentResponse}. */
record GeminiShapes(String id, String model, Usage usage, Signatures signatures, boolean showsThoughts) {
    private static final List<String> CATEGORIES = List.of(
            "HARM_CATEGORY_SEXUALLY_EXPLICIT",
            "HARM_CATEGORY_HATE_SPEECH",
            "HARM_CATEGORY_HARASSMENT",
            "HARM_CATEGORY_DANGEROUS_CONTENT");

    /** The answer in one piece. */
    ObjectNode whole(List<Answer> answers) {
        ObjectNode response = Json.object();
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode candidate = candidate(response, parts(answers.get(i)), i);
            finish(candidate, answers.get(i));
        }
        return end(response, usage.output() - usage.thinking());
    }

    /** What comes instead of an answer when the filters of the provider hold the prompt back. */
    ObjectNode blocked() {
        ObjectNode response = Json.object();
        ObjectNode feedback = response.putObject("promptFeedback").put("blockReason", "SAFETY");
        CATEGORIES.forEach(category -> feedback.withArray("safetyRatings")
                .addObject()
                .put("category", category)
                .put("probability", category.endsWith("CONTENT") ? "HIGH" : "NEGLIGIBLE"));
        return end(response, 0);
    }

    /** A candidate with these parts; the content of one without parts is left out. */
    ObjectNode candidate(ObjectNode response, List<ObjectNode> parts, int index) {
        ObjectNode candidate = response.withArray("candidates").addObject();
        if (!parts.isEmpty()) {
            ObjectNode content = candidate.putObject("content");
            content.putArray("parts").addAll(parts);
            content.put("role", "model");
        }
        if (index > 0 || !parts.isEmpty()) {
            candidate.put("index", index);
        }
        return candidate;
    }

    static void finish(ObjectNode candidate, Answer answer) {
        candidate.put("finishReason", reason(answer.finish()));
        if (answer.finish() instanceof Finish.Tools) {
            candidate.put("finishMessage", "Model generated function call(s).");
        }
    }

    /** Usage, model and id: what every response ends with. */
    ObjectNode end(ObjectNode response, int candidates) {
        int thinking = usage.thinking();
        ObjectNode counts = response.putObject("usageMetadata").put("promptTokenCount", usage.input());
        if (candidates > 0) {
            counts.put("candidatesTokenCount", candidates);
        }
        counts.put("totalTokenCount", usage.input() + candidates + thinking);
        if (usage.cacheRead() > 0) {
            counts.put("cachedContentTokenCount", usage.cacheRead());
        }
        counts.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", usage.input());
        if (thinking > 0) {
            counts.put("thoughtsTokenCount", thinking);
        }
        return response.put("modelVersion", model).put("responseId", id);
    }

    private List<ObjectNode> parts(Answer answer) {
        List<ObjectNode> parts = new ArrayList<>();
        boolean signed = !signs(answer);
        for (Part part : answer.parts()) {
            switch (part) {
                case Part.Thinking(String text, boolean _) -> {
                    if (showsThoughts) {
                        parts.add(thought(text));
                    }
                }
                case Part.Text(String text) -> parts.add(text(text, !signed));
                case Part.Declined _ -> {}
                case Part.Call call -> {
                    parts.add(call(call, !signed));
                    signed = true;
                }
            }
        }
        return parts;
    }

    /** Whether thinking has led to this answer, which its first call or its text then bears witness of. */
    boolean signs(Answer answer) {
        return answer.thinkingTokens() > 0 || GeminiChecks.third(model);
    }

    ObjectNode thought(String text) {
        return Json.object().put("text", text).put("thought", true);
    }

    ObjectNode text(String text, boolean signed) {
        ObjectNode part = Json.object().put("text", text);
        return signed ? part.put("thoughtSignature", signatures.sign("text")) : part;
    }

    ObjectNode call(Part.Call call, boolean signed) {
        ObjectNode part = Json.object();
        part.putObject("functionCall").put("name", call.name()).set("args", Json.parse(call.arguments()));
        return signed ? part.put("thoughtSignature", signatures.sign(call.name())) : part;
    }

    private static String reason(Finish finish) {
        return switch (finish) {
            case Finish.Complete(), Finish.StopSequence(String _), Finish.Tools() -> "STOP";
            case Finish.Length() -> "MAX_TOKENS";
            case Finish.Refused() -> "PROHIBITED_CONTENT";
            case Finish.Filtered() -> "SAFETY";
        };
    }
}
