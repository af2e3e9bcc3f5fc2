package dev.signalbox.server.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.store.LossWeights;
import dev.signalbox.server.store.Picked;
import dev.signalbox.server.store.PickedJson;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Losses, adjustments, metadata, labels and what learned routes picked as JSON in one cell; an empty cell where there are none. */
final class Notes {
    private Notes() {}

    static Optional<String> losses(List<Loss> losses) {
        return text(losses.stream()
                .map(loss -> Json.object(o -> o.put("field", loss.field())
                        .put("reason", loss.reason())
                        .put("weight", LossWeights.word(loss.weight()))))
                .toList());
    }

    static List<Loss> losses(Optional<String> cell) {
        return items(cell).stream()
                .map(item -> new Loss(text(item, "field"), text(item, "reason"), LossWeights.of(text(item, "weight"))))
                .toList();
    }

    static Optional<String> adjustments(List<Adjustment> adjustments) {
        return text(adjustments.stream()
                .map(a -> Json.object(o -> o.put("field", a.field())
                        .put("from", a.from())
                        .put("to", a.to())
                        .put("reason", a.reason())))
                .toList());
    }

    static List<Adjustment> adjustments(Optional<String> cell) {
        return items(cell).stream()
                .map(item ->
                        new Adjustment(text(item, "field"), text(item, "from"), text(item, "to"), text(item, "reason")))
                .toList();
    }

    static Optional<String> metadata(Map<String, String> words) {
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(JsonCodec.write(Json.object(o -> words.forEach(o::put))), UTF_8));
    }

    static Map<String, String> metadata(Optional<String> cell) {
        Map<String, String> words = new LinkedHashMap<>();
        try {
            if (cell.isPresent()) {
                Json.Obj object = JsonCodec.readObject(cell.get().getBytes(UTF_8));
                object.fields().keySet().forEach(name -> object.text(name).ifPresent(value -> words.put(name, value)));
            }
            return words;
        } catch (JsonProblem e) {
            throw new IllegalStateException("ledger: a cell that was written as JSON is none", e);
        }
    }

    static Optional<String> labels(List<String> labels) {
        return text(labels.stream().map(Json::text).toList());
    }

    static List<String> labels(Optional<String> cell) {
        List<String> labels = new ArrayList<>();
        try {
            if (cell.isPresent() && JsonCodec.read(cell.get().getBytes(UTF_8)) instanceof Json.Arr array) {
                array.items().forEach(item -> {
                    if (item instanceof Json.Text text) {
                        labels.add(text.value());
                    }
                });
            }
            return labels;
        } catch (JsonProblem e) {
            throw new IllegalStateException("ledger: a cell that was written as JSON is none", e);
        }
    }

    static Optional<String> picked(Optional<Picked> picked) {
        return picked.map(its -> new String(JsonCodec.write(PickedJson.toJson(its)), UTF_8));
    }

    static Optional<Picked> pick(Optional<String> cell) {
        try {
            return cell.isEmpty()
                    ? Optional.empty()
                    : Optional.of(PickedJson.of(JsonCodec.readObject(cell.get().getBytes(UTF_8))));
        } catch (JsonProblem e) {
            throw new IllegalStateException("ledger: a cell that was written as JSON is none", e);
        }
    }

    private static Optional<String> text(List<? extends Json> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(new String(JsonCodec.write(Json.array(items)), UTF_8));
    }

    private static List<Json.Obj> items(Optional<String> cell) {
        List<Json.Obj> items = new ArrayList<>();
        try {
            if (cell.isPresent() && JsonCodec.read(cell.get().getBytes(UTF_8)) instanceof Json.Arr array) {
                array.items().forEach(item -> {
                    if (item instanceof Json.Obj object) {
                        items.add(object);
                    }
                });
            }
            return items;
        } catch (JsonProblem e) {
            throw new IllegalStateException("ledger: a cell that was written as JSON is none", e);
        }
    }

    private static String text(Json.Obj item, String name) {
        return item.text(name).orElse("");
    }
}
