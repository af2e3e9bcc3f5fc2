package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Continued;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Prefill;
import dev.signalbox.wire.dialect.RefusedFields;
import dev.signalbox.wire.dialect.Rest;
import dev.signalbox.wire.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the rest of an answer: its beginning is the last message. Models after 4.5 refuse that, and no model does it while
 * it thinks, must call a tool or must keep to a schema.
 */
final class Prefilling {
    private Prefilling() {}

    static Continued continued(byte[] body, String said, long tokens, ModelFacts facts) {
        Rest rest = Rest.of(body);
        return obstacle(rest, facts)
                .<Continued>map(Continued.Impossible::new)
                .orElseGet(() -> rest.with(Rest.said(said)).lessTokens(tokens).body());
    }

    private static Optional<String> obstacle(Rest rest, ModelFacts facts) {
        if (facts.quirks().prefill().filter(Prefill.NEVER::equals).isPresent()) {
            return Optional.of("the provider does not go on with an answer");
        }
        if (facts.reasoning() == ModelFacts.Thinking.ADAPTIVE || facts.refuses().has(RefusedFields.PREFILL)) {
            return Optional.of("the model refuses the beginning of an answer");
        }
        if (rest.text("thinking", "type")
                .filter(type -> !type.equals("disabled"))
                .isPresent()) {
            return Optional.of("the model is to think");
        }
        if (rest.text("tool_choice", "type")
                .filter(List.of("any", "tool")::contains)
                .isPresent()) {
            return Optional.of("the model must call a tool");
        }
        if (rest.find("output_format").isPresent()
                || rest.find("output_config")
                        .flatMap(value -> value instanceof Json.Obj config ? config.find("format") : Optional.empty())
                        .isPresent()) {
            return Optional.of("the answer has a schema");
        }
        return rest.endsWithAssistant() ? Optional.of("the caller began the answer himself") : Optional.empty();
    }
}
