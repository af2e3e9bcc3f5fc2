package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ForeignField;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what a translation dropped, changed, or needs fetched. Each field is told once. */
final class Notes {
    private final Map<String, Loss> losses = new LinkedHashMap<>();
    private final Map<String, Adjustment> adjustments = new LinkedHashMap<>();
    private final Set<String> fetches = new LinkedHashSet<>();

    /** The answer means the same without it. */
    void hint(String field, String reason) {
        tell(Loss.hint(field, reason));
    }

    /** The answer means something else without it. */
    void loss(String field, String reason) {
        tell(Loss.meaning(field, reason));
    }

    private void tell(Loss loss) {
        losses.putIfAbsent(loss.field(), loss);
    }

    void adjusted(String field, String from, String to, String reason) {
        adjustments.putIfAbsent(field, new Adjustment(field, from, to, reason));
    }

    void fetch(String uri) {
        fetches.add(uri);
    }

    /** The fields of this dialect; those of another are lost. */
    Json.Obj own(String path, Extra extra) {
        Json.Obj own = extra.of(Gemini.NAME);
        if (own.fields().isEmpty()) {
            extra.fields().fields().forEach((name, value) -> {
                String where = name.equals("cache_control") ? name : path + name;
                ForeignField.lost(where, name, value, "only " + extra.dialect() + " knows it")
                        .ifPresent(this::tell);
            });
        }
        return own;
    }

    Translation translation(byte[] body) {
        return fetches.isEmpty() ? ready(body) : new Translation.NeedsFetch(new ArrayList<>(fetches));
    }

    Translation.Ready ready(byte[] body) {
        return new Translation.Ready(body, List.copyOf(losses.values()), List.copyOf(adjustments.values()));
    }
}
