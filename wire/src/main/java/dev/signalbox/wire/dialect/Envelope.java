package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the gateway must know of a request before it is translated: found in one pass over the bytes, building nothing.
 *
 * @param model what the caller named
 * @param stream whether the answer is to be streamed
 * @param usageWanted whether the caller asked for usage in a stream (OpenAI's {@code stream_options.include_usage}; always
 *     true where the dialect always tells)
 * @param thoughtsWanted whether the caller wants to read the model's reasoning (Gemini's {@code includeThoughts}; always true
 *     where the dialect does not ask)
 * @param maxOutput the caller's cap on output tokens
 * @param answers how many answers are asked for (OpenAI's {@code n}), at least 1
 * @param textBytes bytes of all string values but inline media: the measure for an estimate of input tokens
 * @param images how many images or documents there are
 * @param tools whether tools are offered
 * @param structured whether a JSON form is demanded
 * @param reasoning whether thinking is asked for
 * @param needs what the model must be able to besides
 * @param fields the top-level fields as ranges of the original bytes
 */
public record Envelope(
        String model,
        boolean stream,
        boolean usageWanted,
        boolean thoughtsWanted,
        OptionalLong maxOutput,
        int answers,
        long textBytes,
        int images,
        boolean tools,
        boolean structured,
        boolean reasoning,
        Needs needs,
        JsonFields fields) {
    /** Of a caller who did not say anything about the model's reasoning. */
    public Envelope(
            String model,
            boolean stream,
            boolean usageWanted,
            OptionalLong maxOutput,
            int answers,
            long textBytes,
            int images,
            boolean tools,
            boolean structured,
            boolean reasoning,
            Needs needs,
            JsonFields fields) {
        this(
                model,
                stream,
                usageWanted,
                true,
                maxOutput,
                answers,
                textBytes,
                images,
                tools,
                structured,
                reasoning,
                needs,
                fields);
    }

    /** The same with other bytes of the same meaning. */
    public Envelope with(JsonFields other) {
        return new Envelope(
                model,
                stream,
                usageWanted,
                thoughtsWanted,
                maxOutput,
                answers,
                textBytes,
                images,
                tools,
                structured,
                reasoning,
                needs,
                other);
    }

    /**
     * Which of the caller's own users asked, as the caller names it: OpenAI's {@code safety_identifier} or {@code user},
     * Anthropic's {@code metadata.user_id}.
     */
    public Optional<String> endUser() {
        return text("safety_identifier").or(() -> text("user")).or(this::inMetadata);
    }

    private Optional<String> inMetadata() {
        return fields.value("metadata")
                .flatMap(value -> value instanceof Json.Obj metadata ? metadata.text("user_id") : Optional.empty())
                .filter(name -> !name.isEmpty());
    }

    private Optional<String> text(String name) {
        return fields.value(name)
                .flatMap(value -> value instanceof Json.Text(String text) ? Optional.of(text) : Optional.empty())
                .filter(text -> !text.isEmpty());
    }

    /** The bytes of the request. */
    public byte[] body() {
        return fields.bytes();
    }
}
