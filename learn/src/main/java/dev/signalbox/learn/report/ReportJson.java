package dev.signalbox.learn.report;

import dev.signalbox.learn.data.Numbers;
import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.Interval;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.measure.ModeResult;
import dev.signalbox.learn.measure.ModelResult;
import dev.signalbox.learn.measure.NeverDearer;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.NoveltyResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report as JSON; what is not a finite number is null. */
public final class ReportJson {

    private final JsonGenerator out;

    private ReportJson(JsonGenerator out) {
        this.out = out;
    }

    /** The report as one JSON object in UTF-8. */
    public static byte[] bytes(MeasureReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            new ReportJson(out).report(report);
        }
        return bytes.toByteArray();
    }

    private void report(MeasureReport report) {
        out.writeStartObject();
        out.writeStringProperty("title", report.title());
        object("facts", () -> report.facts().forEach(out::writeStringProperty));
        array("pairs", report.pairs(), this::pair);
        array("pools", report.pools(), this::pool);
        report.calibration().ifPresent(this::calibration);
        report.novelty().ifPresent(this::novelty);
        array("new_models", report.newModels(), this::newModel);
        array("bands", report.bands(), this::band);
        array("left_out", report.leftOut(), this::leftOut);
        out.writeName("notes");
        out.writeStartArray();
        report.notes().forEach(out::writeString);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void pair(PairResult pair) {
        out.writeStringProperty("name", pair.name());
        out.writeStringProperty("way", pair.way());
        out.writeStringProperty("strong", pair.strong());
        out.writeStringProperty("weak", pair.weak());
        out.writeNumberProperty("prompts", pair.prompts());
        number("strong_quality", pair.strongQuality());
        number("weak_quality", pair.weakQuality());
        number("apgr", pair.apgr());
        interval("apgr_between", pair.apgrBetween());
        number("cpt20", pair.cpt20());
        number("cpt50", pair.cpt50());
        number("cpt80", pair.cpt80());
        array("points", pair.points(), point -> {
            number("strong_share", point.strong());
            number("quality", point.quality());
        });
    }

    private void pool(PoolResult pool) {
        out.writeStringProperty("name", pool.name());
        out.writeStringProperty("title", pool.title());
        out.writeNumberProperty("prompts", pool.prompts());
        out.writeNumberProperty("prompts_left_out", pool.left());
        out.writeStringProperty("best", pool.models().get(pool.singles().best()));
        out.writeStringProperty("cheapest", pool.models().get(pool.singles().cheapest()));
        List<ModelResult> models = pool.perModel();
        array("models", models, model -> {
            model(model);
            number("cost", pool.singles().points().get(models.indexOf(model)).cost());
        });
        array("ways", pool.ways(), this::way);
        array("modes", pool.modes(), this::mode);
        object("never_dearer", () -> dearer(pool.dearer()));
        object("never_dearer_than_any_mixing", () -> dearer(pool.dearerThanStrongest()));
        calibration(pool.calibration());
    }

    private void model(ModelResult model) {
        out.writeStringProperty("model", model.model());
        number("quality", model.mean());
        number("predicted", model.meanPredicted());
        number("auc", model.auc());
        number("mean_error", model.meanError());
        number("absolute_error", model.absoluteError());
        number("calibration_error", model.calibrationError());
    }

    private void way(PoolResult.Way way) {
        out.writeStringProperty("name", way.name());
        number("aiq", way.aiq());
        array("saved", way.savings(), saving -> {
            number("quality_share", saving.share());
            number("saved", saving.saved());
            out.writeBooleanProperty("reached", saving.reached());
            if (!way.savedBetween().isEmpty()) {
                interval("between", way.savedBetween().get(way.savings().indexOf(saving)));
            }
        });
        array("curve", way.curve().points(), point -> {
            number("cost", point.cost());
            number("quality", point.quality());
        });
    }

    private void mode(ModeResult mode) {
        out.writeStringProperty("mode", mode.mode());
        number("quality", mode.point().quality());
        number("cost", mode.point().cost());
        number("kept", mode.kept());
        interval("kept_between", mode.keptBetween());
        number("saved", mode.saved());
        interval("saved_between", mode.savedBetween());
        object("shares", () -> mode.shares().forEach(this::number));
    }

    private void dearer(NeverDearer dearer) {
        out.writeBooleanProperty("holds", dearer.holds());
        number("worst", dearer.worst());
        number("at_quality", dearer.quality());
        out.writeBooleanProperty("reaches_best", dearer.reachesBest());
    }

    private void calibration(Calibration calibration) {
        object("calibration", () -> {
            out.writeNumberProperty("predictions", calibration.predictions());
            number("expected_calibration_error", calibration.error());
            number("absolute_error", calibration.meanAbsolute());
            number("bias", calibration.bias());
            array("bins", calibration.bins(), bin -> {
                number("from", bin.from());
                number("to", bin.to());
                out.writeNumberProperty("predictions", bin.predictions());
                number("predicted", bin.predicted());
                number("score", bin.score());
            });
        });
    }

    private void novelty(NoveltyResult novelty) {
        object("novelty", () -> {
            out.writeNumberProperty("known", novelty.known());
            out.writeNumberProperty("unseen", novelty.unseen());
            number("auc", novelty.auc());
            number("threshold", novelty.threshold());
            number("known_flagged", novelty.knownFlagged());
            number("unseen_flagged", novelty.unseenFlagged());
        });
    }

    private void newModel(NewModelCurve curve) {
        out.writeStringProperty("model", curve.model());
        number("full_auc", curve.fullAuc());
        array("steps", curve.steps(), step -> {
            out.writeNumberProperty("graded", step.graded());
            number("auc", step.auc());
            number("mean_error", step.meanError());
        });
    }

    private void band(BandResult band) {
        out.writeStringProperty("source", band.source());
        out.writeStringProperty("mode", band.mode());
        number("band", band.band());
        out.writeNumberProperty("subsets", band.subsets());
        number("kept", band.kept());
        number("lowest", band.lowest());
        out.writeNumberProperty("broken", band.broken());
        number("saved", band.saved());
    }

    private void leftOut(LeftOutResult left) {
        out.writeStringProperty("source", left.source());
        out.writeNumberProperty("prompts", left.prompts());
        out.writeNumberProperty("twins", left.twins());
        number("novel", left.novel());
        array("pools", left.pools(), this::pool);
    }

    private void interval(String name, Interval interval) {
        out.writeName(name);
        out.writeStartArray();
        number(interval.low());
        number(interval.high());
        out.writeEndArray();
    }

    private void number(String name, double value) {
        out.writeName(name);
        number(value);
    }

    private void number(double value) {
        String text = Numbers.text(value);
        if (text.isEmpty()) {
            out.writeNull();
        } else {
            out.writeNumber(text);
        }
    }

    private void object(String name, Runnable fields) {
        out.writeName(name);
        out.writeStartObject();
        fields.run();
        out.writeEndObject();
    }

    private <T> void array(String name, List<T> items, Consumer<T> fields) {
        out.writeName(name);
        out.writeStartArray();
        for (T item : items) {
            out.writeStartObject();
            fields.accept(item);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
