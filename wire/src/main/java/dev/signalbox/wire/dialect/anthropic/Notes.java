package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Adjustment;
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

    void lose(String field, String reason) {
        losses.add(new Loss(field, reason));
    }

    void adjust(String field, String from, String to, String reason) {
        adjustments.add(new Adjustment(field, from, to, reason));
    }

    /** The fields of this dialect; those of others are lost, unless they only spell out a default. */
    Json.Obj own(Extra extra, String path) {
        if (!extra.dialect().equals(Anthropic.NAME)) {
            extra.fields().fields().forEach((name, value) -> {
                if (!isDefault(name, value)) {
                    lose(Reading.at(path, name), "the Messages dialect has no such field");
                }
            });
        }
        return extra.of(Anthropic.NAME);
    }

    Translation.Ready ready(byte[] body) {
        return new Translation.Ready(body, losses, adjustments);
    }

    /** What says no more than what happens anyway: nothing, off, one answer, the usual class of service. */
    private static boolean isDefault(String name, Json value) {
        return switch (value) {
            case Json.Null _ -> true;
            case Json.Bool bool -> !bool.value();
            case Json.Arr array -> array.items().isEmpty();
            case Json.Obj object -> object.fields().isEmpty();
            case Json.Num number -> name.equals("n") && number.spelling().equals("1");
            case Json.Text text -> name.equals("service_tier") && text.value().equals("auto");
        };
    }
}
