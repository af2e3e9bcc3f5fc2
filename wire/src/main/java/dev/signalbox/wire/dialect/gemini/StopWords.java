package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.StopReason;
import java.util.Optional;

/** The dialect's words for why a model stopped. */
final class StopWords {
    private StopWords() {}

    /**
     * Reads a {@code finishReason}. Only two words mean an answer; a word that is not known is a failure, as all of those
     * were that came later, and never a silent end.
     *
     * @param tools whether the answer asks for tools: there is no word of its own for that
     */
    static Stop read(String word, boolean tools) {
        StopReason reason = switch (word) {
            case "STOP" -> tools ? StopReason.TOOL_CALLS : StopReason.END;
            case "MAX_TOKENS" -> StopReason.LENGTH;
            default -> isFilter(word) ? StopReason.CONTENT_FILTER : StopReason.ERROR;
        };
        return new Stop(reason, word, Optional.empty());
    }

    /** Reads a {@code promptFeedback.blockReason}: the prompt was refused and nothing is answered. */
    static Stop blocked(String word) {
        return new Stop(StopReason.CONTENT_FILTER, word, Optional.empty());
    }

    private static boolean isFilter(String word) {
        return switch (word) {
            case "SAFETY",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "RECITATION",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "MODEL_ARMOR",
                    "JAILBREAK" -> true;
            default -> false;
        };
    }

    /** The word for a caller: the provider's own where it is one of this dialect and means the same. */
    static String write(Stop stop) {
        if (isOwn(stop)) {
            return stop.provider();
        }
        return switch (stop.reason()) {
            case END, STOP_SEQUENCE, TOOL_CALLS, PAUSED -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
            case ERROR -> "OTHER";
        };
    }

    private static boolean isOwn(Stop stop) {
        return switch (stop.reason()) {
            case CONTENT_FILTER -> isFilter(stop.provider());
            case ERROR ->
                switch (stop.provider()) {
                    case "MALFORMED_FUNCTION_CALL",
                            "UNEXPECTED_TOOL_CALL",
                            "TOO_MANY_TOOL_CALLS",
                            "MISSING_THOUGHT_SIGNATURE",
                            "MALFORMED_RESPONSE",
                            "NO_IMAGE",
                            "LANGUAGE",
                            "IMAGE_OTHER" -> true;
                    default -> false;
                };
            case END, STOP_SEQUENCE, TOOL_CALLS, PAUSED, LENGTH -> false;
        };
    }
}
