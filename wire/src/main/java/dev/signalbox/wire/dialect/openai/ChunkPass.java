package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;

/**
 * What a caller gets of a provider's event. The gateway always asks for usage; a caller who did not ask gets what the
 * provider would have sent without the question: no chunk of usage, and no {@code "usage":null} in the others.
 */
final class ChunkPass {
    private static final String NO_USAGE = "\"usage\":null";

    private ChunkPass() {}

    static List<SseEvent> pass(SseEvent event, Mark mark, ReplyStyle style) {
        SseEvent shown = event;
        if (!style.usageInStream()) {
            if (mark == Mark.USAGE) {
                return List.of();
            }
            shown = withoutNull(event);
        }
        return List.of(style.strict() && isChunk(mark) ? strict(shown) : shown);
    }

    private static boolean isChunk(Mark mark) {
        return mark == Mark.PREFACE || mark == Mark.CONTENT || mark == Mark.USAGE;
    }

    /** Inside a string the quotes would be escaped, so what is found is a field. */
    private static SseEvent withoutNull(SseEvent event) {
        int from = event.indexOf(NO_USAGE, 0);
        if (from < 0) {
            return event;
        }
        int to = from + NO_USAGE.length();
        if (from > 0 && event.at(from - 1) == ',') {
            return event.without(from - 1, to);
        }
        return to < event.length() && event.at(to) == ',' ? event.without(from, to + 1) : event;
    }

    private static SseEvent strict(SseEvent event) {
        if (event.isEmpty()) {
            return event;
        }
        try {
            Json.Obj chunk = JsonCodec.readObject(event.data());
            Json.Obj shown = Strict.answer(chunk);
            return shown.equals(chunk) ? event : SseEvent.of(event.name(), JsonCodec.write(shown));
        } catch (JsonProblem _) {
            return event; // the mark already tells whoever reads it that this is no chunk
        }
    }
}
