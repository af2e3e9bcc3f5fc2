package dev.signalbox.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.UsageSums;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.math.BigDecimal;
import java.util.List;

/** A report as one JSON object. */
final class UsageJson {

    private UsageJson() {}

    static String text(UsageReport report) {
        List<Dimension> by = report.query().by();
        Json object = Json.object(fields -> fields.put(
                        "from", report.query().from().toString())
                .put("to", report.query().to().toString())
                .put(
                        "by",
                        Json.array(
                                by.stream().map(each -> Json.text(each.word())).toList()))
                .put(
                        "rows",
                        Json.array(
                                report.rows().stream().map(row -> row(by, row)).toList()))
                .put("totals", Json.object(totals -> put(totals, report.totals()))));
        return new String(JsonCodec.write(object), UTF_8) + "\n";
    }

    private static Json.Obj row(List<Dimension> by, UsageReport.Row row) {
        return Json.object(fields -> {
            for (int i = 0; i < by.size(); i++) {
                String key = row.keys().get(i);
                fields.put(by.get(i).word(), key.isEmpty() ? Json.none() : Json.text(key));
            }
            put(fields, row.sums());
        });
    }

    private static void put(Json.Fields fields, UsageSums sums) {
        for (Measure measure : Measure.ALL) {
            BigDecimal number = measure.of(sums);
            fields.put(measure.name(), new Json.Num(number.toPlainString()));
        }
    }
}
