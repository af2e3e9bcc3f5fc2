package dev.signalbox.server.config;

import dev.signalbox.server.settings.EffortBudgets;
import dev.signalbox.server.settings.ThinkingSettings;
import dev.signalbox.server.settings.ThinkingStyle;
import dev.signalbox.wire.dialect.ThinkingScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code thinking}, what effort words stand for, and {@code models.NAME.thinking}. */
final class ThinkingSection {
    private static final Pattern EFFORT = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    static final Section<EffortBudgets> SCALE =
            scale("thinking", "How many tokens of thinking an effort word stands for, and the other way round.");

    private static final Key<ThinkingSettings, Optional<ThinkingStyle>> STYLE =
            Key.<ThinkingSettings, ThinkingStyle>optional(
                            "style",
                            WordKind.oneOf(
                                    ThinkingStyle.class,
                                    Map.of("off", "did you mean none?", "tokens", "did you mean budget?")),
                            ThinkingSettings::style,
                            "How the model is asked to think: not at all, by an effort word, with a budget of tokens, or only"
                                    + " adaptively.")
                    .otherwise("the price book's");
    private static final Key<ThinkingSettings, List<String>> EFFORTS = Key.withDefault(
                    "efforts",
                    words(),
                    ThinkingSettings::efforts,
                    List.of(),
                    "The effort words that the model takes; `none` among them if thinking can be switched off. For another word"
                            + " the nearest lower one is sent.")
            .otherwise("the price book's");
    private static final Key<ThinkingSettings, EffortBudgets> BUDGETS = Key.withDefault(
                    "budgets",
                    scale("models.NAME.thinking.budgets", "What effort words stand for at this model."),
                    ThinkingSettings::budgets,
                    EffortBudgets.none(),
                    "What effort words stand for at this model.")
            .otherwise("`thinking`");

    static final Section<ThinkingSettings> MODEL = Section.of(
                    "models.NAME.thinking",
                    "How the model thinks, where the price book does not know it or is wrong about it.",
                    List.of(STYLE, EFFORTS, BUDGETS),
                    v -> new ThinkingSettings(v.get(STYLE), v.get(EFFORTS), v.get(BUDGETS)))
            .renamed(Map.of("type", "style", "mode", "style", "effort", "efforts", "budget", "budgets"));

    private ThinkingSection() {}

    /** An empty list would look like "takes no word", but would mean "unknown"; so it is neither read nor written. */
    private static Kind<List<String>> words() {
        Kind<Optional<List<String>>> maybe = ListKind.notEmpty(WordKind.matching("an effort word such as low", EFFORT))
                .optional();
        return maybe.as(
                words -> words.orElse(List.of()),
                words -> words.isEmpty() ? Optional.<List<String>>empty() : Optional.of(words));
    }

    private static Section<EffortBudgets> scale(String title, String about) {
        List<Key<EffortBudgets, Optional<Long>>> keys = ThinkingScale.standard().steps().stream()
                .map(ThinkingSection::key)
                .toList();
        return Section.of(title, about, new ArrayList<>(keys), v -> {
            Map<String, Long> tokens = new LinkedHashMap<>();
            keys.forEach(key -> v.get(key).ifPresent(value -> tokens.put(key.name(), value)));
            return new EffortBudgets(tokens);
        });
    }

    private static Key<EffortBudgets, Optional<Long>> key(ThinkingScale.Step step) {
        return Key.<EffortBudgets, Long>optional(
                        step.effort(),
                        Numbers.tokens(),
                        budgets -> budgets.of(step.effort()),
                        "Tokens for the word `" + step.effort() + "`, at least " + ThinkingScale.LEAST
                                + " and not less than for the words before it.")
                .otherwise("`" + step.tokens() + "`, or as a neighbour that was set demands");
    }
}
