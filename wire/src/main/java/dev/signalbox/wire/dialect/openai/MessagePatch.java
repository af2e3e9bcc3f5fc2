package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of the assistant's messages what a provider of this dialect would refuse: our own extension with the
 * reasoning it belongs to, and readable reasoning where the model is one of OpenAI's. Other providers may want readable
 * reasoning back, so it stays for them.
 */
final class MessagePatch {
    private MessagePatch() {}

    /** The messages if something must be taken out; else nothing, and their bytes may stay. */
    static Optional<Json> messages(JsonFields fields, ModelFacts facts) {
        boolean extended = fields.mentions("messages", ReasoningFields.EXTENSION);
        boolean refused = !RequestWriter.takesReasoning(facts) && fields.mentions("messages", ReasoningFields.CONTENT);
        if (!extended && !refused) {
            return Optional.empty();
        }
        if (!(fields.value("messages").orElse(Json.none()) instanceof Json.Arr(List<Json> messages))) {
            return Optional.empty();
        }
        List<Json> cleaned = new ArrayList<>();
        for (Json message : messages) {
            cleaned.add(message instanceof Json.Obj object ? clean(object, facts) : message);
        }
        return cleaned.equals(messages) ? Optional.empty() : Optional.of(Json.array(cleaned));
    }

    private static Json.Obj clean(Json.Obj message, ModelFacts facts) {
        if (!message.text("role").orElse("").equals("assistant")) {
            return message;
        }
        boolean translated = message.object(ReasoningFields.EXTENSION).isPresent();
        return translated || !RequestWriter.takesReasoning(facts)
                ? message.without(ReasoningFields.EXTENSION, ReasoningFields.CONTENT)
                : message;
    }
}
