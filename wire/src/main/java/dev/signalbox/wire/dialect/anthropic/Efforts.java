package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ThinkingScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The effort words of one model, and what budgets stand for them. */
record Efforts(ModelFacts facts) {
    /** Tokens to think with where thinking is wanted and nobody says how much. */
    static final long DEFAULT_BUDGET = 10_000;

    /** The words that models of this dialect take where nothing else is known. */
    private static final List<String> USUAL = List.of("low", "medium", "high", "xhigh", ThinkingScale.MOST);

    /** Whether the model thinks without a budget, bounded by an effort word. */
    boolean adaptive() {
        return facts.reasoning() == Thinking.ADAPTIVE || facts.reasoning() == Thinking.EFFORT;
    }

    /** Whether it is known that thinking cannot be switched off. */
    boolean alwaysThinks() {
        return adaptive() && !facts.efforts().isEmpty() && !facts.efforts().contains(ThinkingScale.OFF);
    }

    /** Whether an effort word means something to the model beside a budget. */
    boolean takesWords() {
        return switch (facts.reasoning()) {
            case NONE -> false;
            case BUDGET -> !facts.efforts().isEmpty();
            case ADAPTIVE, EFFORT, UNKNOWN -> true;
        };
    }

    /** The word itself, or the nearest lower one that the model takes. */
    Optional<String> taken(String effort) {
        List<String> words = facts.efforts().isEmpty() ? USUAL : facts.efforts();
        return facts.scale().nearest(effort, words);
    }

    /** The word that stands for a budget. */
    Optional<String> word(long budget) {
        return taken(facts.scale().effort(budget));
    }

    /** The budget that stands for a word. */
    long budget(Optional<String> effort) {
        return effort.map(word -> facts.scale().budget(word, facts.maxOutput()))
                .orElse(OptionalLong.empty())
                .orElse(DEFAULT_BUDGET);
    }
}
