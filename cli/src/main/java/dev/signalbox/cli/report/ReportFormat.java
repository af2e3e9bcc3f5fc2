package dev.signalbox.cli.report;

import dev.signalbox.server.store.UsageReport;

/** The forms that a report can have. */
public enum ReportFormat {
    TABLE,
    CSV,
    JSON;

    /** The report in this form, with the line break of its last line. */
    public String text(UsageReport report) {
        return switch (this) {
            case TABLE -> UsageTable.text(report);
            case CSV -> UsageCsv.text(report);
            case JSON -> UsageJson.text(report);
        };
    }
}
