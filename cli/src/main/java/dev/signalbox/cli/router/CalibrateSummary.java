package dev.signalbox.cli.router;

import dev.signalbox.cli.Aligned;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Which models weights got to know, or know better. */
public record CalibrateSummary(Weights before, Weights after, List<String> models) {

    /** Takes a defensive copy. */
    public CalibrateSummary {
        models = List.copyOf(models);
    }

    /** For people. */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("MODEL", "GRADED", "EXPECTED QUALITY", "BEFORE"));
        for (String name : models) {
            KnownModel model = model(after, name);
            lines.add(List.of(
                    name, String.valueOf(model.graded()), Figures.three(model.mean()), Figures.three(mean(name))));
        }
        return Aligned.text(lines) + "weights " + after.version() + ", from " + before.version() + "; it knows "
                + after.known().size() + " models\n";
    }

    /** For programs. */
    public Json.Obj json() {
        return Json.object(o -> o.put("version", after.version())
                .put("from", before.version())
                .put("models", Json.array(models.stream().map(this::json).toList())));
    }

    private Json json(String name) {
        KnownModel model = model(after, name);
        return Json.object(o -> o.put("model", name)
                .put("graded", model.graded())
                .put("mean", Figures.json(model.mean()))
                .put("mean_before", Figures.json(mean(name))));
    }

    private double mean(String name) {
        return before.knows(name) ? model(before, name).mean() : Double.NaN;
    }

    private static KnownModel model(Weights weights, String name) {
        return weights.known().get(weights.number(name).orElseThrow());
    }
}
