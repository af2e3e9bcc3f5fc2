package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import java.util.Optional;

/** The dialect's words for why a model stopped. */
final class StopWords {
    private StopWords() {}

    /** How the model stopped, if this message or delta says so. */
    static Optional<Stop> read(Json.Obj holder) {
        return holder.text("stop_reason")
                .map(word -> new Stop(
                        known(word).orElse(StopReason.END),
                        word,
                        holder.text("stop_sequence").filter(sequence -> !sequence.isEmpty())));
    }

    /** The word for a caller: the provider's own where it is one of this dialect and means the same. */
    static String write(Stop stop, boolean refused) {
        if (known(stop.provider()).filter(stop.reason()::equals).isPresent()) {
            return stop.provider();
        }
        return switch (stop.reason()) {
            case END, ERROR -> refused ? "refusal" : "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
            case PAUSED -> "pause_turn";
        };
    }

    /** The fields that tell a stop; the explanation of a refusal is the model's refusal in other dialects. */
    static Json.Obj fields(Stop stop, String refusal) {
        String word = write(stop, !refusal.isEmpty());
        return Json.object(f -> {
            f.put("stop_reason", word);
            f.put("stop_sequence", stop.sequence().<Json>map(Json::text).orElse(Json.none()));
            if (!refusal.isEmpty()) {
                f.put(
                        "stop_details",
                        Json.object(d -> d.put("type", "refusal")
                                .put("category", Json.none())
                                .put("explanation", refusal)));
            }
        });
    }

    /** Why the provider refused, where it says so. */
    static String explanation(Json.Obj holder) {
        return holder.object("stop_details")
                .flatMap(details -> details.text("explanation"))
                .orElse("");
    }

    private static Optional<StopReason> known(String word) {
        return switch (word) {
            case "end_turn" -> Optional.of(StopReason.END);
            case "stop_sequence" -> Optional.of(StopReason.STOP_SEQUENCE);
            case "max_tokens", "model_context_window_exceeded" -> Optional.of(StopReason.LENGTH);
            case "tool_use" -> Optional.of(StopReason.TOOL_CALLS);
            case "refusal" -> Optional.of(StopReason.CONTENT_FILTER);
            case "pause_turn", "compaction" -> Optional.of(StopReason.PAUSED);
            default -> Optional.empty();
        };
    }
}
