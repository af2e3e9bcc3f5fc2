package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.TextPattern;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Tool;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of answers to one request whether they are good enough, by what can be seen of them. Never throws for an answer. */
final class Signals {
    private static final int MATCHED = 4 * 1024;

    private final Exchange exchange;
    private final EscalateSettings wanted;
    private boolean looked;
    private @Nullable ModelRequest request;

    Signals(Exchange exchange, EscalateSettings wanted) {
        this.exchange = exchange;
        this.wanted = wanted;
    }

    /** The stable word of the first signal that the answer gives. */
    Optional<String> of(Draft draft, Certainty certainty) {
        if (wanted.refusal() && draft.refused()) {
            return Optional.of("refusal");
        }
        if (says(draft.text())) {
            return Optional.of("says");
        }
        return draft.whole() ? ofWhole(draft, certainty) : Optional.empty();
    }

    private Optional<String> ofWhole(Draft draft, Certainty certainty) {
        if (wanted.empty() && draft.empty()) {
            return Optional.of("empty");
        }
        if (wanted.cutOff() && draft.cutOff()) {
            return Optional.of("cut-off");
        }
        if (wanted.invalidJson() && invalid(draft)) {
            return Optional.of("invalid-json");
        }
        if (wanted.toolArguments() && misused(draft)) {
            return Optional.of("tool-arguments");
        }
        boolean words = draft.calls().isEmpty() && !draft.refused();
        if (words
                && wanted.shorterThan().isPresent()
                && draft.text().strip().length() < wanted.shorterThan().getAsInt()) {
            return Optional.of("shorter-than");
        }
        boolean unsure = wanted.confidence()
                .filter(below -> certainty.mean().orElse(1) < below)
                .isPresent();
        return unsure ? Optional.of("confidence") : Optional.empty();
    }

    private boolean says(String text) {
        if (wanted.says().isEmpty()) {
            return false;
        }
        String part = text.length() <= 2 * MATCHED
                ? text
                : text.substring(0, MATCHED) + "\n" + text.substring(text.length() - MATCHED);
        String lowered = part.toLowerCase(Locale.ROOT);
        return wanted.says().stream().anyMatch((TextPattern pattern) -> pattern.in(lowered));
    }

    /** Only words have the form that was asked for: a call of a tool is another kind of answer, and so is a refusal. */
    private boolean invalid(Draft draft) {
        if (!exchange.envelope().structured()
                || draft.refused()
                || !draft.calls().isEmpty()) {
            return false;
        }
        return switch (request().flatMap(ModelRequest::responseFormat).orElse(null)) {
            case null -> false;
            case ResponseFormat.AnyJson _ -> parsed(draft.text()).isEmpty();
            case ResponseFormat.Schema schema ->
                parsed(draft.text())
                        .filter(json -> SchemaFit.fits(json, schema.schema()))
                        .isEmpty();
        };
    }

    private boolean misused(Draft draft) {
        if (draft.calls().isEmpty()) {
            return false;
        }
        Map<String, Json.Obj> schemas = new HashMap<>();
        request()
                .ifPresent(asked -> asked.tools().forEach(tool -> {
                    if (tool instanceof Tool.Function function) {
                        function.schema().ifPresent(schema -> schemas.put(function.name(), schema));
                    }
                }));
        return draft.calls().stream().anyMatch(call -> {
            Optional<Json> arguments = call.arguments().isBlank() ? parsed("{}") : parsed(call.arguments());
            Json.Obj schema = schemas.get(call.name());
            return !(arguments.orElse(null) instanceof Json.Obj object)
                    || (schema != null && !SchemaFit.fits(object, schema));
        });
    }

    private static Optional<Json> parsed(String text) {
        try {
            return Optional.of(JsonCodec.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProblem _) {
            return Optional.empty();
        }
    }

    /** What was asked for, where it can be read; a request that is passed on unread has no signals that need it. */
    Optional<ModelRequest> request() {
        if (!looked) {
            looked = true;
            try {
                request = exchange.dialect().read(exchange.envelope());
            } catch (Unreadable _) {
                request = null;
            }
        }
        return Optional.ofNullable(request);
    }
}
