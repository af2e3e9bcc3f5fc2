package dev.signalbox.cli.router.compare;

import dev.signalbox.learn.report.Axis;
import dev.signalbox.learn.report.MarkPlaces;
import dev.signalbox.learn.report.Palette;
import java.util.List;
import java.util.stream.DoubleStream;

/** The drawing of what each way costs and how good it is: fixed models in their colours, routes dark. */
final class CostAndQuality {
    private static final int LEFT = 60;
    private static final int PLOT = 540;
    private static final int TALL = 320;
    private static final int TOP = 30;
    private static final int LEGEND = LEFT + PLOT + 28;
    private static final int LINE = 22;
    private static final String GRID = "#e4e8ec";

    private final List<WayResult> ways;
    private final List<String> models;
    private final Axis x;
    private final Axis y;
    private final Drawing drawing;

    private CostAndQuality(List<WayResult> ways, List<String> models) {
        this.ways = ways;
        this.models = models;
        this.x = Axis.around(
                "USD for 1,000 requests (left is cheaper)",
                0,
                values(ways.stream().map(WayResult::cost).toList()).max().orElse(1),
                false);
        List<Figure> qualities = ways.stream().map(WayResult::quality).toList();
        this.y = Axis.around(
                "mean score (higher is better); crosses are 95 % intervals",
                values(qualities).min().orElse(0), values(qualities).max().orElse(1), false);
        this.drawing = new Drawing("Cost and quality", Math.max(TOP + TALL + 56, TOP + (ways.size() + 1) * LINE));
    }

    /** Nothing where nobody graded; ways that never answered are not in it. */
    static String svg(Comparison comparison) {
        List<WayResult> ways = comparison.ways().stream()
                .filter(way -> !way.silent()
                        && Double.isFinite(way.quality().value())
                        && Double.isFinite(way.cost().value()))
                .toList();
        return ways.isEmpty() ? "" : new CostAndQuality(ways, ComparePlots.models(comparison)).draw();
    }

    private static DoubleStream values(List<Figure> figures) {
        return figures.stream()
                .flatMapToDouble(figure -> DoubleStream.of(
                        figure.value(),
                        figure.interval().low(),
                        figure.interval().high()));
    }

    private String draw() {
        grid();
        ways.forEach(this::cross);
        MarkPlaces places = new MarkPlaces(LEFT, TOP, LEFT + PLOT, TOP + TALL);
        for (int i = 0; i < ways.size(); i++) {
            WayResult way = ways.get(i);
            double left = left(way.cost().value());
            double down = down(way.quality().value());
            MarkPlaces.Place place = places.near(left, down);
            drawing.rule(left, down, place.x(), place.y(), colour(way), 1.5);
            drawing.mark(place.x(), place.y(), colour(way), String.valueOf(i + 1));
            double legend = TOP + 10.0 + i * LINE;
            drawing.mark(LEGEND, legend, colour(way), String.valueOf(i + 1));
            drawing.words(
                    LEGEND + 16, legend + 4, "start", Drawing.fitting(way.way().name(), Drawing.WIDTH - LEGEND - 16.0));
        }
        return drawing.text();
    }

    private void grid() {
        for (double tick : x.ticks()) {
            drawing.rule(left(tick), TOP, left(tick), TOP + TALL, GRID, 1);
            drawing.words(left(tick), TOP + TALL + 18, "middle", x.text(tick));
        }
        for (double tick : y.ticks()) {
            drawing.rule(LEFT, down(tick), LEFT + PLOT, down(tick), GRID, 1);
            drawing.words(LEFT - 8, down(tick) + 4, "end", y.text(tick));
        }
        drawing.words(LEFT + PLOT / 2.0, TOP + TALL + 42, "middle", x.label());
        drawing.words(LEFT, TOP - 14, "start", y.label());
    }

    private void cross(WayResult way) {
        Figure cost = way.cost();
        Figure quality = way.quality();
        double across = down(quality.value());
        double up = left(cost.value());
        drawing.rule(left(cost.interval().low()), across, left(cost.interval().high()), across, colour(way), 1.5);
        drawing.rule(
                up, down(quality.interval().low()), up, down(quality.interval().high()), colour(way), 1.5);
    }

    private String colour(WayResult way) {
        int place = models.indexOf(way.way().asked());
        return way.way().isRoute() || place < 0 ? Palette.DARK : Palette.colour(place);
    }

    private double left(double value) {
        return LEFT + x.place(value) * PLOT;
    }

    private double down(double value) {
        return TOP + (1 - y.place(value)) * TALL;
    }
}
