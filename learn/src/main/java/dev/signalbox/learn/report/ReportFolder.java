package dev.signalbox.learn.report;

import dev.signalbox.learn.measure.PairResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with {@code report.json}, {@code report.md} and a chart per result. The same report gives the same bytes. */
public final class ReportFolder {

    private ReportFolder() {}

    /** Writes the report; the folder is made if it is not there, files of the same name are replaced. */
    public static void write(MeasureReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Chart> charts = charts(report);
        for (Map.Entry<String, Chart> chart : charts.entrySet()) {
            Files.writeString(folder.resolve(chart.getKey()), ChartSvg.text(chart.getValue()));
        }
        Files.write(folder.resolve("report.json"), ReportJson.bytes(report));
        Files.writeString(folder.resolve("report.md"), ReportMarkdown.text(report));
    }

    private static Map<String, Chart> charts(MeasureReport report) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Stream.concat(report.pools().stream(), report.leftOut().stream().flatMap(left -> left.pools().stream()))
                .forEach(pool -> charts.put(file("pool", pool.name()), Charts.pool(pool)));
        report.pairs().stream()
                .collect(Collectors.groupingBy(PairResult::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, ways) -> charts.put(file("pair", name), Charts.pair(ways)));
        report.calibration().ifPresent(found -> charts.put("reliability.svg", Charts.reliability(found)));
        if (!report.newModels().isEmpty()) {
            charts.put("new-models.svg", Charts.newModels(report.newModels()));
        }
        return charts;
    }

    /** The name of a chart's file: only letters, digits and hyphens of the result's name. */
    static String file(String kind, String name) {
        return kind + "-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }
}
