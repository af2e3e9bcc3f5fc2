package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.util.List;

/**
 * Where a request stands in a tool loop.
 *
 * @param kind how much the next step asks of a model
 * @param thinking whether the model thought in this loop, so that its thoughts must go back to it
 */
record ToolTurn(Kind kind, boolean thinking) {
    /** No results of tools wait for an answer. */
    static final ToolTurn NONE = new ToolTurn(Kind.NONE, false);

    /** From so many rounds on, somebody has to keep an overview. */
    private static final int MANY_ROUNDS = 3;

    /** A result that is as short as this only has to be told. */
    private static final int SHORT_RESULT = 2_000;

    /** How much the next step asks of a model. */
    enum Kind {
        NONE("no tool turn"),
        /** The first call was made, the only one, and brought little: it has to be told. */
        TRIVIAL("trivial tool turn"),
        USUAL("tool turn"),
        /** Several rounds were made, or a tool failed: somebody has to think what comes next. */
        SEVERAL("several tool turns");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static ToolTurn of(ModelRequest request) {
        List<Message> messages = request.messages();
        if (messages.isEmpty() || !hasResults(messages.getLast())) {
            return NONE;
        }
        int rounds = 0;
        int calls = 0;
        boolean thought = false;
        for (Message message : messages.reversed()) {
            if (message.role() == Role.USER && !hasResults(message)) {
                break;
            }
            if (message.role() == Role.ASSISTANT) {
                int made = (int) message.content().stream()
                        .filter(part -> part instanceof Content.ToolCall)
                        .count();
                rounds += made > 0 ? 1 : 0;
                calls += made;
                thought |= message.content().stream().anyMatch(part -> part instanceof Content.Reasoning);
            }
        }
        return new ToolTurn(kind(rounds, calls, messages.getLast()), thought || asksToThink(request));
    }

    private static Kind kind(int rounds, int calls, Message last) {
        boolean failed =
                last.content().stream().anyMatch(part -> part instanceof Content.ToolResult result && result.error());
        if (rounds >= MANY_ROUNDS || failed) {
            return Kind.SEVERAL;
        }
        return rounds == 1 && calls == 1 && length(last) <= SHORT_RESULT ? Kind.TRIVIAL : Kind.USUAL;
    }

    private static boolean hasResults(Message message) {
        return message.content().stream().anyMatch(part -> part instanceof Content.ToolResult);
    }

    private static int length(Message message) {
        int length = 0;
        for (Content part : message.content()) {
            if (part instanceof Content.ToolResult result) {
                for (Content each : result.content()) {
                    length += each instanceof Content.Text text ? text.text().length() : SHORT_RESULT;
                }
            }
        }
        return length;
    }

    private static boolean asksToThink(ModelRequest request) {
        return request.reasoning()
                .filter(asked -> !asked.effort().filter("none"::equals).isPresent())
                .filter(asked -> asked.mode() != dev.signalbox.wire.model.ReasoningRequest.Mode.OFF)
                .isPresent();
    }

    /** One step cheaper for what is trivial, one step better for what is not; quality is never lowered. */
    Mode over(Mode mode) {
        return switch (kind) {
            case NONE, USUAL -> mode;
            case TRIVIAL -> mode == Mode.BALANCED ? Mode.COST : mode;
            case SEVERAL -> mode == Mode.COST ? Mode.BALANCED : Mode.QUALITY;
        };
    }
}
