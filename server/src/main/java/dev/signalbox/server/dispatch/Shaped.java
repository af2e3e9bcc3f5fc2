package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.settings.TargetShaping.Parameters;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request with the values of one target in place of its caller's. They are set in the caller's dialect, before the request
 * is fitted to the model, so that they pass through all that a caller's own values pass through.
 */
record Shaped(Envelope envelope, List<Adjustment> adjustments) {
    private static final String GEMINI = "gemini";
    private static final String PROCESS = "process";

    /** As the caller sent it. */
    static Shaped not(Exchange exchange) {
        return new Shaped(exchange.envelope(), List.of());
    }

    static Shaped of(Exchange exchange, Parameters parameters) throws Unreadable {
        Envelope asked = exchange.envelope();
        if (parameters.isEmpty()) {
            return not(exchange);
        }
        Map<String, Json> values = new LinkedHashMap<>();
        Names names = Names.of(exchange.dialect().name(), asked.fields());
        parameters.temperature().ifPresent(value -> values.put("temperature", Json.number(value)));
        parameters.topP().ifPresent(value -> values.put(names.topP, Json.number(value)));
        parameters.maxTokens().ifPresent(value -> values.put(names.maxTokens, Json.number(value)));
        Optional<Json.Obj> inside = names.inside.map(name -> asked.fields()
                .value(name)
                .flatMap(value -> value instanceof Json.Obj object ? Optional.of(object) : Optional.empty())
                .orElseGet(() -> Json.object(_ -> {})));
        Map<String, Optional<Json>> changes = new LinkedHashMap<>();
        List<Adjustment> adjustments = new ArrayList<>();
        Json.Obj object = inside.orElse(null);
        for (Map.Entry<String, Json> value : values.entrySet()) {
            Optional<Json> before = object == null ? asked.fields().value(value.getKey()) : object.find(value.getKey());
            adjustments.add(new Adjustment(
                    value.getKey(),
                    before.map(Shaped::shown).orElse(Adjustment.ABSENT),
                    shown(value.getValue()),
                    "the route sets it for this target"));
            if (object == null) {
                changes.put(value.getKey(), Optional.of(value.getValue()));
            } else {
                object = object.with(value.getKey(), value.getValue());
            }
        }
        if (object != null) {
            changes.put(names.inside.orElseThrow(), Optional.of(object));
        }
        Envelope shaped = exchange.dialect()
                .open(asked.fields().patched(changes), new Addressed(Optional.of(asked.model()), asked.stream()));
        return new Shaped(shaped, adjustments);
    }

    private static String shown(Json value) {
        return value instanceof Json.Num(String spelling) ? spelling : "another value";
    }

    /** How a dialect calls the fields. */
    private record Names(Optional<String> inside, String topP, String maxTokens) {
        static Names of(String dialect, JsonFields fields) {
            return switch (dialect) {
                case GEMINI ->
                    new Names(
                            Optional.of(fields.has("generation_config") ? "generation_config" : "generationConfig"),
                            "topP",
                            "maxOutputTokens");
                case PROCESS -> new Names(Optional.empty(), "topP", "maxTokens");
                case "openai-responses" -> new Names(Optional.empty(), "top_p", "max_output_tokens");
                case "openai" ->
                    new Names(
                            Optional.empty(),
                            "top_p",
                            fields.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens");
                default -> new Names(Optional.empty(), "top_p", "max_tokens");
            };
        }
    }
}
