package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The turns of a conversation as the dialect wants them: system on top, neighbours of the same role merged, and the results
 * of tools first in their turn, in the order of the calls, because calls without ids meet their results by order.
 */
final class Conversation {
    private record Turn(Role role, List<ResultWriter.Answer> answers, List<Json> others) {
        private Json write() {
            List<Json> parts = new ArrayList<>();
            answers.stream()
                    .sorted(Comparator.comparingInt(ResultWriter.Answer::order))
                    .forEach(a -> parts.add(a.part()));
            parts.addAll(others);
            return Json.object(f ->
                    f.put("role", role == Role.ASSISTANT ? "model" : "user").put("parts", Json.array(parts)));
        }
    }

    private final Notes notes;
    private final PartWriter parts;
    private final ModelTurnWriter model;
    private final ResultWriter results;
    private final Map<String, ResultWriter.Asked> calls = new LinkedHashMap<>();
    private final List<Json> system = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    Conversation(List<Message> messages, ModelFacts facts, Notes notes) {
        this.notes = notes;
        this.parts = new PartWriter(notes);
        this.model = new ModelTurnWriter(facts, parts, notes);
        this.results = new ResultWriter(parts, notes);
        for (int i = 0; i < messages.size(); i++) {
            add(messages.get(i), "messages[" + i + "]");
        }
        turns.removeIf(turn -> turn.answers.isEmpty() && turn.others.isEmpty());
        askWithSystemAlone();
    }

    List<Json> system() {
        return system;
    }

    List<Json> contents() {
        return turns.stream().map(Turn::write).toList();
    }

    private void add(Message message, String path) {
        notes.own(path + ".", message.extra());
        switch (message.role()) {
            case SYSTEM -> system(message, path);
            case USER -> user(message, path);
            case ASSISTANT -> {
                message.content().forEach(this::remember);
                turn(Role.ASSISTANT).others.addAll(model.write(message.content(), path));
            }
        }
    }

    private void remember(Content content) {
        if (content instanceof Content.ToolCall call) {
            calls.put(call.id(), new ResultWriter.Asked(call.name(), calls.size()));
        }
    }

    private void system(Message message, String path) {
        if (!turns.isEmpty()) {
            notes.adjusted(path, "system within the conversation", "system on top", "the dialect has one place for it");
        }
        for (int i = 0; i < message.content().size(); i++) {
            String where = path + ".content[" + i + "]";
            if (message.content().get(i) instanceof Content.Text text) {
                parts.part(text, where).ifPresent(system::add);
            } else {
                notes.loss(where, "the system instruction holds words only");
            }
        }
    }

    private void user(Message message, String path) {
        Turn turn = turn(Role.USER);
        for (int i = 0; i < message.content().size(); i++) {
            String where = path + ".content[" + i + "]";
            if (message.content().get(i) instanceof Content.ToolResult result) {
                turn.answers.add(results.write(result, calls, turn.others, where));
            } else {
                parts.part(message.content().get(i), where).ifPresent(turn.others::add);
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
            notes.adjusted("messages", "system alone", "user", "the dialect needs a turn of the user");
        }
    }
}
