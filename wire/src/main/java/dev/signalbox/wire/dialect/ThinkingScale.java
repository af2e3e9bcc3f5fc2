package dev.signalbox.wire.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How effort words and budgets of thinking tokens stand for each other, and how a budget fits under a cap on output.
 *
 * <p>No provider publishes such a table; the standard one lies between those that are in use. Two words may share a
 * number of tokens: the way back takes the later one.
 *
 * @param steps the words that have a number of tokens, from little to much
 */
public record ThinkingScale(List<Step> steps) {
    /** The least budget that a provider takes, in tokens. */
    public static final long LEAST = 1024;

    /** The word that switches thinking off. */
    public static final String OFF = "none";

    /** The word for as much as the model can. */
    public static final String MOST = "max";

    private static final ThinkingScale STANDARD = new ThinkingScale(List.of(
            new Step("minimal", 1024),
            new Step("low", 1024),
            new Step("medium", 8192),
            new Step("high", 24576),
            new Step("xhigh", 32768)));

    /** One word and what it stands for. */
    public record Step(String effort, long tokens) {
        /** Rejects what could not be a budget. */
        public Step {
            if (tokens < LEAST) {
                throw new IllegalArgumentException(
                        "tokens of effort " + effort + ": " + tokens + " (expected: at least " + LEAST + ")");
            }
        }
    }

    /** A budget that fits: at least {@link #LEAST} and less than the cap on the whole output. */
    public record Fit(long budget, long maxOutput) {}

    /** Takes a defensive copy, rejects an empty or falling scale. */
    public ThinkingScale {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("thinking scale: empty (expected: at least one step)");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).tokens < steps.get(i - 1).tokens) {
                throw new IllegalArgumentException("thinking scale: " + steps.get(i).effort + " is less than "
                        + steps.get(i - 1).effort + " (expected: rising)");
            }
        }
    }

    /** The scale that is used where nothing else is configured. */
    public static ThinkingScale standard() {
        return STANDARD;
    }

    /**
     * This scale with other numbers of tokens for some of its words; a word that was not set follows where a set neighbour
     * would make the scale fall.
     *
     * @throws IllegalArgumentException if the set numbers themselves fall
     */
    public ThinkingScale with(Map<String, Long> set) {
        List<Long> tokens = new ArrayList<>();
        long least = 0;
        for (Step step : steps) {
            least = set.getOrDefault(step.effort, Math.max(least, step.tokens));
            tokens.add(least);
        }
        List<Step> changed = new ArrayList<>();
        long most = Long.MAX_VALUE;
        for (int i = steps.size() - 1; i >= 0; i--) {
            String effort = steps.get(i).effort;
            most = set.getOrDefault(effort, Math.min(most, tokens.get(i)));
            changed.addFirst(new Step(effort, most));
        }
        return new ThinkingScale(changed);
    }

    /**
     * The budget that an effort word stands for; empty where it switches thinking off. {@code max} is the model's own
     * most, or the highest step where that is not known. A word that the scale does not know counts as {@code medium}
     * would: as the step in the middle, because it is surely neither off nor the most.
     */
    public OptionalLong budget(String effort, OptionalLong modelMost) {
        if (effort.equals(OFF)) {
            return OptionalLong.empty();
        }
        if (effort.equals(MOST)) {
            return OptionalLong.of(Math.max(LEAST, modelMost.orElse(steps.getLast().tokens)));
        }
        long tokens = steps.stream()
                .filter(step -> step.effort.equals(effort))
                .findFirst()
                .orElse(steps.get(steps.size() / 2))
                .tokens;
        return OptionalLong.of(Math.max(LEAST, Math.min(tokens, modelMost.orElse(tokens))));
    }

    /** The effort word whose budget is nearest in the logarithm, because efforts differ by factors and not by amounts. */
    public String effort(long budget) {
        Step nearest = steps.getFirst();
        for (Step step : steps) {
            if (distance(step.tokens, budget) <= distance(nearest.tokens, budget)) {
                nearest = step;
            }
        }
        return nearest.effort;
    }

    private static double distance(long one, long other) {
        return Math.abs(Math.log((double) one) - Math.log((double) Math.max(1, other)));
    }

    /**
     * The word itself if the target knows it, else the nearest lower one that it knows, else its lowest; empty if it
     * knows none.
     *
     * @param supported the target's words in any order
     */
    public Optional<String> nearest(String effort, List<String> supported) {
        if (supported.contains(effort)) {
            return Optional.of(effort);
        }
        List<String> words = words();
        int wanted = words.contains(effort) ? words.indexOf(effort) : words.indexOf(steps.get(steps.size() / 2).effort);
        for (int i = wanted; i >= 0; i--) {
            if (supported.contains(words.get(i)) && !words.get(i).equals(OFF)) {
                return Optional.of(words.get(i));
            }
        }
        return words.stream()
                .filter(supported::contains)
                .filter(word -> !word.equals(OFF))
                .findFirst();
    }

    /**
     * Makes a budget fit under a cap on the whole output: the cap is raised by the budget so that the caller keeps the
     * room for the answer that was asked for; where the model cannot answer with that much, the budget shrinks.
     *
     * @param wanted the budget asked for
     * @param maxOutput the caller's cap
     * @param modelMost the most tokens that the model can answer with
     * @return empty if not even the least budget fits
     */
    public static Optional<Fit> fit(long wanted, long maxOutput, OptionalLong modelMost) {
        long budget = Math.max(LEAST, wanted);
        if (budget < maxOutput) {
            return Optional.of(new Fit(budget, maxOutput));
        }
        long cap = Math.min(budget + maxOutput, modelMost.orElse(Long.MAX_VALUE));
        if (cap <= LEAST) {
            return Optional.empty();
        }
        return Optional.of(new Fit(Math.min(budget, Math.max(LEAST, cap - maxOutput)), cap));
    }

    /** All words from off to most. */
    private List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(OFF);
        steps.forEach(step -> words.add(step.effort));
        words.add(MOST);
        return words;
    }
}
