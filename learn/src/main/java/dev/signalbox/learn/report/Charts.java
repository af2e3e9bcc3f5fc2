package dev.signalbox.learn.report;

import dev.signalbox.learn.measure.Calibration;
import dev.signalbox.learn.measure.Curve;
import dev.signalbox.learn.measure.ModeResult;
import dev.signalbox.learn.measure.NewModelCurve;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.Point;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.report.Series.Spot;
import dev.signalbox.learn.report.Series.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is drawn of each result. */
final class Charts {

    /** Beyond this share of the best model's cost nothing is drawn. */
    private static final double DEAREST = 1.6;

    private static final int MODELS = 7;

    private Charts() {}

    /** Cost and quality of a pool, both relative to the best single model. */
    static Chart pool(PoolResult pool) {
        Point best = pool.singles().bestPoint();
        List<Series> series = new ArrayList<>();
        Style[] styles = {Style.LINE, Style.LINE, Style.DASHED, Style.DASHED, Style.DOTTED, Style.LINE};
        int[] colors = {0, 5, 7, 6, 4, 2};
        for (int i = 0; i < pool.ways().size(); i++) {
            PoolResult.Way way = pool.ways().get(i);
            series.add(Series.of(way.name(), styles[i % 6], colors[i % 6], spots(way.curve(), best)));
        }
        if (!pool.modes().isEmpty()) {
            series.add(new Series(
                    "modes as shipped: "
                            + String.join(
                                    ", ",
                                    pool.modes().stream().map(ModeResult::mode).toList()),
                    Style.MARKS,
                    1,
                    pool.modes().stream().map(mode -> spot(mode.point(), best)).toList(),
                    pool.modes().stream().map(Charts::initial).toList()));
        }
        List<String> numbers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Spot> alone = new ArrayList<>();
        for (int m = 0; m < pool.models().size(); m++) {
            numbers.add(String.valueOf(m + 1));
            alone.add(spot(pool.singles().points().get(m), best));
            boolean shown = alone.getLast().x() <= DEAREST;
            names.add((m + 1) + "  " + pool.models().get(m) + (shown ? "" : " (dearer than shown)"));
        }
        series.add(new Series("single models", Style.MARKS, 3, alone, numbers));
        List<Spot> shown = series.stream()
                .flatMap(one -> one.spots().stream())
                .filter(spot -> spot.x() <= DEAREST)
                .toList();
        return new Chart(
                pool.title(),
                String.format(
                        Locale.ROOT,
                        "%,d prompts; 100 %% = %s alone",
                        pool.prompts(),
                        pool.models().get(pool.singles().best())),
                Axis.around(
                        "cost, of the best model alone",
                        0,
                        shown.stream().mapToDouble(Spot::x).max().orElse(1),
                        true),
                Axis.around(
                        "quality, of the best model alone",
                        shown.stream().mapToDouble(Spot::y).min().orElse(0),
                        shown.stream().mapToDouble(Spot::y).max().orElse(1),
                        true),
                series,
                names);
    }

    /** Quality by the share of strong calls, of all ways of one pair. */
    static Chart pair(List<PairResult> ways) {
        PairResult first = ways.getFirst();
        Style[] styles = {Style.MARKED_LINE, Style.DOTTED, Style.LINE};
        int[] colors = {0, 4, 2};
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            List<Spot> spots = ways.get(i).points().stream()
                    .map(point -> new Spot(point.strong(), point.quality(), 0.2))
                    .toList();
            series.add(Series.of(ways.get(i).way(), styles[i % 3], colors[i % 3], spots));
        }
        List<Spot> all = series.stream().flatMap(one -> one.spots().stream()).toList();
        series.add(Series.of(
                "random",
                Style.DASHED,
                7,
                List.of(new Spot(0, first.weakQuality(), 0), new Spot(1, first.strongQuality(), 0))));
        return new Chart(
                "%s against %s, %s".formatted(first.strong(), first.weak(), first.name()),
                String.format(
                        Locale.ROOT, "%,d prompts; APGR of the %s %.3f", first.prompts(), first.way(), first.apgr()),
                new Axis("share of calls to " + first.strong(), 0, 1, false, true),
                Axis.around(
                        "quality",
                        all.stream().mapToDouble(Spot::y).min().orElse(0),
                        all.stream().mapToDouble(Spot::y).max().orElse(1),
                        true),
                series,
                List.of());
    }

    /** Mean score by predicted score; the marks grow with the number of predictions. */
    static Chart reliability(Calibration calibration) {
        double most = calibration.bins().stream()
                .mapToInt(Calibration.Bin::predictions)
                .max()
                .orElse(1);
        List<Spot> spots = calibration.bins().stream()
                .filter(bin -> bin.predictions() > 0)
                .map(bin -> new Spot(bin.predicted(), bin.score(), Math.sqrt(bin.predictions() / most)))
                .toList();
        return new Chart(
                "Do predictions mean what they say?",
                String.format(
                        Locale.ROOT,
                        "%,d predictions; expected calibration error %.3f",
                        calibration.predictions(),
                        calibration.error()),
                new Axis("predicted score", 0, 1, false, false),
                new Axis("mean score", 0, 1, false, false),
                List.of(
                        Series.of("perfect", Style.DASHED, 7, List.of(new Spot(0, 0, 0), new Spot(1, 1, 0))),
                        Series.of("router", Style.MARKED_LINE, 0, spots)),
                List.of("marks: larger = more predictions"));
    }

    /** How well new models are predicted by their number of graded prompts. */
    static Chart newModels(List<NewModelCurve> curves) {
        List<Series> series = new ArrayList<>();
        List<Double> graded = new ArrayList<>();
        List<Double> areas = new ArrayList<>();
        for (NewModelCurve curve : curves.subList(0, Math.min(MODELS, curves.size()))) {
            List<Spot> spots = curve.steps().stream()
                    .filter(step -> step.graded() > 0 && Double.isFinite(step.auc()))
                    .map(step -> new Spot(step.graded(), step.auc(), 0.2))
                    .toList();
            spots.forEach(spot -> {
                graded.add(spot.x());
                areas.add(spot.y());
            });
            series.add(Series.of(curve.model(), Style.MARKED_LINE, series.size(), spots));
        }
        double least = graded.stream().mapToDouble(g -> g).min().orElse(1);
        double most = graded.stream().mapToDouble(g -> g).max().orElse(10);
        return new Chart(
                "New models: how well they are predicted",
                curves.size() > MODELS ? "the first %d of %d models".formatted(MODELS, curves.size()) : "",
                new Axis("graded prompts", least, Math.max(most, least * 1.1), true, false),
                Axis.around(
                        "area under the ROC curve",
                        areas.stream().mapToDouble(a -> a).min().orElse(0.5),
                        areas.stream().mapToDouble(a -> a).max().orElse(1),
                        false),
                series,
                List.of());
    }

    private static List<Spot> spots(Curve curve, Point best) {
        return curve.points().stream().map(point -> spot(point, best)).toList();
    }

    private static Spot spot(Point point, Point best) {
        return new Spot(
                best.cost() > 0 ? point.cost() / best.cost() : point.cost(),
                best.quality() > 0 ? point.quality() / best.quality() : point.quality(),
                0.3);
    }

    private static String initial(ModeResult mode) {
        return mode.mode().substring(0, 1).toUpperCase(Locale.ROOT);
    }
}
