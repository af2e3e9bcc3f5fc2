package dev.signalbox.cli.router.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The drawings of a comparison, in colours that colour-blind people can tell apart (Okabe and Ito 2008). */
final class ComparePlots {
    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#333333", "#8c8c8c"
    };
    private static final int WIDTH = 960;
    private static final int NAMES = 250;
    private static final int BAR = 560;
    private static final int LINE = 30;
    private static final int LEFT = 70;
    private static final int PLOT = 520;
    private static final int TALL = 320;
    private static final int TOP = 16;
    private static final int TICKS = 5;
    private static final int LONGEST_NAME = 38;

    private ComparePlots() {}

    /** Nothing where nobody graded. */
    static String costAndQuality(Comparison comparison) {
        List<WayResult> ways = comparison.ways().stream()
                .filter(way -> Double.isFinite(way.quality().value())
                        && Double.isFinite(way.cost().value()))
                .toList();
        if (ways.isEmpty()) {
            return "";
        }
        double most = ways.stream()
                .mapToDouble(way -> way.cost().interval().high())
                .max()
                .orElse(1);
        double low = ways.stream()
                .mapToDouble(way -> way.quality().interval().low())
                .min()
                .orElse(0);
        Scale x = new Scale(0, most > 0 ? most * 1.08 : 1, LEFT, LEFT + PLOT);
        Scale y = new Scale(Math.max(0, low - 0.05), 1, TOP + TALL, TOP);
        StringBuilder svg = begin("Cost and quality", TOP + TALL + 60);
        for (int i = 0; i <= TICKS; i++) {
            rule(svg, x.at(i), TOP, x.at(i), TOP + TALL, "#e4e8ec", 1);
            words(svg, x.at(i), TOP + TALL + 18, "middle", short3(x.value(i)));
            rule(svg, LEFT, y.at(i), LEFT + PLOT, y.at(i), "#e4e8ec", 1);
            words(svg, LEFT - 8, y.at(i) + 4, "end", String.format(Locale.ROOT, "%.2f", y.value(i)));
        }
        words(svg, LEFT + PLOT / 2.0, TOP + TALL + 42, "middle", "USD for 1,000 requests (left is cheaper)");
        words(svg, LEFT, TOP - 4, "start", "mean score; crosses are 95 % intervals");
        for (int i = 0; i < ways.size(); i++) {
            WayResult way = ways.get(i);
            String colour = COLOURS[i % COLOURS.length];
            double cx = x.place(way.cost().value());
            double cy = y.place(way.quality().value());
            Figure cost = way.cost();
            Figure quality = way.quality();
            rule(
                    svg,
                    x.place(cost.interval().low()),
                    cy,
                    x.place(cost.interval().high()),
                    cy,
                    colour,
                    1.5);
            rule(
                    svg,
                    cx,
                    y.place(quality.interval().low()),
                    cx,
                    y.place(quality.interval().high()),
                    colour,
                    1.5);
            svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"6\" fill=\"%s\"/>\n".formatted(number(cx), number(cy), colour));
            double legend = TOP + 14 + i * 22.0;
            svg.append("<circle cx=\"%d\" cy=\"%s\" r=\"6\" fill=\"%s\"/>\n"
                    .formatted(LEFT + PLOT + 26, number(legend - 4), colour));
            words(svg, LEFT + PLOT + 40, legend, "start", name(way));
        }
        return svg.append("</svg>\n").toString();
    }

    /** From one value to another, drawn from here to there. */
    private record Scale(double low, double high, double from, double to) {
        double place(double value) {
            return from + (value - low) / (high - low) * (to - from);
        }

        double value(int tick) {
            return low + (high - low) * tick / TICKS;
        }

        double at(int tick) {
            return place(value(tick));
        }
    }

    /** The shares of models, a bar for each way. */
    static String distribution(Comparison comparison) {
        List<String> models = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        comparison.ways().forEach(way -> names.addAll(way.models().keySet()));
        models.addAll(names);
        int bars = comparison.ways().size() * LINE;
        StringBuilder svg = begin("Which models answered", bars + 20 + 20 * (models.size() / 3 + 1));
        for (int i = 0; i < comparison.ways().size(); i++) {
            WayResult way = comparison.ways().get(i);
            words(svg, NAMES - 8, i * LINE + 19, "end", name(way));
            double all = way.models().values().stream().mapToLong(many -> many).sum();
            double at = NAMES;
            for (Map.Entry<String, Long> share : way.models().entrySet()) {
                double width = share.getValue() / all * BAR;
                svg.append(
                        "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"20\" fill=\"%s\"><title>%s: %d</title></rect>\n"
                                .formatted(
                                        number(at),
                                        i * LINE + 5,
                                        number(width),
                                        COLOURS[models.indexOf(share.getKey()) % COLOURS.length],
                                        ComparePage.safe(share.getKey()),
                                        share.getValue()));
                at += width;
            }
        }
        for (int i = 0; i < models.size(); i++) {
            int x = NAMES + i % 3 * 220;
            int y = bars + 20 + i / 3 * 20;
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>\n"
                    .formatted(x, y - 10, COLOURS[i % COLOURS.length]));
            words(svg, x + 18, y, "start", models.get(i).isEmpty() ? "(unknown)" : models.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    /** The median dark, the slowest twentieth light, the first content as a mark. */
    static String times(Comparison comparison) {
        double most = comparison.ways().stream()
                .mapToDouble(way -> way.whole().p95())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        StringBuilder svg = begin("How long it took", comparison.ways().size() * LINE + 30);
        for (int i = 0; i < comparison.ways().size(); i++) {
            WayResult way = comparison.ways().get(i);
            int y = i * LINE + 5;
            words(svg, NAMES - 8, y + 14, "end", name(way));
            if (Double.isFinite(way.whole().p95())) {
                bar(svg, y, way.whole().p95() / most * BAR, "#9ec9e2");
                bar(svg, y, way.whole().p50() / most * BAR, "#0072b2");
                words(
                        svg,
                        NAMES + way.whole().p95() / most * BAR + 8,
                        y + 14,
                        "start",
                        CompareTables.whole(way.whole().p50()) + " / "
                                + CompareTables.whole(way.whole().p95()) + " ms");
            }
            if (Double.isFinite(way.first().p50())) {
                double x = NAMES + way.first().p50() / most * BAR;
                rule(svg, x, y - 2, x, y + 22, "#d55e00", 3);
            }
        }
        words(
                svg,
                NAMES,
                comparison.ways().size() * LINE + 22,
                "start",
                "dark to the median, light to p95; a mark where the median of the first content is known");
        return svg.append("</svg>\n").toString();
    }

    /** As much of it as there is room for. */
    private static String name(WayResult way) {
        String name = way.way().name();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static StringBuilder begin(String title, int height) {
        return new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\""
                                .formatted(WIDTH, height, WIDTH)
                        + " height=\"%d\" font-size=\"12\" fill=\"#1b1f24\">\n<title>%s</title>\n"
                                .formatted(height, title));
    }

    private static void bar(StringBuilder svg, int y, double width, String colour) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"20\" fill=\"%s\"/>\n"
                .formatted(NAMES, y, number(width), colour));
    }

    private static void rule(
            StringBuilder svg, double x1, double y1, double x2, double y2, String colour, double wide) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), colour, number(wide)));
    }

    private static void words(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor, ComparePage.safe(text)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String short3(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }
}
