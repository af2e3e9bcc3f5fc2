package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ForeignField;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a translation dropped or changed. Each field is told once. */
final class Notes {
    private final Map<String, Loss> losses = new LinkedHashMap<>();
    private final List<Adjustment> adjustments = new ArrayList<>();

    /** The answer means the same without it. */
    void hint(String field, String reason) {
        tell(Loss.hint(field, reason));
    }

    /** The answer means something else without it. */
    void loss(String field, String reason) {
        tell(Loss.meaning(field, reason));
    }

    /** A loss that was weighed already. */
    void tell(Loss loss) {
        losses.putIfAbsent(loss.field(), loss);
    }

    void adjusted(String field, String from, String to, String reason) {
        adjustments.add(new Adjustment(field, from, to, reason));
    }

    /** The fields of this dialect; those of another are lost. */
    Json.Obj own(String path, Extra extra) {
        Json.Obj own = extra.of(Responses.FAMILY);
        if (own.fields().isEmpty()) {
            extra.fields().fields().forEach((name, value) -> {
                String where = name.equals("cache_control") ? name : path + name;
                ForeignField.lost(where, name, value, "only " + extra.dialect() + " knows it")
                        .ifPresent(this::tell);
            });
        }
        return own;
    }

    List<Loss> losses() {
        return List.copyOf(losses.values());
    }

    List<Adjustment> adjustments() {
        return List.copyOf(adjustments);
    }
}
