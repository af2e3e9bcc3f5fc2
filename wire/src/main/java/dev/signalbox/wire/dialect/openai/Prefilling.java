package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Continued;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Prefill;
import dev.signalbox.wire.dialect.RefusedFields;
import dev.signalbox.wire.dialect.Rest;
import dev.signalbox.wire.json.Json;
import java.util.Optional;

/** Asks for the rest of an answer, in the way of the provider; OpenAI itself has none, and would answer anew. */
final class Prefilling {
    private Prefilling() {}

    static Continued continued(byte[] body, String said, long tokens, ModelFacts facts) {
        Rest rest = Rest.of(body);
        Prefill way = facts.quirks().prefill().orElse(Prefill.NEVER);
        Optional<String> obstacle = obstacle(rest, facts);
        if (obstacle.isPresent()) {
            return new Continued.Impossible(obstacle.get());
        }
        Json.Obj message = Rest.said(said);
        return switch (way) {
            case NEVER -> new Continued.Impossible("the provider does not go on with an answer");
            case PLAIN -> rest.with(message).lessTokens(tokens).body();
            case PREFIX ->
                rest.with(message.with("prefix", Json.bool(true)))
                        .lessTokens(tokens)
                        .body();
            case PARTIAL ->
                rest.with(message.with("partial", Json.bool(true)))
                        .lessTokens(tokens)
                        .body();
            case CONTINUE_FINAL_MESSAGE ->
                rest.with(message)
                        .with("continue_final_message", true)
                        .with("add_generation_prompt", false)
                        .lessTokens(tokens)
                        .body();
        };
    }

    private static Optional<String> obstacle(Rest rest, ModelFacts facts) {
        if (facts.refuses().has(RefusedFields.PREFILL)) {
            return Optional.of("the model refuses the beginning of an answer");
        }
        if (rest.text("response_format", "type")
                .filter(type -> !type.equals("text"))
                .isPresent()) {
            return Optional.of("the answer has a form");
        }
        Optional<Json> choice = rest.find("tool_choice");
        if (choice.filter(value -> value instanceof Json.Obj || value.equals(Json.text("required")))
                .isPresent()) {
            return Optional.of("the model must call a tool");
        }
        if (rest.find("logprobs")
                .filter(value -> !value.equals(Json.bool(false)))
                .isPresent()) {
            return Optional.of("the probabilities of words are asked for");
        }
        return rest.endsWithAssistant() ? Optional.of("the caller began the answer himself") : Optional.empty();
    }
}
