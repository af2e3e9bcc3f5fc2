package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * What a user declares of how one model thinks; it goes before the price book.
 *
 * @param efforts the effort words that the model takes; empty where they are not declared
 * @param budgets what the words stand for at this model
 */
public record ThinkingSettings(Optional<ThinkingStyle> style, List<String> efforts, EffortBudgets budgets) {
    public ThinkingSettings {
        efforts = List.copyOf(efforts);
    }

    /** Nothing declared. */
    public static ThinkingSettings none() {
        return new ThinkingSettings(Optional.empty(), List.of(), EffortBudgets.none());
    }
}
