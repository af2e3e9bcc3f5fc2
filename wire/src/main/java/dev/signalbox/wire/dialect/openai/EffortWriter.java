package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.model.ReasoningRequest;
import java.util.List;
import java.util.Optional;

/** Turns a wish to think into an effort word that the model takes. */
final class EffortWriter {
    static final String FIELD = "reasoning_effort";

    /** The words that every reasoning model of OpenAI's takes but the oldest; a budget never becomes a stronger one. */
    private static final List<String> COMMON = List.of("low", "medium", "high");

    private EffortWriter() {}

    static Optional<String> effort(ReasoningRequest wish, ModelFacts facts, Notes notes) {
        return switch (wish.mode()) {
            case EFFORT, ADAPTIVE -> wish.effort().flatMap(effort -> taken(effort, facts, notes));
            case OFF -> off(wish, facts, notes);
            case BUDGET ->
                wish.effort().isPresent()
                        ? taken(wish.effort().get(), facts, notes)
                        : ofBudget(wish.budget().orElse(ThinkingScale.LEAST), facts, notes);
        };
    }

    /** The word that the model takes for this one: itself, the nearest lower one, or none where it does not think. */
    static Optional<String> taken(String effort, ModelFacts facts, Notes notes) {
        if (facts.reasoning() == Thinking.NONE) {
            if (!effort.equals(ThinkingScale.OFF)) {
                notes.adjusted(FIELD, effort, Adjustment.ABSENT, "the model does not think");
            }
            return Optional.empty();
        }
        if (facts.efforts().isEmpty()) {
            return Optional.of(effort);
        }
        Optional<String> nearest = facts.scale().nearest(effort, facts.efforts());
        if (!nearest.equals(Optional.of(effort))) {
            notes.adjusted(
                    FIELD,
                    effort,
                    nearest.orElse(Adjustment.ABSENT),
                    "the model takes " + String.join(", ", facts.efforts()));
        }
        return nearest;
    }

    /** A model that is not known may not know the word; said only where the caller said it or the model thinks. */
    private static Optional<String> off(ReasoningRequest wish, ModelFacts facts, Notes notes) {
        boolean said = wish.effort().isPresent() || facts.reasoning() != Thinking.UNKNOWN;
        return said ? taken(ThinkingScale.OFF, facts, notes) : Optional.empty();
    }

    private static Optional<String> ofBudget(long tokens, ModelFacts facts, Notes notes) {
        if (facts.reasoning() == Thinking.NONE) {
            notes.adjusted(FIELD, tokens + " tokens", Adjustment.ABSENT, "the model does not think");
            return Optional.empty();
        }
        ThinkingScale scale = facts.scale();
        List<String> words = facts.efforts().isEmpty() ? COMMON : facts.efforts();
        Optional<String> effort = scale.nearest(scale.effort(tokens), words);
        notes.adjusted(FIELD, tokens + " tokens", effort.orElse(Adjustment.ABSENT), "the model thinks by effort");
        return effort;
    }
}
