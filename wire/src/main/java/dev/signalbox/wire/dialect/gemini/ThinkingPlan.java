package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ReasoningRequest.Mode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much a request of another dialect makes the model think. Thoughts count as output, so the cap leaves room for a budget;
 * a level and a budget never stand together, for that is refused.
 *
 * @param config the value of {@code thinkingConfig}
 * @param maxOutput the value of {@code maxOutputTokens}; absent where the model decides
 */
record ThinkingPlan(Optional<Json.Obj> config, OptionalLong maxOutput) {
    /** As much as the model finds right. */
    static final long DYNAMIC = -1;

    static final String BUDGET = "thinkingBudget";
    static final String LEVEL = "thinkingLevel";
    private static final String FIELD = "reasoning";

    static ThinkingPlan of(ModelRequest request, ModelFacts facts, Notes notes) {
        OptionalLong cap = cap(request, facts, notes);
        if (request.reasoning().isEmpty()) {
            return new ThinkingPlan(Optional.empty(), cap);
        }
        ReasoningRequest wish = request.reasoning().get();
        boolean off = wish.mode() == Mode.OFF
                || wish.effort().filter(ThinkingScale.OFF::equals).isPresent();
        return switch (ModelNames.thinking(facts)) {
            case EFFORT, ADAPTIVE -> new ThinkingPlan(off ? lowest(facts, notes) : level(wish, facts, notes), cap);
            case BUDGET -> off ? rest(facts, cap, notes) : budget(wish, facts, cap, notes);
            case NONE, UNKNOWN -> {
                if (!off) {
                    notes.hint(FIELD, "the model does not think, or is not known to");
                }
                yield new ThinkingPlan(Optional.empty(), cap);
            }
        };
    }

    private static OptionalLong cap(ModelRequest request, ModelFacts facts, Notes notes) {
        if (request.maxOutput().isEmpty()) {
            return OptionalLong.empty();
        }
        long asked = request.maxOutput().getAsLong();
        long most = facts.maxOutput().orElse(Long.MAX_VALUE);
        if (asked > most) {
            notes.adjusted(
                    "max_tokens", Long.toString(asked), Long.toString(most), "the model cannot answer with more");
        }
        return OptionalLong.of(Math.min(asked, most));
    }

    private static Optional<Json.Obj> lowest(ModelFacts facts, Notes notes) {
        String level = ModelNames.levels(facts).getFirst();
        notes.adjusted(FIELD, "off", level, "the model always thinks");
        return Optional.of(Json.object(f -> f.put(LEVEL, level)));
    }

    private static Optional<Json.Obj> level(ReasoningRequest wish, ModelFacts facts, Notes notes) {
        Optional<String> asked = wish.effort();
        if (asked.isEmpty() && wish.mode() == Mode.BUDGET && wish.budget().isPresent()) {
            asked = Optional.of(facts.scale().effort(wish.budget().getAsLong()));
        }
        Optional<String> level = asked.map(word -> level(word, facts));
        level.filter(word -> !wish.effort().equals(Optional.of(word)))
                .ifPresent(word -> notes.adjusted(FIELD, words(wish), word, "the model thinks by these levels"));
        return Optional.of(
                Json.object(f -> f.maybe(LEVEL, level.map(Json::text)).put("includeThoughts", true)));
    }

    /** The word itself, the nearest lower one that the model takes, or its lowest. */
    static String level(String effort, ModelFacts facts) {
        return facts.scale()
                .nearest(effort, ModelNames.levels(facts))
                .orElse(ModelNames.levels(facts).getFirst());
    }

    private static ThinkingPlan rest(ModelFacts facts, OptionalLong cap, Notes notes) {
        ModelNames.Bounds bounds = ModelNames.bounds(facts);
        if (!bounds.canRest()) {
            notes.adjusted(FIELD, "off", bounds.least() + " tokens", "the model always thinks");
        }
        return new ThinkingPlan(
                Optional.of(Json.object(f -> f.put(BUDGET, bounds.canRest() ? 0 : bounds.least()))), cap);
    }

    private static ThinkingPlan budget(ReasoningRequest wish, ModelFacts facts, OptionalLong cap, Notes notes) {
        ModelNames.Bounds bounds = ModelNames.bounds(facts);
        OptionalLong told = wish.mode() == Mode.BUDGET ? wish.budget() : OptionalLong.empty();
        if (told.isEmpty() && wish.effort().isPresent()) {
            told = facts.scale().budget(wish.effort().get(), OptionalLong.of(bounds.most()));
        }
        if (told.isEmpty()) {
            return new ThinkingPlan(Optional.of(config(DYNAMIC)), cap);
        }
        long budget = bounds.within(told.getAsLong());
        OptionalLong room = cap;
        if (cap.isPresent() && budget >= cap.getAsLong()) {
            Optional<ThinkingScale.Fit> fit = ThinkingScale.fit(budget, cap.getAsLong(), facts.maxOutput());
            budget = fit.isPresent() ? bounds.within(fit.get().budget()) : bounds.canRest() ? 0 : bounds.least();
            room = fit.isPresent() ? OptionalLong.of(fit.get().maxOutput()) : cap;
            notes.adjusted(
                    "max_tokens",
                    Long.toString(cap.getAsLong()),
                    Long.toString(room.getAsLong()),
                    "thoughts count as output");
        }
        if (wish.mode() != Mode.BUDGET || wish.budget().orElse(budget) != budget) {
            notes.adjusted(FIELD, words(wish), budget + " tokens", "the model thinks with a budget");
        }
        return new ThinkingPlan(Optional.of(config(budget)), room);
    }

    private static Json.Obj config(long budget) {
        return Json.object(f -> f.put(BUDGET, budget).put("includeThoughts", budget != 0));
    }

    private static String words(ReasoningRequest wish) {
        return wish.mode() == Mode.BUDGET && wish.budget().isPresent()
                ? wish.budget().getAsLong() + " tokens"
                : wish.effort().orElse("on");
    }
}
