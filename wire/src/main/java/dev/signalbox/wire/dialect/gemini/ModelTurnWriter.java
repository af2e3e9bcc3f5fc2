package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.gemini.Signatures.Placed;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes one message of the model's, with each signature on the part that it belongs to. */
final class ModelTurnWriter {
    private static final String SIGNATURE = "thoughtSignature";

    private final ModelFacts facts;
    private final PartWriter parts;
    private final Notes notes;

    ModelTurnWriter(ModelFacts facts, PartWriter parts, Notes notes) {
        this.facts = facts;
        this.parts = parts;
        this.notes = notes;
    }

    List<Json> write(List<Content> contents, String path) {
        List<Placed> signatures = signatures(contents);
        List<Json> written = new ArrayList<>();
        int texts = 0;
        int lastText = -1;
        int firstCall = -1;
        for (int i = 0; i < contents.size(); i++) {
            String where = path + ".content[" + i + "]";
            int at = written.size();
            switch (contents.get(i)) {
                case Content.Reasoning reasoning -> thought(reasoning).ifPresent(written::add);
                case Content.ToolCall call -> {
                    firstCall = firstCall < 0 ? at : firstCall;
                    written.add(signed(
                            call(call, where), take(signatures, Placed.OfCall.class, p -> p.id().equals(call.id()))));
                }
                case Content.Text text
                when !text.text().isEmpty() -> {
                    int number = texts++;
                    Optional<Placed> own = take(signatures, Placed.OfText.class, p -> p.number() == number);
                    parts.part(text, where).ifPresent(part -> written.add(signed(part, own)));
                    lastText = at;
                }
                case Content content -> parts.part(content, where).ifPresent(written::add);
            }
        }
        rest(signatures, written, lastText);
        standIn(written, firstCall);
        return written;
    }

    /** Google's own signatures. One that names no part comes from another of its front ends, and belongs to the next call. */
    private List<Placed> signatures(List<Content> contents) {
        List<Placed> found = new ArrayList<>();
        for (Content content : contents) {
            if (content instanceof Content.Reasoning reasoning
                    && reasoning.provider().equals(Gemini.NAME)
                    && reasoning.signature().isPresent()) {
                String words = reasoning.signature().get();
                Signatures.read(words)
                        .or(() -> nextCall(contents, reasoning).map(id -> new Placed.OfCall(id, words)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<String> nextCall(List<Content> contents, Content.Reasoning before) {
        return contents.stream()
                .skip(contents.indexOf(before))
                .filter(Content.ToolCall.class::isInstance)
                .map(call -> ((Content.ToolCall) call).id())
                .findFirst();
    }

    private static <P extends Placed> Optional<Placed> take(
            List<Placed> signatures, Class<P> kind, Predicate<P> wanted) {
        Optional<Placed> found = signatures.stream()
                .filter(placed -> kind.isInstance(placed) && wanted.test(kind.cast(placed)))
                .findFirst();
        found.ifPresent(signatures::remove);
        return found;
    }

    private static Json.Obj signed(Json.Obj part, Optional<Placed> placed) {
        return placed.map(one -> part.with(SIGNATURE, Json.text(one.signature())))
                .orElse(part);
    }

    private Optional<Json> thought(Content.Reasoning reasoning) {
        if (!reasoning.provider().equals(Gemini.NAME)) {
            notes.hint("messages.reasoning", "reasoning of " + reasoning.provider() + " cannot go to this model");
            return Optional.empty();
        }
        Optional<Placed> own =
                reasoning.signature().flatMap(Signatures::read).filter(Placed.OfThought.class::isInstance);
        if (reasoning.text().isEmpty() && own.isEmpty()) {
            return Optional.empty();
        }
        Json.Obj part = Json.object(f -> f.put("text", reasoning.text()).put("thought", true));
        return Optional.of(signed(part, own));
    }

    private Json.Obj call(Content.ToolCall call, String path) {
        Json.Obj own = notes.own(path + ".", call.extra());
        Json.Obj function = Json.object(f -> {
            if (!CallIds.isMade(call.id())) {
                f.put("id", call.id());
            }
            f.put("name", call.name()).put("args", ToolArguments.object(call.arguments()));
        });
        return Json.object(f -> f.put("functionCall", function).all(own));
    }

    /** Callers may have joined words: a signature goes to the last of them then, or to a part of its own as in a stream. */
    private void rest(List<Placed> signatures, List<Json> written, int lastText) {
        for (Placed placed : signatures) {
            switch (placed) {
                case Placed.OfText text -> {
                    if (lastText >= 0
                            && lastText < written.size()
                            && written.get(lastText) instanceof Json.Obj part
                            && part.get(SIGNATURE) == null) {
                        written.set(lastText, signed(part, Optional.of(text)));
                    } else {
                        written.add(signed(PartWriter.text(""), Optional.of(text)));
                    }
                }
                case Placed.Last last -> written.add(signed(PartWriter.text(""), Optional.of(last)));
                case Placed.OfCall call ->
                    notes.hint("messages.reasoning", "the history holds no call " + call.id() + " for its signature");
                case Placed.OfThought _ -> {
                    // written with its thought
                }
            }
        }
    }

    /** Where no call of this step is signed, the first says that it never was. */
    private void standIn(List<Json> written, int firstCall) {
        boolean signed = written.stream()
                .anyMatch(part -> part instanceof Json.Obj object
                        && object.get("functionCall") != null
                        && object.get(SIGNATURE) != null);
        if (firstCall < 0 || signed || !ModelNames.demandsSignatures(facts)) {
            return;
        }
        Json.Obj part = (Json.Obj) written.get(firstCall);
        written.set(firstCall, part.with(SIGNATURE, Json.text(Signatures.NONE_EXISTS)));
        notes.adjusted(
                "messages.reasoning", "a call without a signature", Signatures.NONE_EXISTS, "the model demands one");
    }
}
