package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The turns of a conversation in the order that providers of this dialect demand: system on top, neighbours of the same role
 * merged, the results of tools first in their turn and all together.
 */
final class Conversation {
    private record Turn(Role role, List<Json.Obj> results, List<Json.Obj> others) {
        private boolean isEmpty() {
            return results.isEmpty() && others.isEmpty();
        }

        private Json write() {
            List<Json> blocks = new ArrayList<>(results);
            blocks.addAll(others);
            return Json.object(f ->
                    f.put("role", role == Role.ASSISTANT ? "assistant" : "user").put("content", Json.array(blocks)));
        }
    }

    private final Notes notes;
    private final BlockWriter writer;
    private final List<Json.Obj> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    Conversation(List<Message> messages, BlockWriter writer, Notes notes) {
        this.notes = notes;
        this.writer = writer;
        for (int i = 0; i < messages.size(); i++) {
            add(messages.get(i), Reading.at("messages", i));
        }
        turns.removeIf(Turn::isEmpty);
        askWithSystemAlone();
        stripPrefill();
    }

    List<Json.Obj> system() {
        return system;
    }

    List<Json> messages() {
        return turns.stream().map(Turn::write).toList();
    }

    /** Whether the conversation ends with the beginning of the answer. */
    boolean isPrefilled() {
        return !turns.isEmpty() && turns.getLast().role == Role.ASSISTANT;
    }

    private void add(Message message, String path) {
        notes.own(message.extra(), path);
        if (message.role() == Role.SYSTEM) {
            if (!turns.isEmpty()) {
                notes.adjust(
                        path, "system within the conversation", "system on top", "the dialect has one place for it");
            }
            each(message, path, (content, block) -> system.add(block));
            return;
        }
        Turn turn = turn(message.role());
        each(message, path, (content, block) -> {
            if (content instanceof Content.ToolResult) {
                turn.results.add(block);
            } else {
                turn.others.add(block);
            }
        });
    }

    private interface Sink {
        void take(Content content, Json.Obj block);
    }

    private void each(Message message, String path, Sink sink) {
        for (int i = 0; i < message.content().size(); i++) {
            Content content = message.content().get(i);
            String where = Reading.at(Reading.at(path, "content"), i);
            if (message.role() == Role.SYSTEM && !(content instanceof Content.Text)) {
                notes.lose(where, "the system prompt holds words only");
            } else {
                writer.write(content, message.role(), where).ifPresent(block -> sink.take(content, block));
            }
        }
    }

    private Turn turn(Role role) {
        if (turns.isEmpty() || turns.getLast().role != role) {
            turns.add(new Turn(role, new ArrayList<>(), new ArrayList<>()));
        }
        return turns.getLast();
    }

    /** A conversation needs a turn of the user; where there is only system, that is what is asked. */
    private void askWithSystemAlone() {
        if (turns.isEmpty() && !system.isEmpty()) {
            turn(Role.USER).others.addAll(system);
            system.clear();
            notes.adjust("messages", "system alone", "user", "the dialect needs a turn of the user");
        }
    }

    /** The beginning of an answer must not end in blanks. */
    private void stripPrefill() {
        if (!isPrefilled()) {
            return;
        }
        List<Json.Obj> blocks = turns.getLast().others;
        Optional<String> text =
                blocks.isEmpty() ? Optional.empty() : blocks.getLast().text("text");
        text.filter(words -> !words.equals(words.stripTrailing())).ifPresent(words -> {
            blocks.set(blocks.size() - 1, blocks.getLast().with("text", Json.text(words.stripTrailing())));
            notes.adjust("messages", "blanks at the end", "none", "the beginning of an answer must not end in blanks");
        });
    }
}
