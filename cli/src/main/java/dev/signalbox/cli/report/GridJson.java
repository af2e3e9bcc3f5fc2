package dev.signalbox.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.util.List;

/** A report as one JSON object. Unknown numbers are null; of numbers that are known in part, the part. */
final class GridJson {

    private GridJson() {}

    static String text(Grid grid) {
        Json object = Json.object(fields -> {
            fields.put("from", grid.from().toString()).put("to", grid.to().toString());
            fields.put("by", texts(grid.keys()));
            fields.put(
                    "rows",
                    Json.array(
                            grid.lines().stream().map(line -> row(grid, line)).toList()));
            if (!grid.totals().isEmpty()) {
                fields.put("totals", Json.object(totals -> put(totals, grid, grid.totals())));
            }
            fields.put("notes", texts(grid.notes()));
        });
        return new String(JsonCodec.write(object), UTF_8) + "\n";
    }

    private static Json texts(List<String> texts) {
        return Json.array(texts.stream().map(Json::text).toList());
    }

    private static Json.Obj row(Grid grid, Grid.Line line) {
        return Json.object(fields -> {
            for (int i = 0; i < grid.keys().size(); i++) {
                String key = line.keys().get(i);
                fields.put(grid.keys().get(i), key.isEmpty() ? Json.none() : Json.text(key));
            }
            put(fields, grid, line.cells());
        });
    }

    private static void put(Json.Fields fields, Grid grid, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String number = cells.get(i).plain();
            fields.put(grid.columns().get(i).name(), number.isEmpty() ? Json.none() : new Json.Num(number));
        }
    }
}
