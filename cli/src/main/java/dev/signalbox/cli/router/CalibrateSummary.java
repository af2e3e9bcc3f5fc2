package dev.signalbox.cli.router;

import dev.signalbox.cli.Aligned;
import dev.signalbox.learn.predict.KnownModel;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.config.Nearest;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which models weights got to know, or know better. */
public record CalibrateSummary(Weights before, Weights after, List<Learnt> models, List<String> notes) {

    /** Takes defensive copies. */
    public CalibrateSummary {
        models = List.copyOf(models);
        notes = List.copyOf(notes);
    }

    static CalibrateSummary of(Weights before, Weights after, Graded graded) {
        return new CalibrateSummary(
                before,
                after,
                Learnt.of(before, after, graded),
                Stream.concat(
                                graded.data().models().stream()
                                        .filter(model -> !before.knows(model))
                                        .map(model -> newcomer(model, before)),
                                graded.notes().stream())
                        .toList());
    }

    /** A model that is to be added looks like a slip in the name of one that is known. */
    private static String newcomer(String model, Weights before) {
        String nearest = Nearest.phrase(model, before.models());
        return model + " is new to the weights " + before.version() + (nearest.isEmpty() ? "" : " (" + nearest + ")");
    }

    /** For people. */
    public String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "MODEL",
                "GRADED",
                "MEAN SCORE",
                "PREDICTED BEFORE",
                "AFTER",
                "MEAN ERROR BEFORE",
                "AFTER",
                "AUC BEFORE",
                "AFTER",
                "EXPECTED QUALITY BEFORE",
                "AFTER"));
        for (Learnt model : models) {
            lines.add(List.of(
                    model.name(),
                    String.valueOf(model.graded()),
                    Figures.three(model.score()),
                    Figures.three(model.before().mean()),
                    Figures.three(model.after().mean()),
                    Figures.three(model.before().error()),
                    Figures.three(model.after().error()),
                    Figures.three(model.before().auc()),
                    Figures.three(model.after().auc()),
                    Figures.three(mean(before, model.name())),
                    Figures.three(mean(after, model.name()))));
        }
        StringBuilder text = new StringBuilder(Aligned.text(lines));
        text.append("Errors and AUC after are of prompts that were left out when they were predicted.\n");
        notes.forEach(note -> text.append(note).append('.').append('\n'));
        return text.append("weights " + after.version() + ", from " + before.version() + "; it knows "
                        + after.known().size() + " models\n")
                .toString();
    }

    /** For programs. */
    public Json.Obj json() {
        return Json.object(o -> o.put("version", after.version())
                .put("from", before.version())
                .put("models", Json.array(models.stream().map(this::json).toList()))
                .put("notes", Json.array(notes.stream().map(Json::text).toList())));
    }

    private Json json(Learnt model) {
        return Json.object(o -> o.put("model", model.name())
                .put("graded", model.graded())
                .put("mean_score", Figures.json(model.score()))
                .put("before", json(model.before()))
                .put("after", json(model.after()))
                .put("mean", Figures.json(mean(after, model.name())))
                .put("mean_before", Figures.json(mean(before, model.name()))));
    }

    private static Json json(Learnt.Fit fit) {
        return Json.object(o -> o.put("mean_predicted", Figures.json(fit.mean()))
                .put("mean_error", Figures.json(fit.error()))
                .put("auc", Figures.json(fit.auc())));
    }

    private static double mean(Weights weights, String name) {
        return weights.number(name).stream()
                .mapToObj(weights.known()::get)
                .mapToDouble(KnownModel::mean)
                .findFirst()
                .orElse(Double.NaN);
    }
}
