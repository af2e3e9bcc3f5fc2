package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges deltas as OpenAI's own clients do without knowing the fields: strings are appended, objects merged, items of
 * lists merged by their index.
 */
final class Accumulated {
    private Accumulated() {}

    static Json.Obj deltas(List<Json.Obj> deltas) {
        Json.Obj message = Json.object(f -> {});
        for (Json.Obj delta : deltas) {
            message = merge(message, delta);
        }
        return message;
    }

    private static Json.Obj merge(Json.Obj into, Json.Obj delta) {
        Map<String, Json> fields = new LinkedHashMap<>(into.fields());
        delta.fields().forEach((name, value) -> fields.merge(name, value, (a, b) -> merge(name, a, b)));
        return new Json.Obj(fields);
    }

    private static Json merge(String name, Json into, Json delta) {
        if (name.equals("index") || name.equals("type")) {
            return delta;
        }
        return switch (delta) {
            case Json.Text(String more) when into instanceof Json.Text(String text) -> Json.text(text + more);
            case Json.Obj more when into instanceof Json.Obj object -> merge(object, more);
            case Json.Arr more when into instanceof Json.Arr list -> merge(list, more);
            default -> delta;
        };
    }

    private static Json.Arr merge(Json.Arr into, Json.Arr delta) {
        List<Json> items = new ArrayList<>(into.items());
        for (Json item : delta.items()) {
            int index = (int) ((Json.Obj) item).whole("index").orElseThrow();
            if (index < items.size()) {
                items.set(index, merge((Json.Obj) items.get(index), (Json.Obj) item));
            } else {
                items.add(item);
            }
        }
        return Json.array(items);
    }
}
