package dev.signalbox.cli.router;

import dev.signalbox.cli.Aligned;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.wire.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What weights say of themselves: card, pool, models. */
public record WeightsSheet(Weights weights) {

    /** The sheet of the weights at a {@link WeightsPlace}. */
    public static WeightsSheet read(Path place) throws WeightsException {
        return new WeightsSheet(WeightsPlace.read(place));
    }

    /** The card, for people. */
    public String card() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("version", weights.version()));
        weights.card().facts().forEach((name, value) -> lines.add(List.of(name, value)));
        lines.add(List.of("default pool", String.join(", ", weights.pool())));
        return Aligned.text(lines);
    }

    /** Card and models, for people. */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("MODEL", "GRADED", "EXPECTED QUALITY", "THINKING TOKENS", "POOL"));
        for (KnownModel model : byMean()) {
            lines.add(List.of(
                    model.name(),
                    String.valueOf(model.graded()),
                    Figures.three(model.mean()),
                    String.valueOf(Math.round(model.hiddenTokens())),
                    weights.pool().contains(model.name()) ? "yes" : ""));
        }
        return card() + "\n" + Aligned.text(lines);
    }

    private List<KnownModel> byMean() {
        return weights.known().stream()
                .sorted(Comparator.comparingDouble((KnownModel model) -> -model.mean())
                        .thenComparing(KnownModel::name))
                .toList();
    }

    /** For programs. */
    public Json.Obj json() {
        return Json.object(o -> o.put("version", weights.version())
                .put("card", Json.object(card -> weights.card().facts().forEach(card::put)))
                .put("pool", Json.array(weights.pool().stream().map(Json::text).toList()))
                .put("prototypes", weights.prototypes().size())
                .put(
                        "models",
                        Json.array(byMean().stream().map(WeightsSheet::json).toList())));
    }

    private static Json json(KnownModel model) {
        return Json.object(o -> o.put("model", model.name())
                .put("graded", model.graded())
                .put("mean", Figures.json(model.mean()))
                .put("hidden_output_tokens", Figures.json(model.hiddenTokens())));
    }
}
