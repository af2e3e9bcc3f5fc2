package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ToolArguments;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.gemini.Signatures.Placed;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Media;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole answer. Serves one. */
final class ReplyReader {
    private final Answer answer;
    private final List<Content> content = new ArrayList<>();
    private int texts;
    private int calls;

    private ReplyReader(Answer answer) {
        this.answer = answer;
    }

    static ModelReply read(byte[] body) throws Unreadable {
        return new ReplyReader(Answer.of(body)).read();
    }

    private ModelReply read() throws Unreadable {
        ErrorReader.refuse(answer.error());
        Optional<Stop> blocked = answer.blocked();
        if (blocked.isEmpty() && answer.candidate().isEmpty()) {
            throw new Unreadable("candidates", "missing or empty (expected: an array with at least one candidate)");
        }
        for (Json part : answer.parts()) {
            if (part instanceof Json.Obj object) {
                part(object);
            }
        }
        Stop stop = blocked.orElseGet(() -> StopWords.read(answer.finish().orElse("STOP"), calls > 0));
        Json.Obj rest = answer.body().without("candidates", "usageMetadata", "modelVersion", "responseId");
        return new ModelReply(
                answer.id(),
                answer.model(),
                Optional.empty(),
                content,
                stop,
                answer.body().object("usageMetadata").flatMap(UsageFields::read),
                Extra.kept(Gemini.NAME, rest));
    }

    private void part(Json.Obj part) throws Unreadable {
        Optional<String> signature = part.text("thoughtSignature").filter(text -> !text.isEmpty());
        Optional<Json.Obj> call = part.object("functionCall");
        Optional<Json.Obj> inline = part.object("inlineData");
        if (call.isPresent()) {
            call(call.get(), signature);
        } else if (part.text("text").isPresent()) {
            text(part.text("text").get(), part.bool("thought").orElse(false), signature);
        } else if (inline.isPresent()
                && inline.get().text("mimeType").orElse("").startsWith("image/")) {
            content.add(image(inline.get(), signature));
        } else {
            content.add(new Content.Foreign(Gemini.NAME, Parts.type(part), part));
        }
    }

    private void text(String text, boolean thought, Optional<String> signature) {
        if (thought) {
            content.add(Signatures.thought(text, signature.map(Placed.OfThought::new)));
            return;
        }
        if (!text.isEmpty()) {
            content.add(new Content.Text(text));
            int number = texts++;
            signature.ifPresent(own -> content.add(Signatures.carrier(new Placed.OfText(number, own))));
        } else {
            signature.ifPresent(own -> content.add(Signatures.carrier(new Placed.Last(own))));
        }
    }

    private void call(Json.Obj call, Optional<String> signature) throws Unreadable {
        Parts.refusePieces(call);
        String id = CallIds.orMade(call, answer.id(), calls++);
        signature.ifPresent(own -> sign(new Placed.OfCall(id, own)));
        Json arguments = call.find("args").orElse(Json.object(f -> {}));
        content.add(
                new Content.ToolCall(id, call.text("name").orElse(""), ToolArguments.text(arguments), Extra.none()));
    }

    /** The thought that led to a call carries its signature, so that callers who drop empty thoughts keep it. */
    private void sign(Placed placed) {
        if (!content.isEmpty()
                && content.getLast() instanceof Content.Reasoning thought
                && thought.signature().isEmpty()) {
            content.set(content.size() - 1, Signatures.thought(thought.text(), Optional.of(placed)));
        } else {
            content.add(Signatures.carrier(placed));
        }
    }

    private static Content image(Json.Obj inline, Optional<String> signature) {
        Media media = new Media.Inline(
                inline.text("mimeType").orElse(""), inline.text("data").orElse(""));
        Extra extra = signature
                .map(own -> new Extra(Gemini.NAME, Json.object(f -> f.put("thoughtSignature", own))))
                .orElse(Extra.none());
        return new Content.Image(media, Optional.empty(), extra);
    }
}
