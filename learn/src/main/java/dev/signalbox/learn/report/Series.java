package dev.signalbox.learn.report;

import java.util.List;

/**
 * One row of values in a chart.
 *
 * @param name in the legend
 * @param color place in the palette
 * @param marks what stands at each point; empty for plain lines, else one entry per point
 */
record Series(String name, Style style, int color, List<Spot> spots, List<String> marks) {

    enum Style {
        LINE,
        DASHED,
        DOTTED,
        MARKED_LINE,
        MARKS
    }

    /** @param size of its mark, from 0 to 1 */
    record Spot(double x, double y, double size) {}

    Series {
        spots = List.copyOf(spots);
        marks = List.copyOf(marks);
    }

    static Series of(String name, Style style, int color, List<Spot> spots) {
        return new Series(name, style, color, spots, List.of());
    }
}
