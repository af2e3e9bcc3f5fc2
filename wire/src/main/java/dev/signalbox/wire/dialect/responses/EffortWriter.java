package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.model.ReasoningRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns a wish to think into OpenAI's effort word. */
final class EffortWriter {
    /** The words that every reasoning model of OpenAI's takes but the oldest; a budget never becomes a stronger one. */
    private static final List<String> COMMON = List.of("low", "medium", "high");

    private EffortWriter() {}

    static Optional<String> effort(ReasoningRequest wish, ModelFacts facts, Notes notes) {
        if (facts.reasoning() == Thinking.NONE) {
            if (wish.mode() != ReasoningRequest.Mode.OFF) {
                notes.hint("reasoning.effort", "the model does not think");
            }
            return Optional.empty();
        }
        return switch (wish.mode()) {
            case EFFORT, ADAPTIVE -> wish.effort();
            case OFF -> off(wish, facts);
            case BUDGET -> wish.effort().or(() -> Optional.of(ofBudget(wish.budget(), notes)));
        };
    }

    /** A model that is not known may not know the word; said only where the caller said it or the model thinks. */
    private static Optional<String> off(ReasoningRequest wish, ModelFacts facts) {
        boolean said = wish.effort().isPresent() || facts.reasoning() != Thinking.UNKNOWN;
        return said ? Optional.of(ThinkingScale.OFF) : Optional.empty();
    }

    private static String ofBudget(OptionalLong budget, Notes notes) {
        long tokens = budget.orElse(ThinkingScale.LEAST);
        ThinkingScale scale = ThinkingScale.standard();
        String effort = scale.nearest(scale.effort(tokens), COMMON).orElse("medium");
        notes.adjusted("reasoning.effort", tokens + " tokens", effort, "the model thinks by effort");
        return effort;
    }
}
