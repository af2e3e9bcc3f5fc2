package dev.signalbox.server.routing;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import java.util.Optional;
import java.util.Set;

/**
 * What of a request trained weights judge: words only, as they were trained on words. However long a request is, little of it is
 * copied.
 *
 * @param system what the model is told before the conversation, bounded
 * @param user the last turn of the user, behind it the tools that are offered, bounded
 */
record PromptText(String system, String user) {
    static final PromptText NONE = new PromptText("", "");

    static final int LONGEST_SYSTEM = 4_096;
    static final int LONGEST_TOOLS = 16_384;

    private static final int MOST_TOOLS = 32;

    static PromptText of(Demand demand) {
        return demand.request().map(request -> of(request, demand.prompt())).orElse(NONE);
    }

    /** Without words of the user there is nothing to judge, whatever tools are offered and whatever the model was told before. */
    static PromptText of(ModelRequest request, Prompt prompt) {
        return prompt.turns().isEmpty()
                ? NONE
                : new PromptText(system(request), prompt.turns().getFirst().text() + tools(request));
    }

    /** Whether the user said nothing in words. */
    boolean isBlank() {
        return user.isBlank();
    }

    private static String system(ModelRequest request) {
        StringBuilder system = new StringBuilder();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                for (Content part : message.content()) {
                    if (system.length() >= LONGEST_SYSTEM) {
                        return system.toString();
                    }
                    if (part instanceof Content.Text text) {
                        append(system, system.isEmpty() ? "" : "\n", LONGEST_SYSTEM);
                        append(system, text.text(), LONGEST_SYSTEM);
                    }
                }
            }
        }
        return system.toString();
    }

    /** In one line, by their names and those of their arguments: {@code [tools] find(name, city), book(id)}. */
    private static String tools(ModelRequest request) {
        StringBuilder line = new StringBuilder();
        request.tools().stream().limit(MOST_TOOLS).forEach(tool -> {
            if (tool instanceof Tool.Function function) {
                append(line, line.isEmpty() ? "\n[tools] " : ", ", LONGEST_TOOLS);
                append(line, function.name(), LONGEST_TOOLS);
                append(line, "(", LONGEST_TOOLS);
                arguments(function, line);
                append(line, ")", LONGEST_TOOLS);
            }
        });
        return line.toString();
    }

    private static void arguments(Tool.Function function, StringBuilder line) {
        Set<String> names = Optional.of(function)
                .flatMap(Tool.Function::schema)
                .flatMap(schema -> schema.object("properties"))
                .map(properties -> properties.fields().keySet())
                .orElse(Set.of());
        String between = "";
        for (String name : names) {
            if (line.length() >= LONGEST_TOOLS) {
                return;
            }
            append(line, between, LONGEST_TOOLS);
            append(line, name, LONGEST_TOOLS);
            between = ", ";
        }
    }

    /** As much of the text as fits. */
    private static void append(StringBuilder to, String text, int most) {
        to.append(text, 0, Math.min(text.length(), Math.max(0, most - to.length())));
    }
}
