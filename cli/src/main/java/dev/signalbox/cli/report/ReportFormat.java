package dev.signalbox.cli.report;

import java.util.Locale;

/** The forms that a report can have. */
public enum ReportFormat {
    TABLE,
    CSV,
    JSON,
    HTML;

    /** The word that people write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The report in this form, with the line break of its last line.
     *
     * @param drawn which column a drawing shows
     */
    public String text(Grid grid, int drawn) {
        return switch (this) {
            case TABLE -> GridTable.text(grid);
            case CSV -> GridCsv.text(grid);
            case JSON -> GridJson.text(grid);
            case HTML -> GridHtml.text(grid, drawn);
        };
    }
}
