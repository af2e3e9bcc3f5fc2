package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ForeignField;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.util.ArrayList;
import java.util.List;

/** What was dropped and changed while one request is written. */
final class Notes {
    private final List<Loss> losses = new ArrayList<>();
    private final List<Adjustment> adjustments = new ArrayList<>();

    /** The answer means the same without it. */
    void hint(String field, String reason) {
        losses.add(Loss.hint(field, reason));
    }

    /** The answer means something else without it. */
    void lose(String field, String reason) {
        losses.add(Loss.meaning(field, reason));
    }

    void adjust(String field, String from, String to, String reason) {
        adjustments.add(new Adjustment(field, from, to, reason));
    }

    /** The fields of this dialect; those of others are lost, unless they only spell out a default. */
    Json.Obj own(Extra extra, String path) {
        if (!extra.dialect().equals(Anthropic.NAME)) {
            extra.fields()
                    .fields()
                    .forEach((name, value) -> ForeignField.lost(
                                    Reading.at(path, name), name, value, "the Messages dialect has no such field")
                            .ifPresent(losses::add));
        }
        return extra.of(Anthropic.NAME);
    }

    Translation.Ready ready(byte[] body) {
        return new Translation.Ready(body, losses, adjustments);
    }
}
