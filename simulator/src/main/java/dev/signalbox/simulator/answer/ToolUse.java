package dev.signalbox.simulator.answer;

import dev.signalbox.simulator.answer.Answer.Part;
import java.util.List;
import java.util.Locale;

/** Decides which tools an answer calls: those that the prompt names, or those that the caller forces. */
final class ToolUse {
    private ToolUse() {}

    static List<Part.Call> calls(Prompt prompt, long seed) {
        List<OfferedTool> chosen = chosen(prompt);
        int most = prompt.parallelTools() ? chosen.size() : Math.min(1, chosen.size());
        return chosen.subList(0, most).stream()
                .map(tool -> new Part.Call(
                        tool.name(), SchemaFiller.fill(tool.schema(), Seeded.hash(seed, tool.name(), prompt.asked()))))
                .toList();
    }

    private static List<OfferedTool> chosen(Prompt prompt) {
        return switch (prompt.choice()) {
            case ToolChoice.Forbidden() -> List.of();
            case ToolChoice.Auto() -> prompt.toolResults().isEmpty() ? named(prompt) : List.of();
            case ToolChoice.Required() -> {
                List<OfferedTool> named = named(prompt);
                yield named.isEmpty() ? prompt.tools().stream().limit(1).toList() : named;
            }
            case ToolChoice.Named(String name) ->
                prompt.tools().stream().filter(tool -> tool.name().equals(name)).toList();
        };
    }

    private static List<OfferedTool> named(Prompt prompt) {
        String asked = prompt.asked().toLowerCase(Locale.ROOT);
        return prompt.tools().stream()
                .filter(tool -> mentions(asked, tool.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Whether the name stands there as a word of its own, so that {@code get} is not found in {@code get_weather}. */
    private static boolean mentions(String asked, String name) {
        if (name.isEmpty()) {
            return false; // stands everywhere, and the search would never end
        }
        for (int at = asked.indexOf(name); at >= 0; at = asked.indexOf(name, at + 1)) {
            if (!wordAt(asked, at - 1) && !wordAt(asked, at + name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean wordAt(String text, int index) {
        if (index < 0 || index >= text.length()) {
            return false;
        }
        char there = text.charAt(index);
        return Character.isLetterOrDigit(there) || there == '_' || there == '-';
    }
}
