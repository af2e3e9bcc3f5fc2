package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What Azure tells of its content filters, beside answers and instead of them. */
final class ContentFilters {
    private static final List<String> CATEGORIES = List.of("hate", "self_harm", "sexual", "violence");

    private ContentFilters() {}

    /** Breaks off with the provider's error where the prompt asks for it. */
    static void checkPrompt(String asked) {
        if (asked.toLowerCase(Locale.ROOT).contains("please block")) {
            throw new Rejection(
                    400,
                    null,
                    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
                            + " Please modify your prompt and retry.",
                    "prompt",
                    "content_filter");
        }
    }

    /** Adds to the body of such an error what the filters found. */
    static void explain(ObjectNode error) {
        error.put("status", 400);
        ObjectNode inner = error.putObject("innererror").put("code", "ResponsibleAIPolicyViolation");
        inner.set("content_filter_result", found(true));
    }

    static void addTo(ObjectNode completion, List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode choice = (ObjectNode) completion.path("choices").path(i);
            choice.set("content_filter_results", found(answers.get(i).finish() instanceof Finish.Filtered));
        }
        prompt(completion);
    }

    /** The first event of a stream. */
    static ObjectNode opening() {
        ObjectNode event =
                Json.object().put("created", 0).put("id", "").put("model", "").put("object", "");
        event.putArray("choices");
        prompt(event);
        return event;
    }

    private static void prompt(ObjectNode into) {
        ObjectNode first = into.putArray("prompt_filter_results").addObject().put("prompt_index", 0);
        ObjectNode results = found(false);
        results.putObject("jailbreak").put("detected", false).put("filtered", false);
        first.set("content_filter_results", results);
    }

    static ObjectNode found(boolean violence) {
        ObjectNode results = Json.object();
        for (String category : CATEGORIES) {
            boolean filtered = violence && category.equals("violence");
            results.putObject(category).put("filtered", filtered).put("severity", filtered ? "medium" : "safe");
        }
        return results;
    }
}
