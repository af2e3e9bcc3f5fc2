package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ForeignField;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Fits the top-level fields of a request to what the model and its provider take. */
final class FieldFit {
    /** What some models refuse of how words are drawn. */
    private static final List<String> DRAWING = List.of("temperature", "top_p", "top_logprobs");

    /** What changes the answer where it is dropped. */
    private static final Set<String> MEANING = Set.of("text", "tool_choice", "tools");

    private final Function<String, Optional<Json>> field;
    private final Notes notes;
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();

    private FieldFit(Function<String, Optional<Json>> field, Notes notes) {
        this.field = field;
        this.notes = notes;
    }

    /**
     * New values by name, an empty one for a field that must go.
     *
     * @param field the value of a field of the request, JSON null included
     */
    static Map<String, Optional<Json>> changes(Function<String, Optional<Json>> field, ModelFacts facts, Notes notes) {
        FieldFit fit = new FieldFit(field, notes);
        DRAWING.stream().filter(facts.refuses()::has).forEach(fit::leaveToTheModel);
        facts.quirks().refused().stream().sorted().forEach(fit::drop);
        facts.quirks().renamed().forEach(fit::rename);
        facts.quirks().mostTemperature().ifPresent(fit::cool);
        return fit.changes;
    }

    /** The field as it is to be sent, so far. */
    private Optional<Json> now(String name) {
        return changes.containsKey(name) ? changes.get(name) : field.apply(name);
    }

    private static boolean says(Json value) {
        return !(value instanceof Json.Null);
    }

    private void leaveToTheModel(String name) {
        now(name).filter(FieldFit::says).ifPresent(value -> {
            changes.put(name, Optional.empty());
            String from = value instanceof Json.Num number ? number.spelling() : "present";
            notes.adjusted(name, from, Adjustment.ABSENT, "the model refuses it");
        });
    }

    private void drop(String name) {
        now(name).ifPresent(value -> {
            changes.put(name, Optional.empty());
            ForeignField.lost(name, name, value, "the provider refuses it").ifPresent(loss -> {
                if (MEANING.contains(name)) {
                    notes.loss(name, loss.reason());
                } else {
                    notes.tell(loss);
                }
            });
        });
    }

    private void rename(String name, String there) {
        now(name).ifPresent(value -> {
            changes.put(name, Optional.empty());
            if (says(value) && now(there).filter(FieldFit::says).isEmpty()) {
                changes.put(there, Optional.of(value));
                notes.adjusted(name, name, there, "its name at the provider");
            } else if (says(value)) {
                notes.adjusted(name, "present", Adjustment.ABSENT, there + " says it too, its name at the provider");
            }
        });
    }

    private void cool(BigDecimal most) {
        if (now("temperature").orElse(Json.none()) instanceof Json.Num number
                && number.exact().filter(asked -> asked.compareTo(most) > 0).isPresent()) {
            changes.put("temperature", Optional.of(Json.number(most)));
            notes.adjusted("temperature", number.spelling(), most.toString(), "the provider takes no higher one");
        }
    }
}
