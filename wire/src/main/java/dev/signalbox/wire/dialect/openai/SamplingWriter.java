package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Sampling;
import java.util.List;

/** Writes how words are drawn. What the model refuses of it is taken out by {@link FieldFit}. */
final class SamplingWriter {
    private static final int MOST_STOPS = 4;

    private SamplingWriter() {}

    static void write(Json.Fields body, Sampling sampling, Notes notes) {
        body.maybe("temperature", sampling.temperature().map(Json::number));
        body.maybe("top_p", sampling.topP().map(Json::number));
        body.maybe("presence_penalty", sampling.presencePenalty().map(Json::number));
        body.maybe("frequency_penalty", sampling.frequencyPenalty().map(Json::number));
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        sampling.topK().ifPresent(_ -> notes.hint("top_k", "OpenAI's chat dialect has no such field"));
        if (!sampling.stop().isEmpty()) {
            stop(body, sampling.stop(), notes);
        }
    }

    private static void stop(Json.Fields body, List<String> words, Notes notes) {
        if (words.size() > MOST_STOPS) {
            notes.loss("stop", words.size() + " sequences; only the first " + MOST_STOPS + " are taken");
        }
        body.put(
                "stop",
                Json.array(words.stream().limit(MOST_STOPS).map(Json::text).toList()));
    }
}
