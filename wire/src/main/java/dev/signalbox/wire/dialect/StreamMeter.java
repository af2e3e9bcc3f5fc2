package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import java.util.Optional;

/**
 * Watches a provider's stream that is passed on as it is, parsing only the events that matter (usage, stop, errors) and
 * measuring the others by their bytes. Has state, serves one reply, is not thread-safe.
 */
public interface StreamMeter {
    /** What an event is to the gateway. */
    enum Mark {
        /** Before any content: role, message_start, ping, comment, Azure's prompt filter results. */
        PREFACE,
        /** Content for the caller: text, reasoning, a tool call, a refusal, or the stop. */
        CONTENT,
        /** An error instead of more content. */
        ERROR,
        /** Only usage: what OpenAI sends because the gateway asked; hidden from callers who did not. */
        USAGE,
        /** The end as the dialect has it ({@code [DONE]}, {@code message_stop}). */
        END,
        /** Not of this dialect: data that is no JSON object. */
        GARBAGE
    }

    /** Takes the next event of the provider. */
    Mark on(SseEvent event);

    /** The usage reported so far. */
    Optional<Usage> usage();

    /** How the model stopped, if it has. */
    Optional<Stop> stop();

    /** The error inside the stream, if there was one. */
    Optional<WireError> error();

    /** The underlying model as the stream names it. */
    Optional<String> model();

    /** Bytes of text, reasoning and tool arguments so far: the measure for an estimate where usage never came. */
    long contentBytes();
}
