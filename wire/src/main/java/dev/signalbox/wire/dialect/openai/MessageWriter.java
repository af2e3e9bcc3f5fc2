package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ToolIds;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the messages of a request for a provider. */
final class MessageWriter {
    /** OpenAI refuses longer ids ({@code string_above_max_length}). */
    private static final ToolIds TOOL_IDS = new ToolIds(Pattern.compile(".{1,40}", Pattern.DOTALL));

    private final Notes notes;
    private final ModelFacts facts;
    private final PartWriter parts;

    MessageWriter(Notes notes, ModelFacts facts) {
        this.notes = notes;
        this.facts = facts;
        this.parts = new PartWriter(notes, facts.quirks().imageAddresses());
    }

    List<Json> write(List<Message> messages) {
        List<Json> written = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "].";
            switch (messages.get(i).role()) {
                case SYSTEM -> written.add(plain("system", messages.get(i), path));
                case USER -> written.addAll(user(messages.get(i), path));
                case ASSISTANT -> written.add(assistant(messages.get(i), path));
            }
        }
        return written;
    }

    private Json.Obj plain(String role, Message message, String path) {
        Json content = PartWriter.content(parts.all(message.content(), path + "content"));
        return Json.object(f -> f.put("role", role).put("content", content).all(notes.own(path, message.extra())));
    }

    /** The answers of tools first, each a message of its own as OpenAI wants them, then what else the user says. */
    private List<Json> user(Message message, String path) {
        List<Json> written = new ArrayList<>();
        List<Json> rest = new ArrayList<>();
        for (int i = 0; i < message.content().size(); i++) {
            Content content = message.content().get(i);
            String where = path + "content[" + i + "]";
            if (content instanceof Content.ToolResult result) {
                written.add(result(result, where, rest));
            } else {
                parts.part(content, where).ifPresent(rest::add);
            }
        }
        Json.Obj own = notes.own(path, message.extra());
        if (!rest.isEmpty() || written.isEmpty()) {
            written.add(Json.object(f -> f.put("role", "user")
                    .put("content", PartWriter.content(rest))
                    .all(own)));
        }
        return written;
    }

    /** OpenAI takes only words from a tool: pictures follow in the user's message. */
    private Json result(Content.ToolResult result, String path, List<Json> rest) {
        List<Json> words = new ArrayList<>();
        List<Json> moved = new ArrayList<>();
        for (int i = 0; i < result.content().size(); i++) {
            Content content = result.content().get(i);
            parts.part(content, path + ".content[" + i + "]")
                    .ifPresent(part -> (content instanceof Content.Text ? words : moved).add(part));
        }
        if (!moved.isEmpty()) {
            notes.adjusted(path + ".content", "tool result", "user message", "a tool can only answer with text");
            rest.add(PartWriter.text("From the result of tool call " + result.callId() + ":"));
            rest.addAll(moved);
        }
        if (result.error()) {
            markError(words, path);
        }
        Json.Obj own = notes.own(path + ".", result.extra());
        return Json.object(f -> f.put("role", "tool")
                .put("tool_call_id", TOOL_IDS.safe(result.callId()))
                .put("content", PartWriter.content(words))
                .all(own));
    }

    private void markError(List<Json> words, String path) {
        boolean says = !words.isEmpty()
                && words.getFirst() instanceof Json.Obj part
                && part.text("text").orElse("").toLowerCase(Locale.ROOT).startsWith("error");
        if (!says) {
            words.addFirst(PartWriter.text("Error: "));
            notes.adjusted(path + ".is_error", "true", "the text begins with Error:", "there is no such field");
        }
    }

    private Json.Obj assistant(Message message, String path) {
        List<Json> said = new ArrayList<>();
        List<Json> calls = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        List<String> thoughts = new ArrayList<>();
        Optional<String> signature = Optional.empty();
        for (int i = 0; i < message.content().size(); i++) {
            Content content = message.content().get(i);
            String where = path + "content[" + i + "]";
            switch (content) {
                case Content.ToolCall call -> {
                    calls.add(ThoughtSignature.beside(call(call, where), signature));
                    signature = Optional.empty();
                }
                case Content.Reasoning thought
                when ThoughtSignature.travels(thought, facts) -> signature = thought.signature();
                case Content.Refusal refusal -> refusals.add(refusal.text());
                case Content.Reasoning reasoning -> thought(reasoning).ifPresent(thoughts::add);
                case Content.Foreign foreign
                when foreign.type().equals("custom") && isOwn(foreign) -> calls.add(foreign.raw());
                case Content.Image _, Content.Document _ ->
                    notes.loss(where, "OpenAI takes no pictures or documents from the assistant");
                case Content.Text _, Content.ToolResult _, Content.Foreign _ ->
                    parts.part(content, where).ifPresent(said::add);
            }
        }
        Json.Obj own = ThoughtSignature.beside(notes.own(path, message.extra()), signature);
        return Json.object(f -> {
            f.put("role", "assistant");
            boolean silent = said.isEmpty() && !(calls.isEmpty() && refusals.isEmpty());
            f.put("content", silent ? Json.none() : PartWriter.content(said));
            if (!refusals.isEmpty()) {
                f.put("refusal", String.join("", refusals));
            }
            if (!thoughts.isEmpty()) {
                f.put(facts.quirks().reasoningField().orElse(ReasoningFields.CONTENT), String.join("", thoughts));
            }
            if (!calls.isEmpty()) {
                f.put("tool_calls", Json.array(calls));
            }
            f.all(own);
        });
    }

    private static boolean isOwn(Content.Foreign foreign) {
        return foreign.dialect().equals(OpenAi.FAMILY);
    }

    /** Readable reasoning goes back only to the family it came from, and only where the model may take it. */
    private Optional<String> thought(Content.Reasoning reasoning) {
        boolean fits = reasoning.provider().equals(OpenAi.FAMILY)
                && !ReasoningFields.isBound(reasoning)
                && RequestWriter.takesReasoning(facts);
        if (!fits) {
            notes.hint("messages.reasoning", "reasoning of " + reasoning.provider() + " cannot go to this model");
        }
        return fits ? Optional.of(reasoning.text()) : Optional.empty();
    }

    private Json.Obj call(Content.ToolCall call, String path) {
        Json.Obj own = notes.own(path + ".", call.extra());
        String arguments = call.arguments().isEmpty() ? "{}" : call.arguments();
        return Json.object(f -> f.put("id", TOOL_IDS.safe(call.id()))
                .put("type", "function")
                .put(
                        "function",
                        Json.object(inner -> inner.put("name", call.name()).put("arguments", arguments)))
                .all(own));
    }
}
