package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;

/** Our own field in answers: {@code signalbox}, with what the dialect has no place for. */
final class Extension {
    private Extension() {}

    /** The provider's own word for the stop where this dialect's word is another one; nothing for strict callers. */
    static Json.Obj of(Stop stop, ReplyStyle style) {
        if (style.strict()
                || stop.provider().isEmpty()
                || StopWords.write(stop, false).equals(stop.provider())) {
            return Json.object(f -> {});
        }
        return Json.object(f -> f.put("signalbox", Json.object(s -> s.put("provider_finish_reason", stop.provider()))));
    }
}
