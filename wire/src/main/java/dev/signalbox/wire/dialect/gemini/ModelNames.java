package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.ThinkingScale;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Google's names say of its models where nothing else is known: from Gemini 3 on they think by a level, those of 2.5 with
 * a budget, and each line has its own bounds.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">levels and budgets by model</a>
 */
final class ModelNames {
    private static final Pattern GENERATION = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d{1,3}))?");
    private static final List<String> LEVELS = List.of("minimal", "low", "medium", "high");

    private ModelNames() {}

    /**
     * The tokens that a model takes for thinking.
     *
     * @param least the least that it takes when it thinks
     * @param canRest whether it also takes 0
     */
    record Bounds(long least, long most, boolean canRest) {
        long within(long tokens) {
            return Math.max(least, Math.min(most, tokens));
        }
    }

    /** How the model is told to think: EFFORT, BUDGET, NONE, or UNKNOWN. */
    static Thinking thinking(ModelFacts facts) {
        return switch (facts.reasoning()) {
            case NONE, BUDGET, EFFORT -> facts.reasoning();
            case ADAPTIVE -> Thinking.EFFORT;
            case UNKNOWN -> byName(name(facts));
        };
    }

    private static Thinking byName(String name) {
        Matcher generation = GENERATION.matcher(name);
        if (!generation.find()) {
            return name.contains("gemini-") && name.endsWith("-latest") ? Thinking.EFFORT : Thinking.UNKNOWN;
        }
        int major = Integer.parseInt(generation.group(1));
        boolean half = "5".equals(generation.group(2));
        return major >= 3 ? Thinking.EFFORT : major == 2 && half ? Thinking.BUDGET : Thinking.UNKNOWN;
    }

    /** The levels that the model takes, from little to much. */
    static List<String> levels(ModelFacts facts) {
        List<String> known = facts.efforts().stream().filter(LEVELS::contains).toList();
        if (!known.isEmpty()) {
            return LEVELS.stream().filter(known::contains).toList();
        }
        String name = name(facts);
        if (name.contains("gemini-3-pro")) {
            return List.of("low", "high");
        }
        return name.contains("pro") ? LEVELS.subList(1, LEVELS.size()) : LEVELS;
    }

    static Bounds bounds(ModelFacts facts) {
        String name = name(facts);
        boolean told = !facts.efforts().isEmpty();
        boolean rests = told ? facts.efforts().contains(ThinkingScale.OFF) : !name.contains("2.5-pro");
        if (name.contains("2.5-pro")) {
            return new Bounds(128, 32_768, rests);
        }
        return new Bounds(name.contains("flash-lite") ? 512 : 1, 24_576, rests);
    }

    /** Whether the model refuses a history in which a call has no signature. */
    static boolean demandsSignatures(ModelFacts facts) {
        return thinking(facts) == Thinking.EFFORT;
    }

    private static String name(ModelFacts facts) {
        return facts.id().toLowerCase(Locale.ROOT);
    }
}
