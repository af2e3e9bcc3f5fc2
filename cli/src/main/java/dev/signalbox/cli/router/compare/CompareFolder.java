package dev.signalbox.cli.router.compare;

import dev.signalbox.learn.data.CsvWriter;
import dev.signalbox.learn.data.Numbers;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison leaves in its folder beside its results. */
final class CompareFolder {
    private CompareFolder() {}

    static void write(Path folder, Comparison comparison, String about) throws IOException {
        Files.write(folder.resolve("report.json"), JsonCodec.write(comparison.json()));
        Files.writeString(folder.resolve("report.html"), ComparePage.text(comparison, about));
        if (!comparison.outcomes().isEmpty()) {
            outcomes(folder.resolve("outcomes.csv"), comparison);
        }
    }

    /** As {@code calibrate} takes them; a model that answered a prompt on several ways has the mean of its scores. */
    private static void outcomes(Path file, Comparison comparison) throws IOException {
        Map<String, Map<String, DoubleSummaryStatistics>> scores = new TreeMap<>();
        comparison
                .outcomes()
                .forEach(each -> scores.computeIfAbsent(each.prompt(), _ -> new TreeMap<>())
                        .computeIfAbsent(
                                each.upstream().isEmpty() ? each.model() : each.upstream(),
                                _ -> new DoubleSummaryStatistics())
                        .accept(each.score()));
        try (CsvWriter rows = new CsvWriter(file, "prompt_id", "model", "score")) {
            for (Map.Entry<String, Map<String, DoubleSummaryStatistics>> prompt : scores.entrySet()) {
                for (Map.Entry<String, DoubleSummaryStatistics> model :
                        prompt.getValue().entrySet()) {
                    rows.row(
                            prompt.getKey(),
                            model.getKey(),
                            Numbers.text(model.getValue().getAverage()));
                }
            }
        }
    }
}
