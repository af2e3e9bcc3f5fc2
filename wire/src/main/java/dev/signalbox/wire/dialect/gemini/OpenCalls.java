package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ToolIds;
import dev.signalbox.wire.dialect.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tool calls of the model's last turn that have no answer yet. Callers of this dialect need not name a call: then it gets
 * an id from its place in the conversation, and the answer is that of the first open call with its name.
 */
final class OpenCalls {
    /** Makes an id of every text that is no such id yet. */
    private static final ToolIds MADE = new ToolIds(Pattern.compile("call_[0-9a-f]{32}"));

    private record Call(String id, String name) {}

    private final List<Call> open = new ArrayList<>();
    private int turn;
    private int index;

    /** The model speaks again: what it asked for before is over. */
    void nextTurn() {
        turn++;
        index = 0;
        open.clear();
    }

    /** The id of the next call of this turn. */
    String call(Optional<String> given, String name) {
        String id = given.orElseGet(() -> MADE.safe(turn + "/" + index + "/" + name));
        index++;
        open.add(new Call(id, name));
        return id;
    }

    /** The id of the call that is answered. */
    String answer(Optional<String> given, String name, String path) throws Unreadable {
        Call call = open.stream()
                .filter(c -> given.filter(c.id::equals).isPresent())
                .findFirst()
                .or(() -> open.stream().filter(c -> c.name.equals(name)).findFirst())
                .orElseThrow(() -> new Unreadable(
                        path,
                        "answers \"" + given.orElse(name)
                                + "\" (expected: the id or the name of a functionCall in the content before)"));
        open.remove(call);
        return call.id;
    }
}
