package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ForeignField;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fits the top-level fields of a request to what the model and its provider take. Asks for a field only where something may
 * be wrong with it, so that a request to a provider without quirks costs nothing.
 */
final class FieldFit {
    /** What changes the answer where it is dropped; of fields that no dialect but this one has, {@link ForeignField} tells. */
    private static final Set<String> MEANING =
            Set.of("functions", "n", "response_format", "stop", "tool_choice", "tools");

    private static final String REFUSED = "the model refuses it";
    private static final Json NO_WORDS = Json.array(List.of());
    private static final String OLD_CAP = "max_tokens";
    private static final String NEW_CAP = "max_completion_tokens";

    private final Function<String, Optional<Json>> field;
    private final ModelFacts facts;
    private final Quirks quirks;
    private final Notes notes;
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();

    private FieldFit(Function<String, Optional<Json>> field, ModelFacts facts, Notes notes) {
        this.field = field;
        this.facts = facts;
        this.quirks = facts.quirks();
        this.notes = notes;
    }

    /**
     * New values by name, an empty one for a field that must go.
     *
     * @param field the value of a field of the request, JSON null included
     */
    static Map<String, Optional<Json>> changes(Function<String, Optional<Json>> field, ModelFacts facts, Notes notes) {
        FieldFit fit = new FieldFit(field, facts, notes);
        facts.refuses().names().forEach(fit::dropRefused);
        fit.capName().ifPresent(fit::moveCap);
        if (!fit.quirks.isNone()) {
            fit.quirks();
        }
        return fit.changes;
    }

    private void quirks() {
        quirks.refused().stream().sorted().forEach(this::drop);
        quirks.renamed().forEach(this::rename);
        quirks.mostTemperature().ifPresent(this::cool);
        if (!quirks.jsonSchema()) {
            loosenSchema();
        }
        if (!quirks.strictTools()) {
            loosenTools();
        }
        if (!quirks.toolChoices().isEmpty()) {
            choice();
        }
    }

    /** The field as it is to be sent, so far. */
    private Optional<Json> now(String name) {
        return changes.containsKey(name) ? changes.get(name) : field.apply(name);
    }

    /** What the model itself refuses; the cap on output has another name, and is moved to it. */
    private void dropRefused(String name) {
        if (name.equals(OLD_CAP) || name.equals(NEW_CAP)) {
            return;
        }
        said(name).ifPresent(said -> {
            changes.put(name, Optional.empty());
            if (said.equals(NO_WORDS)) {
                return; // an empty list asks for nothing
            }
            if (MEANING.contains(name)) {
                notes.loss(name, REFUSED);
            } else {
                notes.adjusted(name, shown(said), "absent", REFUSED);
            }
        });
    }

    /** The field as the caller wrote it; many clients write null for every field that they leave alone. */
    private Optional<Json> said(String name) {
        return field.apply(name).filter(value -> !(value instanceof Json.Null));
    }

    private static String shown(Json value) {
        return switch (value) {
            case Json.Num number -> number.spelling();
            case Json.Bool(boolean on) -> String.valueOf(on);
            case Json.Text _, Json.Arr _, Json.Obj _, Json.Null _ -> "present";
        };
    }

    private Optional<String> capName() {
        return quirks.outputCap().or(() -> {
            String refused = facts.refuses().has(OLD_CAP) ? NEW_CAP : OLD_CAP;
            return facts.refuses().has(OLD_CAP) || facts.refuses().has(NEW_CAP)
                    ? Optional.of(refused)
                    : Optional.empty();
        });
    }

    private void moveCap(String name) {
        String other = name.equals(OLD_CAP) ? NEW_CAP : OLD_CAP;
        field.apply(other).ifPresent(cap -> {
            changes.put(other, Optional.empty());
            if (said(name).isEmpty() && said(other).isPresent()) {
                changes.put(name, Optional.of(cap));
                notes.adjusted(other, other, name, "the only name that it goes by there");
            } else {
                notes.adjusted(other, shown(cap), "absent", name + " says it too, and is the only name there");
            }
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
            if (said(there).isEmpty() && said(name).isPresent()) {
                changes.put(there, Optional.of(value));
                notes.adjusted(name, name, there, "its name at the provider");
            } else if (said(name).isPresent()) {
                notes.adjusted(name, shown(value), "absent", there + " says it too, its name at the provider");
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

    private void loosenSchema() {
        if (schema(now("response_format")).isPresent()) {
            changes.put("response_format", Optional.of(Json.object(f -> f.put("type", "json_object"))));
            notes.adjusted(
                    "response_format",
                    "json_schema",
                    "json_object",
                    "the provider takes no schema: it is told in words");
        }
    }

    /** The schema that a format demands. */
    static Optional<Json.Obj> schema(Optional<Json> format) {
        return format.orElse(Json.none()) instanceof Json.Obj object
                        && object.text("type").orElse("").equals("json_schema")
                ? object.object("json_schema").flatMap(named -> named.object("schema"))
                : Optional.empty();
    }

    private void loosenTools() {
        if (!(now("tools").orElse(Json.none()) instanceof Json.Arr(List<Json> tools))) {
            return;
        }
        List<Json> loose = new ArrayList<>();
        for (Json tool : tools) {
            loose.add(tool instanceof Json.Obj object ? loose(object) : tool);
        }
        if (!loose.equals(tools)) {
            changes.put("tools", Optional.of(Json.array(loose)));
            notes.adjusted("tools.strict", "present", "absent", "the provider does not know it");
        }
    }

    private static Json.Obj loose(Json.Obj tool) {
        return tool.object("function")
                .filter(function -> function.find("strict").isPresent())
                .map(function -> tool.with("function", function.without("strict")))
                .orElse(tool);
    }

    /** Who may not be told to leave the tools alone is not offered any; who may not be told to use one is left free. */
    private void choice() {
        Optional<Json> choice = now("tool_choice").filter(value -> !(value instanceof Json.Null));
        String word = choice.orElse(Json.text("auto")) instanceof Json.Text(String said) ? said : "named";
        if (quirks.toolChoices().contains(word) || choice.isEmpty()) {
            return;
        }
        changes.put("tool_choice", Optional.empty());
        if (word.equals("none")) {
            changes.put("tools", Optional.empty());
            notes.adjusted("tool_choice", word, "no tools", "the provider does not know it");
        } else if (quirks.toolChoices().contains("required") && word.equals("named")) {
            changes.put("tool_choice", Optional.of(Json.text("required")));
            notes.adjusted("tool_choice", word, "required", "the provider does not know it");
        } else {
            notes.loss("tool_choice", "the provider does not know " + word + ": the model decides");
        }
    }
}
