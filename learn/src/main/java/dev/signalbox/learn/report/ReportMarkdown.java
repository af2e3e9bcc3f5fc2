package dev.signalbox.learn.report;

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
import dev.signalbox.learn.measure.Saving;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as Markdown, with its charts beside it. */
public final class ReportMarkdown {

    private final StringBuilder text = new StringBuilder(8_192);

    private ReportMarkdown() {}

    /** The report as a page. */
    public static String text(MeasureReport report) {
        ReportMarkdown page = new ReportMarkdown();
        page.report(report);
        return page.text.toString();
    }

    private void report(MeasureReport report) {
        line("# " + plain(report.title()));
        if (!report.facts().isEmpty()) {
            header("", "");
            report.facts().forEach((name, value) -> row(plain(name), plain(value)));
        }
        if (!report.pairs().isEmpty()) {
            pairs(report.pairs());
        }
        report.pools().forEach(this::pool);
        report.calibration().ifPresent(this::calibration);
        report.novelty().ifPresent(this::novelty);
        if (!report.newModels().isEmpty()) {
            newModels(report.newModels());
        }
        if (!report.bands().isEmpty()) {
            bands(report.bands());
        }
        if (!report.leftOut().isEmpty()) {
            leftOut(report.leftOut());
        }
        if (!report.notes().isEmpty()) {
            line("\n## To be read with care\n");
            report.notes().forEach(note -> line("- " + plain(note)));
        }
    }

    private void pairs(List<PairResult> pairs) {
        line("\n## Two models (RouteLLM protocol)\n");
        line(
                "APGR: share of the gap between weak and strong that is recovered over all shares of strong calls; random is 0.5.");
        line("CPT(x): strong calls that recover x of the gap; random needs x. In brackets: 95 % interval.");
        header("", "way", "prompts", "weak", "strong", "APGR", "CPT(20 %)", "CPT(50 %)", "CPT(80 %)");
        for (PairResult pair : pairs) {
            row(
                    plain(pair.name()),
                    pair.way(),
                    String.valueOf(pair.prompts()),
                    plain(pair.weak()) + " " + three(pair.weakQuality()),
                    plain(pair.strong()) + " " + three(pair.strongQuality()),
                    three(pair.apgr()) + " (" + three(pair.apgrBetween().low()) + " to "
                            + three(pair.apgrBetween().high()) + ")",
                    percent(pair.cpt20()),
                    percent(pair.cpt50()),
                    percent(pair.cpt80()));
        }
        pairs.stream().map(PairResult::name).distinct().forEach(name -> chart(ReportFolder.file("pair", name), name));
    }

    private void pool(PoolResult pool) {
        line("\n## " + plain(pool.title()) + "\n");
        line("%d prompts%s. Best single model: %s (quality %s, %s USD per 1,000 requests); cheapest: %s."
                .formatted(
                        pool.prompts(),
                        pool.left() > 0 ? " (" + pool.left() + " left out, not answered by every model)" : "",
                        plain(pool.models().get(pool.singles().best())),
                        three(pool.singles().bestPoint().quality()),
                        three(pool.singles().bestPoint().cost() * 1_000),
                        plain(pool.models().get(pool.singles().cheapest()))));
        chart(ReportFolder.file("pool", pool.name()), pool.title());
        line("\nCost saved at a share of the best single model's quality, the setting chosen on these prompts:");
        header(Saving.SHARES.stream().map(share -> "at " + percent(share)).toList(), "", "AIQ");
        pool.ways().forEach(this::way);
        if (!pool.modes().isEmpty()) {
            line("\nModes as shipped, their settings fixed beforehand:");
            header("mode", "quality kept", "cost saved", "models");
            pool.modes().forEach(this::mode);
        }
        line("\n" + dearer("Tossing a coin between best and cheapest", pool.dearer()));
        line(dearer("Tossing coins between any models", pool.dearerThanStrongest()));
        models(pool.perModel());
    }

    private void way(PoolResult.Way way) {
        List<String> saved = IntStream.range(0, way.savings().size())
                .mapToObj(i -> saved(
                        way.savings().get(i),
                        way.savedBetween().isEmpty()
                                ? ""
                                : " (" + between(way.savedBetween().get(i)) + ")"))
                .toList();
        line("| " + way.name() + " | " + three(way.aiq()) + " | " + String.join(" | ", saved) + " |");
    }

    private static String saved(Saving saving, String between) {
        return saving.reached() ? percent(saving.saved()) + between : "not reached";
    }

