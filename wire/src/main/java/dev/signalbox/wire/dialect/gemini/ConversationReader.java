package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the system instruction and the contents of one request. */
final class ConversationReader {
    private final OpenCalls calls = new OpenCalls();
    private final List<Turn> turns = new ArrayList<>();
    private Role last = Role.SYSTEM;

    List<Message> read(Asked request) throws Unreadable {
        Optional<Json> system = request.find("systemInstruction");
        if (system.isPresent()) {
            system(request.where("systemInstruction"), system.get());
        }
        List<Json> contents = request.items("contents");
        for (int i = 0; i < contents.size(); i++) {
            Asked content = Asked.of(request.where("contents[" + i + "]"), contents.get(i));
            content(content, role(content));
        }
        return turns.stream().map(Turn::message).toList();
    }

    /** Older clients send a mere string. */
    private void system(String path, Json system) throws Unreadable {
        Turn turn = new Turn(Role.SYSTEM, Extra.none());
        if (system instanceof Json.Text(String text)) {
            turn.add(new Content.Text(text));
        } else {
            parts(Asked.of(path, system), turn);
        }
        turns.add(turn);
    }

    private void content(Asked content, Role role) throws Unreadable {
        Extra extra = content.extraBeside("role", "parts");
        if (role == Role.ASSISTANT && last != Role.ASSISTANT) {
            calls.nextTurn();
        }
        if (last != role || !turns.getLast().goesOn(role, extra)) {
            turns.add(new Turn(role, extra));
        }
        last = role;
        parts(content, turns.getLast());
    }

    private static Role role(Asked content) throws Unreadable {
        String role = content.maybeText("role").orElse("user");
        return switch (role) {
            case "user", "function" -> Role.USER;
            case "model" -> Role.ASSISTANT;
            default -> throw new Unreadable(content.where("role"), "\"" + role + "\" (expected: user or model)");
        };
    }

    private void parts(Asked content, Turn turn) throws Unreadable {
        List<Json> items = content.items("parts");
        for (int i = 0; i < items.size(); i++) {
            part(Asked.of(content.where("parts[" + i + "]"), items.get(i)), turn);
        }
    }

    private void part(Asked part, Turn turn) throws Unreadable {
        Optional<String> signature = part.maybeText("thoughtSignature").filter(text -> !text.isEmpty());
        boolean carried = signature.filter(Carried::isOurs).isPresent();
        boolean thought = part.flag("thought") && part.has("text");
        Optional<String> own = carried ? Optional.empty() : signature;
        Optional<Content> content = thought ? Optional.of(thought(part, own)) : PartReader.read(part, calls);
        if (thought) {
            turn.add(content.get());
        }
        if (carried) {
            turn.addCarried(Carried.open(signature.get(), part.where("thoughtSignature")));
        }
        if (!thought) {
            own.ifPresent(words -> turn.add(Signatures.carrier(turn.place(content, words))));
            content.ifPresent(turn::add);
        }
    }

    private static Content thought(Asked part, Optional<String> signature) throws Unreadable {
        return new Content.Reasoning(
                part.text("text"),
                signature.map(words -> Signatures.write(new Signatures.Placed.OfThought(words))),
                Optional.empty(),
                Gemini.NAME,
                part.extraBeside("text", "thought", "thoughtSignature"));
    }
}
