package dev.signalbox.cli.router.compare;

import dev.signalbox.learn.report.Palette;
import java.util.List;
import java.util.Map;

/** The drawings of a comparison that are bars, one for each way. */
final class ComparePlots {
    private static final int NAMES = 270;
    private static final int BAR = 530;
    private static final int LINE = 30;
    private static final int THICK = 20;
    private static final int COLUMNS = 2;
    private static final int COLUMN = 340;
    private static final int ROOM_FOR_SHARE = 36;
    private static final String MEDIAN = "#0072b2";
    private static final String SLOW = "#9ec9e2";
    private static final String FIRST = "#d55e00";

    private ComparePlots() {}

    /** All that answered on any way, in the order of their colours. */
    static List<String> models(Comparison comparison) {
        return comparison.ways().stream()
                .flatMap(way -> way.models().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The shares of models. */
    static String distribution(Comparison comparison) {
        List<String> models = models(comparison);
        int bars = comparison.ways().size() * LINE;
        Drawing drawing =
                new Drawing("Which models answered", bars + 26 + 20 * ((models.size() + COLUMNS - 1) / COLUMNS));
        for (int i = 0; i < comparison.ways().size(); i++) {
            WayResult way = comparison.ways().get(i);
            name(drawing, i, way);
            double all = way.models().values().stream().mapToLong(many -> many).sum();
            double at = NAMES;
            for (Map.Entry<String, Long> share : way.models().entrySet()) {
                double width = share.getValue() / all * BAR;
                String colour = Palette.colour(models.indexOf(share.getKey()));
                drawing.box(at, i * LINE + 5, width, THICK, colour, named(share.getKey()) + ": " + share.getValue());
                if (width >= ROOM_FOR_SHARE) {
                    drawing.on(at + width / 2, i * LINE + 19, colour, Math.round(100 * share.getValue() / all) + " %");
                }
                at += width;
            }
        }
        for (int i = 0; i < models.size(); i++) {
            double x = NAMES + i % COLUMNS * COLUMN;
            double y = bars + 20 + i / COLUMNS * 20;
            drawing.box(x, y - 10, 12, 12, Palette.colour(i), "");
            drawing.words(x + 18, y, "start", Drawing.fitting(named(models.get(i)), COLUMN - 28.0));
        }
        return drawing.text();
    }

    private static String named(String model) {
        return model.isEmpty() ? "(unknown)" : model;
    }

    private static void name(Drawing drawing, int line, WayResult way) {
        drawing.words(
                NAMES - 8, line * LINE + 19, "end", Drawing.fitting(way.way().name(), NAMES - 8.0));
        if (way.silent()) {
            drawing.words(NAMES, line * LINE + 19, "start", "no answers");
        }
    }

    /** The median dark, the slowest twentieth light, the first content as a mark. */
    static String times(Comparison comparison) {
        double most = comparison.ways().stream()
                .mapToDouble(way -> way.whole().p95())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        int bars = comparison.ways().size() * LINE;
        Drawing drawing = new Drawing("How long it took", bars + 34);
        for (int i = 0; i < comparison.ways().size(); i++) {
            WayResult way = comparison.ways().get(i);
            double y = i * LINE + 5;
            name(drawing, i, way);
            if (Double.isFinite(way.whole().p95())) {
                drawing.box(NAMES, y, way.whole().p95() / most * BAR, THICK, SLOW, "");
                drawing.box(NAMES, y, way.whole().p50() / most * BAR, THICK, MEDIAN, "");
                drawing.words(NAMES + way.whole().p95() / most * BAR + 8, y + 14, "start", milliseconds(way));
            }
            if (Double.isFinite(way.first().p50())) {
                double x = NAMES + way.first().p50() / most * BAR;
                drawing.rule(x, y - 2, x, y + THICK + 2, FIRST, 3);
            }
        }
        drawing.words(
                NAMES,
                bars + 24,
                "start",
                "dark to the median, light to p95; a mark where the median of the first content is known");
        return drawing.text();
    }

    private static String milliseconds(WayResult way) {
        return CompareTables.whole(way.whole().p50()) + " / "
                + CompareTables.whole(way.whole().p95()) + " ms";
    }
}
