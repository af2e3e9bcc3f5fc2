package dev.signalbox.cli.router;

import dev.signalbox.cli.Aligned;
import dev.signalbox.learn.measure.BandResult;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.measure.ModeResult;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.measure.Saving;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.report.ReportJson;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.util.ArrayList;
import java.util.List;

/** What was measured, in short. */
public record EvaluateSummary(MeasureReport report) {

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (!report.pairs().isEmpty()) {
            text.append(Aligned.text(pairs())).append('\n');
        }
        for (PoolResult pool : report.pools()) {
            text.append("%s, %d prompts; best: %s%n"
                    .formatted(
                            pool.title(),
                            pool.prompts(),
                            pool.models().get(pool.singles().best())));
            text.append(Aligned.text(ways(pool)))
                    .append(Aligned.text(modes(pool)))
                    .append('\n');
        }
        report.calibration()
                .ifPresent(found -> text.append("calibration error " + Figures.three(found.error()) + " over "
                        + found.predictions() + " predictions\n"));
        report.novelty()
                .ifPresent(found -> text.append("novelty tells unseen sources with an AUC of "
                        + Figures.three(found.auc()) + "; flagged: " + Figures.percent(found.unseenFlagged())
                        + " of the unseen, " + Figures.percent(found.knownFlagged()) + " of the known\n"));
        if (!report.newModels().isEmpty()) {
            text.append('\n').append(Aligned.text(newModels()));
        }
        if (!report.bands().isEmpty()) {
            text.append('\n').append(Aligned.text(bands()));
        }
        if (!report.leftOut().isEmpty()) {
            text.append('\n').append(Aligned.text(leftOut())).append('\n');
        }
        report.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private List<List<String>> pairs() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("TWO MODELS", "WAY", "PROMPTS", "APGR", "CPT 50 %", "CPT 80 %"));
        for (PairResult pair : report.pairs()) {
            lines.add(List.of(
                    pair.name(),
                    pair.way(),
                    String.valueOf(pair.prompts()),
                    Figures.three(pair.apgr()),
                    Figures.percent(pair.cpt50()),
                    Figures.percent(pair.cpt80())));
        }
        return lines;
    }

    private static List<List<String>> ways(PoolResult pool) {
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("COST SAVED AT QUALITY"));
        Saving.SHARES.forEach(share -> header.add(Figures.percent(share)));
        header.add("AIQ");
        lines.add(header);
        for (PoolResult.Way way : pool.ways()) {
            List<String> line = new ArrayList<>(List.of(way.name()));
            way.savings()
                    .forEach(saving -> line.add(saving.reached() ? Figures.percent(saving.saved()) : "not reached"));
            line.add(Figures.three(way.aiq()));
            lines.add(line);
        }
        return lines;
    }

    private static List<List<String>> modes(PoolResult pool) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("MODE AS SHIPPED", "QUALITY KEPT", "COST SAVED"));
        for (ModeResult mode : pool.modes()) {
            lines.add(List.of(mode.mode(), Figures.percent(mode.kept()), Figures.percent(mode.saved())));
        }
        return lines;
    }

    private List<List<String>> newModels() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("NEW MODEL", "GRADED", "AUC", "WHEN LEARNT", "ERROR OF THE MEAN"));
        for (NewModelCurve curve : report.newModels()) {
            for (NewModelCurve.Step step : curve.steps()) {
                lines.add(List.of(
                        curve.model(),
                        String.valueOf(step.graded()),
                        Figures.three(step.auc()),
                        Figures.three(curve.fullAuc()),
                        Figures.three(step.meanError())));
            }
        }
        return lines;
    }

    private List<List<String>> bands() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "SUBSETS DRAWN OF", "MANY", "MODE AS SHIPPED", "QUALITY KEPT", "LOWEST", "BROKE", "COST SAVED"));
        for (BandResult band : report.bands()) {
            lines.add(List.of(
                    band.source(),
                    String.valueOf(band.subsets()),
                    band.mode(),
                    Figures.percent(band.kept()),
                    Figures.percent(band.lowest()),
                    String.valueOf(band.broken()),
                    Figures.percent(band.saved())));
        }
        return lines;
    }

    private List<List<String>> leftOut() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "SOURCE NOT LEARNT",
                "PROMPTS",
                "CALLED NOVEL",
                "POOL",
                "MODE AS SHIPPED",
                "QUALITY KEPT",
                "COST SAVED"));
        for (LeftOutResult left : report.leftOut()) {
            for (PoolResult pool : left.pools()) {
                for (ModeResult mode : pool.modes()) {
                    lines.add(List.of(
                            left.source(),
                            String.valueOf(pool.prompts()),
                            Figures.percent(left.novel()),
                            pool.name(),
                            mode.mode(),
                            Figures.percent(mode.kept()),
                            Figures.percent(mode.saved())));
                }
            }
        }
        return lines;
    }

    /** For programs: the whole report. */
    public Json.Obj json() {
        try {
            return (Json.Obj) JsonCodec.read(ReportJson.bytes(report));
        } catch (JsonProblem e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
