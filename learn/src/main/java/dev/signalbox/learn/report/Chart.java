package dev.signalbox.learn.report;

import java.util.List;

/**
 * A chart of lines and marks.
 *
 * @param note a sentence below the title; may be empty
 * @param legend further lines of the legend, below the series
 */
record Chart(String title, String note, Axis x, Axis y, List<Series> series, List<String> legend) {

    Chart {
        series = List.copyOf(series);
        legend = List.copyOf(legend);
    }
}
