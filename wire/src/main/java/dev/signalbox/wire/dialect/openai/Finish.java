package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import java.util.Optional;

/** Why a model stopped, in OpenAI's words. */
final class Finish {
    private Finish() {}

    /**
     * Reads the word of a provider.
     *
     * @param tools whether the answer asks for tools: a forced tool ends with {@code stop} at OpenAI's, but means tools
     */
    static Stop read(String word, boolean tools) {
        StopReason reason = switch (word) {
            case "length", "model_length", "max_tokens" -> StopReason.LENGTH;
            case "tool_calls", "function_call" -> StopReason.TOOL_CALLS;
            case "content_filter" -> StopReason.CONTENT_FILTER;
            case "error" -> StopReason.ERROR;
            default -> tools ? StopReason.TOOL_CALLS : StopReason.END;
        };
        return new Stop(reason, word, Optional.empty());
    }

    static String write(StopReason reason) {
        return switch (reason) {
            case END, STOP_SEQUENCE, PAUSED -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case ERROR -> "error";
        };
    }

    /** The extension that keeps the provider's own word where it says another one. */
    static Optional<Json.Obj> extension(Stop stop) {
        if (stop.provider().isEmpty() || stop.provider().equals(write(stop.reason()))) {
            return Optional.empty();
        }
        return Optional.of(Json.object(f -> {
            f.put("provider_finish_reason", stop.provider());
            if (stop.reason() == StopReason.PAUSED) {
                f.put("paused", true);
            }
        }));
    }
}
