package dev.signalbox.learn.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Draws a chart as SVG that needs nothing else: light background, lines that differ in their dashes beside their colours, marks
 * that do not hide each other.
 */
final class ChartSvg {

    private static final int LEFT = 74;
    private static final int TOP = 66;
    private static final int PLOT_WIDTH = 560;
    private static final int PLOT_HEIGHT = 360;
    private static final int LEGEND = 290;
    private static final int LEGEND_WORDS = 58;
    private static final double LETTER = 6.8;
    private static final int LINE = 20;
    private static final int BELOW = 62;

    private final Chart chart;
    private final MarkPlaces places =
            new MarkPlaces(LEFT - 1, TOP - 1, LEFT + PLOT_WIDTH + 1.0, TOP + PLOT_HEIGHT + 1.0);
    private final StringBuilder svg = new StringBuilder(8_192);

    private ChartSvg(Chart chart) {
        this.chart = chart;
    }

    static String text(Chart chart) {
        return new ChartSvg(chart).draw();
    }

    private String draw() {
        int lines = chart.series().size() + chart.legend().size();
        int width = LEFT + PLOT_WIDTH + legendWidth();
        int height = TOP + Math.max(PLOT_HEIGHT + BELOW, lines * LINE + LINE);
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                        .formatted(width, height, width, height));
        svg.append("font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"12\" fill=\"#1b1f24\">\n<title>");
        svg.append(Xml.text(chart.title())).append("</title>\n");
        svg.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(width, height));
        label(LEFT, 26, "start", "font-size=\"16\" font-weight=\"600\"", chart.title());
        label(LEFT, 48, "start", "fill=\"#57606a\"", chart.note());
        grid();
        svg.append("<clipPath id=\"plot\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n"
                .formatted(LEFT - 8, TOP - 8, PLOT_WIDTH + 16, PLOT_HEIGHT + 16));
        svg.append("<g clip-path=\"url(#plot)\">\n");
        chart.series().forEach(this::series);
        svg.append("</g>\n");
        legend();
        return svg.append("</svg>\n").toString();
    }

    /** As wide as the longest line needs. */
    private int legendWidth() {
        int longest = Stream.concat(chart.series().stream().map(Series::name), chart.legend().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.max(LEGEND, LEGEND_WORDS + 16 + (int) Math.ceil(longest * LETTER));
    }

    private void grid() {
        for (double tick : chart.x().ticks()) {
            double x = x(tick);
            rule(x, TOP, x, TOP + PLOT_HEIGHT, "#e4e8ec");
            label(x, TOP + PLOT_HEIGHT + 18, "middle", "", chart.x().text(tick));
        }
        for (double tick : chart.y().ticks()) {
            double y = y(tick);
            rule(LEFT, y, LEFT + PLOT_WIDTH, y, "#e4e8ec");
            label(LEFT - 8, y + 4, "end", "", chart.y().text(tick));
        }
        rule(LEFT, TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH, TOP + PLOT_HEIGHT, "#57606a");
        rule(LEFT, TOP, LEFT, TOP + PLOT_HEIGHT, "#57606a");
        label(
                LEFT + PLOT_WIDTH / 2.0,
                TOP + PLOT_HEIGHT + 44,
                "middle",
                "font-weight=\"600\"",
                chart.x().label());
        svg.append("<g transform=\"translate(18 %d) rotate(-90)\">".formatted(TOP + PLOT_HEIGHT / 2));
        label(0, 0, "middle", "font-weight=\"600\"", chart.y().label());
        svg.append("</g>\n");
    }

    private void series(Series series) {
        String color = Palette.colour(series.color());
        List<Series.Spot> spots = series.spots();
        if (series.style() != Series.Style.MARKS && spots.size() > 1) {
            StringBuilder points = new StringBuilder();
            spots.forEach(spot -> points.append(Xml.number(x(spot.x())))
                    .append(',')
                    .append(Xml.number(y(spot.y())))
                    .append(' '));
            svg.append(
                    "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-linejoin=\"round\"%s points=\"%s\"/>\n"
                            .formatted(
                                    color,
                                    dashes(series.style()),
                                    points.toString().strip()));
        }
        if (series.style() == Series.Style.MARKS || series.style() == Series.Style.MARKED_LINE || spots.size() == 1) {
            for (int i = 0; i < spots.size(); i++) {
                mark(
                        spots.get(i),
                        color,
                        series.marks().isEmpty() ? "" : series.marks().get(i));
            }
        }
    }

    private void mark(Series.Spot spot, String color, String text) {
        double radius = text.isEmpty() ? 3 + 7 * spot.size() : 8;
        MarkPlaces.Place place =
                text.isEmpty() ? new MarkPlaces.Place(x(spot.x()), y(spot.y())) : places.near(x(spot.x()), y(spot.y()));
        if (place.from(new MarkPlaces.Place(x(spot.x()), y(spot.y()))) > 0) {
            rule(x(spot.x()), y(spot.y()), place.x(), place.y(), color);
        }
        svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"#ffffff\"/>\n"
                .formatted(Xml.number(place.x()), Xml.number(place.y()), Xml.number(radius), color));
        if (!text.isEmpty()) {
            label(
                    place.x(),
                    place.y() + 3.5,
                    "middle",
                    "font-size=\"10\" font-weight=\"600\" fill=\"%s\"".formatted(Palette.ink(color)),
                    text);
        }
    }

    private void legend() {
        int x = LEFT + PLOT_WIDTH + LEGEND_WORDS - 36;
        int y = TOP + 6;
        for (Series series : chart.series()) {
            String color = Palette.colour(series.color());
            if (series.style() != Series.Style.MARKS) {
                svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"%s/>\n"
                        .formatted(x, y, x + 28, y, color, dashes(series.style())));
            }
            if (series.style() == Series.Style.MARKS || series.style() == Series.Style.MARKED_LINE) {
                svg.append("<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>\n".formatted(x + 14, y, color));
            }
            label(x + 36, y + 4, "start", "", series.name());
            y += LINE;
        }
        for (String line : chart.legend()) {
            label(x, y + 4, "start", "font-size=\"11\" fill=\"#57606a\"", line);
            y += LINE;
        }
    }

    private static String dashes(Series.Style style) {
        return switch (style) {
            case LINE, MARKED_LINE, MARKS -> "";
            case DASHED -> " stroke-dasharray=\"8 5\"";
            case DOTTED -> " stroke-dasharray=\"2 4\" stroke-linecap=\"round\"";
        };
    }

    private void rule(double x1, double y1, double x2, double y2, String color) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>\n"
                .formatted(Xml.number(x1), Xml.number(y1), Xml.number(x2), Xml.number(y2), color));
    }

    private void label(double x, double y, String anchor, String style, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s>"
                .formatted(Xml.number(x), Xml.number(y), anchor, style));
        svg.append(Xml.text(text)).append("</text>\n");
    }

    private double x(double value) {
        return LEFT + chart.x().place(value) * PLOT_WIDTH;
    }

    private double y(double value) {
        return TOP + (1 - chart.y().place(value)) * PLOT_HEIGHT;
    }
}
