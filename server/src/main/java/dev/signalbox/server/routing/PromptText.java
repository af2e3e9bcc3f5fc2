package dev.signalbox.server.routing;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Tool;
import java.util.Optional;

/**
 * What of a request trained weights judge: words only, as they were trained on words.
 *
 * @param system what the model is told before the conversation, bounded
 * @param user the last turn of the user, behind it the tools that are offered
 */
record PromptText(String system, String user) {
    static final PromptText NONE = new PromptText("", "");

    private static final int LONGEST_SYSTEM = 4_096;
    private static final int MOST_TOOLS = 32;

    static PromptText of(Demand demand) {
        return demand.request().map(request -> of(request, demand.prompt())).orElse(NONE);
    }

    private static PromptText of(ModelRequest request, Prompt prompt) {
        StringBuilder system = new StringBuilder();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM && system.length() < LONGEST_SYSTEM) {
                for (Content part : message.content()) {
                    if (part instanceof Content.Text text) {
                        system.append(system.isEmpty() ? "" : "\n").append(text.text());
                    }
                }
            }
        }
        system.setLength(Math.min(system.length(), LONGEST_SYSTEM));
        String user = prompt.turns().isEmpty() ? "" : prompt.turns().getFirst().text();
        return new PromptText(system.toString(), user + tools(request));
    }

    /** In one line, by their names and those of their arguments: {@code [tools] find(name, city), book(id)}. */
    private static String tools(ModelRequest request) {
        StringBuilder line = new StringBuilder();
        request.tools().stream().limit(MOST_TOOLS).forEach(tool -> {
            if (tool instanceof Tool.Function function) {
                line.append(line.isEmpty() ? "\n[tools] " : ", ")
                        .append(function.name())
                        .append('(')
                        .append(arguments(function))
                        .append(')');
            }
        });
        return line.toString();
    }

    private static String arguments(Tool.Function function) {
        return Optional.of(function)
                .flatMap(Tool.Function::schema)
                .flatMap(schema -> schema.object("properties"))
                .map(properties -> String.join(", ", properties.fields().keySet()))
                .orElse("");
    }
}
