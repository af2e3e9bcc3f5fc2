package dev.signalbox.server.exchange;

import dev.signalbox.wire.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** What a learned route made of a request, as decisions show it. */
final class ModelSelectionJson {
    private static final MathContext DIGITS = new MathContext(4);

    private ModelSelectionJson() {}

    static Json.Obj toJson(ModelSelection selection) {
        return Json.object(o -> {
            o.put("weights", selection.weights())
                    .put("mode", selection.mode())
                    .put("mode_from", selection.modeFrom())
                    .put("band", number(selection.band()))
                    .put("basis", selection.basis())
                    .put("embedding", selection.embedding());
            if (!selection.note().isEmpty()) {
                o.put("note", selection.note());
            }
            o.maybe("prompt", selection.prompt().map(ModelSelectionJson::prompt));
            o.put(
                    "models",
                    Json.array(selection.models().stream()
                            .map(ModelSelectionJson::model)
                            .toList()));
            o.put("session_affinity", affinity(selection.affinity()));
            o.put("micros", selection.micros());
        });
    }

    private static Json.Obj prompt(ModelSelection.Prompt prompt) {
        return Json.object(o -> o.put("domain", prompt.domain())
                .put("task", prompt.task())
                .put("difficulty", number(prompt.difficulty()))
                .put("novelty", number(prompt.novelty()))
                .put("novel", prompt.novel()));
    }

    private static Json.Obj model(ModelSelection.Model model) {
        return Json.object(o -> {
            o.put("target", model.target()).put("known_as", model.knownAs());
            o.maybe("quality", finite(model.quality()));
            o.maybe("cost_usd", finite(model.dollars()));
            o.maybe("output_tokens", model.outputTokens().map(tokens -> Json.number(Math.round(tokens))));
            o.put("cached_tokens", model.cachedTokens())
                    .put("in_band", model.inBand())
                    .put("eligible", model.eligible());
        });
    }

    /** As answers tell it. */
    static Json.Obj affinity(ModelSelection.Affinity affinity) {
        return Json.object(o -> {
            o.put("mode", affinity.strategy());
            o.maybe("source", affinity.source().map(Json::text));
            o.maybe("decision", affinity.decision().map(Json::text));
            if (!affinity.reason().isEmpty()) {
                o.put("reason", affinity.reason());
            }
        });
    }

    private static Optional<Json> finite(Optional<Double> value) {
        return value.filter(Double::isFinite).map(ModelSelectionJson::number);
    }

    private static Json number(double value) {
        return Double.isFinite(value) ? Json.number(BigDecimal.valueOf(value).round(DIGITS)) : Json.none();
    }
}
