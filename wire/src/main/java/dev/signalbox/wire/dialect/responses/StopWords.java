package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import java.util.Optional;

/** How a model stopped: the status of an answer and, where it is incomplete, the reason. */
final class StopWords {
    private static final String COMPLETED = "completed";

    private StopWords() {}

    /**
     * Reads the stop of an answer.
     *
     * @param tools whether the answer asks for tools
     */
    static Stop read(Json.Obj response, boolean tools) {
        String status = response.text("status").orElse(COMPLETED);
        String reason = response.object("incomplete_details")
                .flatMap(details -> details.text("reason"))
                .orElse("");
        return switch (status) {
            case "incomplete" -> new Stop(incomplete(reason), reason.isEmpty() ? status : reason, Optional.empty());
            case "failed", "cancelled" -> new Stop(StopReason.ERROR, status, Optional.empty());
            default -> new Stop(tools ? StopReason.TOOL_CALLS : StopReason.END, status, Optional.empty());
        };
    }

    private static StopReason incomplete(String reason) {
        return reason.equals("content_filter") ? StopReason.CONTENT_FILTER : StopReason.LENGTH;
    }

    static String status(Stop stop) {
        return switch (stop.reason()) {
            case END, STOP_SEQUENCE, TOOL_CALLS, PAUSED -> COMPLETED;
            case LENGTH, CONTENT_FILTER -> "incomplete";
            case ERROR -> "failed";
        };
    }

    static Json details(Stop stop) {
        return switch (stop.reason()) {
            case LENGTH -> reason("max_output_tokens");
            case CONTENT_FILTER -> reason("content_filter");
            case END, STOP_SEQUENCE, TOOL_CALLS, PAUSED, ERROR -> Json.none();
        };
    }

    private static Json reason(String word) {
        return Json.object(f -> f.put("reason", word));
    }

    /** The extension that keeps the provider's own word where this dialect has another one; nothing for strict callers. */
    static Optional<Json.Obj> extension(Stop stop, ReplyStyle style) {
        String word = stop.provider();
        if (style.strict() || word.isEmpty() || word.equals(COMPLETED)) {
            return Optional.empty();
        }
        return Optional.of(Json.object(f -> {
            f.put("provider_finish_reason", word);
            if (stop.reason() == StopReason.PAUSED) {
                f.put("paused", true);
            }
        }));
    }
}
