package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request that stays in this dialect: thinking that the model cannot take as it was asked for, and signatures of other
 * providers, are changed; all other bytes stay. Google takes the names of fields in two spellings, so both are looked for. Serves one request.
 */
final class RequestPatch {
    private static final List<String> CONFIG = List.of("generationConfig", "generation_config");
    private static final List<String> THINKING = List.of("thinkingConfig", "thinking_config");
    private static final List<String> BUDGET = List.of(ThinkingPlan.BUDGET, "thinking_budget");
    private static final List<String> LEVEL = List.of(ThinkingPlan.LEVEL, "thinking_level");

    private final JsonFields fields;
    private final ModelFacts facts;
    private final Notes notes = new Notes();
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();

    RequestPatch(JsonFields fields, ModelFacts facts) {
        this.fields = fields;
        this.facts = facts;
    }

    Translation.Ready pass() {
        for (String name : CONFIG) {
            if (facts.reasoning() != Thinking.UNKNOWN
                    && fields.value(name).orElse(Json.none()) instanceof Json.Obj config) {
                Json.Obj fitted = fitted(config);
                if (!fitted.equals(config)) {
                    changes.put(name, fitted.fields().isEmpty() ? Optional.empty() : Optional.of(fitted));
                }
            }
        }
        boolean unsigned =
                ModelNames.demandsSignatures(facts) && fields.mentionsStart("contents", SealedParts.CALL_OF_OTHERS);
        if (unsigned || Carried.appearsIn(fields.bytes())) {
            fields.value("contents").ifPresent(this::unseal);
        }
        return notes.ready(changes.isEmpty() ? fields.bytes() : fields.patched(changes));
    }

    private void unseal(Json contents) {
        Json cleaned = SealedParts.without(contents, facts, notes);
        if (!cleaned.equals(contents)) {
            changes.put("contents", Optional.of(cleaned));
        }
    }

    private Json.Obj fitted(Json.Obj config) {
        Optional<String> name =
                THINKING.stream().filter(one -> config.object(one).isPresent()).findFirst();
        if (name.isEmpty()) {
            return config;
        }
        Json.Obj thinking = config.object(name.get()).orElseThrow();
        return switch (ModelNames.thinking(facts)) {
            case NONE -> {
                notes.adjusted(name.get(), "present", "absent", "the model does not think");
                yield config.without(name.get());
            }
            case EFFORT, ADAPTIVE -> config.with(name.get(), byLevel(thinking));
            case BUDGET -> config.with(name.get(), byBudget(thinking));
            case UNKNOWN -> config;
        };
    }

    /** For a model that thinks by a level: a budget becomes the level that stands for it, one of its own goes before. */
    private Json.Obj byLevel(Json.Obj thinking) {
        Optional<String> level =
                LEVEL.stream().flatMap(name -> thinking.text(name).stream()).findFirst();
        OptionalLong budget = whole(thinking);
        Json.Obj without = thinking.without(BUDGET.toArray(String[]::new));
        if (level.isPresent()) {
            String asked = level.get().toLowerCase(Locale.ROOT);
            String taken = ThinkingPlan.level(asked, facts);
            if (taken.equals(asked)) {
                return budget.isPresent() ? dropped(ThinkingPlan.BUDGET, without) : thinking;
            }
            notes.adjusted(ThinkingPlan.LEVEL, asked, taken, "the model thinks by other levels");
            return without.without(LEVEL.toArray(String[]::new)).with(ThinkingPlan.LEVEL, Json.text(taken));
        }
        if (budget.isEmpty()) {
            return thinking;
        }
        long tokens = budget.getAsLong();
        if (tokens == ThinkingPlan.DYNAMIC) {
            return dropped(ThinkingPlan.BUDGET, without);
        }
        String taken = tokens == 0
                ? ModelNames.levels(facts).getFirst()
                : ThinkingPlan.level(facts.scale().effort(tokens), facts);
        notes.adjusted(ThinkingPlan.BUDGET, tokens + " tokens", taken, "the model thinks by a level");
        return without.with(ThinkingPlan.LEVEL, Json.text(taken));
    }

    /** For a model that thinks with a budget: a level becomes the budget that it stands for. */
    private Json.Obj byBudget(Json.Obj thinking) {
        Optional<String> level =
                LEVEL.stream().flatMap(name -> thinking.text(name).stream()).findFirst();
        OptionalLong budget = whole(thinking);
        ModelNames.Bounds bounds = ModelNames.bounds(facts);
        Json.Obj without = thinking.without(LEVEL.toArray(String[]::new));
        if (level.isEmpty()) {
            return thinking;
        }
        if (budget.isPresent()) {
            return dropped(ThinkingPlan.LEVEL, without);
        }
        OptionalLong stands =
                facts.scale().budget(level.get().toLowerCase(Locale.ROOT), OptionalLong.of(bounds.most()));
        long tokens = bounds.within(stands.orElse(bounds.least()));
        notes.adjusted(ThinkingPlan.LEVEL, level.get(), tokens + " tokens", "the model thinks with a budget");
        return without.with(ThinkingPlan.BUDGET, Json.number(tokens));
    }

    private Json.Obj dropped(String name, Json.Obj rest) {
        notes.adjusted(name, "present", "absent", "a level and a budget together are refused");
        return rest;
    }

    private static OptionalLong whole(Json.Obj thinking) {
        return BUDGET.stream()
                .map(thinking::whole)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }
}