    private void mode(ModeResult mode) {
        String shares = mode.shares().entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .limit(4)
                .map(share -> plain(share.getKey()) + " " + percent(share.getValue()))
                .collect(Collectors.joining(", "));
        row(
                plain(mode.mode()),
                percent(mode.kept()) + " (" + between(mode.keptBetween()) + ")",
                percent(mode.saved()) + " (" + between(mode.savedBetween()) + ")",
                shares);
    }

    private static String dearer(String what, NeverDearer dearer) {
        String most =
                percent(Math.abs(dearer.worst())) + " of the best model's cost, at quality " + three(dearer.quality());
        String said = dearer.worst() <= 0
                ? "is nowhere cheaper at equal quality; where it comes nearest it costs " + most + " more"
                : "is cheaper at equal quality by at most " + most;
        return what + " " + said + (dearer.holds() ? "" : " (**dearer than random**)")
                + (dearer.reachesBest() ? "." : ". The router never reaches the best single model's quality.");
    }

    private void models(List<ModelResult> models) {
        line("");
        header("model", "quality", "predicted", "AUC", "absolute error", "calibration error");
        for (ModelResult model : models) {
            row(
                    plain(model.model()),
                    three(model.mean()),
                    three(model.meanPredicted()),
                    three(model.auc()),
                    three(model.absoluteError()),
                    three(model.calibrationError()));
        }
    }

    private void calibration(Calibration calibration) {
        line("\n## Calibration\n");
        line("Expected calibration error %s, mean absolute error %s, bias %s over %d predictions."
                .formatted(
                        three(calibration.error()),
                        three(calibration.meanAbsolute()),
                        three(calibration.bias()),
                        calibration.predictions()));
        chart("reliability.svg", "reliability");
    }

    private void novelty(NoveltyResult novelty) {
        line("\n## Novelty\n");
        line(
                "Novelty tells %d prompts of unseen sources from %d known ones with an AUC of %s. Flagged: %s of the unseen, %s of the known."
                        .formatted(
                                novelty.unseen(),
                                novelty.known(),
                                three(novelty.auc()),
                                percent(novelty.unseenFlagged()),
                                percent(novelty.knownFlagged())));
    }

    private void newModels(List<NewModelCurve> curves) {
        line("\n## New models\n");
        header("model", "graded prompts", "AUC", "AUC with all", "error of the mean");
        for (NewModelCurve curve : curves) {
            for (NewModelCurve.Step step : curve.steps()) {
                row(
                        plain(curve.model()),
                        String.valueOf(step.graded()),
                        three(step.auc()),
                        three(curve.fullAuc()),
                        three(step.meanError()));
            }
        }
        chart("new-models.svg", "new models");
    }

    private void bands(List<BandResult> bands) {
        line("\n## Does the band hold?\n");
        line(
                "Subsets of four to eight models drawn by chance, on the prompts of a source that all of them answered; modes as shipped:");
        header("source", "mode", "band", "subsets", "quality kept", "lowest", "broke the band", "cost saved");
        for (BandResult band : bands) {
            row(
                    plain(band.source()),
                    plain(band.mode()),
                    percent(band.band()),
                    String.valueOf(band.subsets()),
                    percent(band.kept()),
                    percent(band.lowest()),
                    String.valueOf(band.broken()),
                    percent(band.saved()));
        }
    }

    private void leftOut(List<LeftOutResult> results) {
        line("\n## Sources that were not learnt\n");
        line(
                "Each by weights that were trained without it and without prompts elsewhere that ask the same. Modes as shipped:");
        header("source", "prompts", "called novel", "pool", "mode", "quality kept", "cost saved");
        for (LeftOutResult left : results) {
            for (PoolResult pool : left.pools()) {
                for (ModeResult mode : pool.modes()) {
                    row(
                            plain(left.source()),
                            String.valueOf(pool.prompts()),
                            percent(left.novel()),
                            plain(pool.name()),
                            plain(mode.mode()),
                            percent(mode.kept()) + " (" + between(mode.keptBetween()) + ")",
                            percent(mode.saved()) + " (" + between(mode.savedBetween()) + ")");
                }
            }
        }
        results.forEach(left -> left.pools().forEach(this::pool));
    }

    private void chart(String file, String name) {
        line("\n![" + plain(name) + "](" + file + ")");
    }

    private void header(List<String> last, String... first) {
        header(IntStream.range(0, first.length + last.size())
                .mapToObj(i -> i < first.length ? first[i] : last.get(i - first.length))
                .toArray(String[]::new));
    }

    private void header(String... columns) {
        line("");
        row(columns);
        line("|" + " --- |".repeat(columns.length));
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Names come from files of others: they must not become markup. */
    private static String plain(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("([\\\\|`*_<\\[\\]])", "\\\\$1");
    }

    private static String between(Interval interval) {
        return percent(interval.low()) + " to " + percent(interval.high());
    }

    private static String three(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
