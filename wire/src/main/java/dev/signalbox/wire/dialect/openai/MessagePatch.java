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
 * reasoning back, so it stays for them. Then the messages are fitted to the provider's quirks.
 */
final class MessagePatch {
    private MessagePatch() {}

    /** The messages if something in them must change; else nothing, and their bytes may stay. */
    static Optional<List<Json>> messages(JsonFields fields, ModelFacts facts, Notes notes) {
        MessageFit fit = new MessageFit(facts, notes);
        boolean extended = fields.mentions("messages", ReasoningFields.EXTENSION);
        boolean refused = !RequestWriter.takesReasoning(facts) && fields.mentions("messages", ReasoningFields.CONTENT);
        boolean quirky = !facts.quirks().isNone() && fit.mayTouch(word -> fields.mentions("messages", word));
        Optional<Json.Obj> schema =
                facts.quirks().jsonSchema() ? Optional.empty() : FieldFit.schema(fields.value("response_format"));
        if (!extended && !refused && !quirky && schema.isEmpty()) {
            return Optional.empty();
        }
        if (!(fields.value("messages").orElse(Json.none()) instanceof Json.Arr(List<Json> messages))) {
            return Optional.empty();
        }
        List<Json> cleaned = new ArrayList<>();
        for (Json message : messages) {
            cleaned.add(message instanceof Json.Obj object ? clean(object, facts) : message);
        }
        List<Json> fitted = quirky ? fit.fit(cleaned) : cleaned;
        if (schema.isPresent()) {
            return Optional.of(MessageFit.withSchema(fitted, schema.get()));
        }
        return fitted.equals(messages) ? Optional.empty() : Optional.of(fitted);
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
