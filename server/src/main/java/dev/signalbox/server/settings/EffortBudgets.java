package dev.signalbox.server.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of thinking that effort words stand for, where they differ from the usual ones.
 *
 * @param tokens by word, see {@link #WORDS}
 */
public record EffortBudgets(Map<String, Long> tokens) {
    /** The words that stand for a number of tokens, from little to much. */
    public static final List<String> WORDS = List.of("minimal", "low", "medium", "high", "xhigh");

    /** The least budget that a provider takes. */
    public static final long LEAST = 1_024;

    /** Rejects other words, and numbers that fall. */
    public EffortBudgets {
        tokens = Checks.inOrder(tokens);
        tokens.keySet().forEach(word -> Checks.that(WORDS.contains(word), "effort", word, String.join(", ", WORDS)));
        long least = LEAST;
        for (String word : WORDS) {
            long here = tokens.getOrDefault(word, least);
            Checks.that(here >= least, word, here, "at least " + least + ", for the words before stand for as much");
            least = here;
        }
    }

    /** None that differs. */
    public static EffortBudgets none() {
        return new EffortBudgets(Map.of());
    }

    /** The number of tokens that was set for a word. */
    public Optional<Long> of(String word) {
        return Optional.ofNullable(tokens.get(word));
    }

    /** These over others: what is set here goes before. */
    public EffortBudgets over(EffortBudgets others) {
        Map<String, Long> all = new LinkedHashMap<>(others.tokens);
        all.putAll(tokens);
        return new EffortBudgets(all);
    }
}
