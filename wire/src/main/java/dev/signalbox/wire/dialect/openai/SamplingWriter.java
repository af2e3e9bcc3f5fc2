package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writes how words are drawn. Models that think by effort refuse most of it, so it is left out for them. */
final class SamplingWriter {
    private static final int MOST_STOPS = 4;
    private static final String REFUSED = "models that think by effort refuse it";

    private SamplingWriter() {}

    static void write(Json.Fields body, Sampling sampling, ModelFacts facts, Notes notes) {
        boolean refused = RequestWriter.thinksByEffort(facts);
        decimal(body, "temperature", sampling.temperature(), refused, notes);
        decimal(body, "top_p", sampling.topP(), refused, notes);
        decimal(body, "presence_penalty", sampling.presencePenalty(), refused, notes);
        decimal(body, "frequency_penalty", sampling.frequencyPenalty(), refused, notes);
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        sampling.topK().ifPresent(_ -> notes.hint("top_k", "OpenAI's chat dialect has no such field"));
        stop(body, sampling.stop(), refused, notes);
    }

    private static void decimal(
            Json.Fields body, String name, Optional<BigDecimal> value, boolean refused, Notes notes) {
        if (value.isPresent() && refused) {
            notes.adjusted(name, value.get().toString(), "absent", REFUSED);
        } else if (value.isPresent()) {
            body.put(name, Json.number(value.get()));
        }
    }

    private static void stop(Json.Fields body, List<String> words, boolean refused, Notes notes) {
        if (words.isEmpty()) {
            return;
        }
        if (refused) {
            notes.loss("stop", REFUSED);
            return;
        }
        if (words.size() > MOST_STOPS) {
            notes.loss("stop", words.size() + " sequences; only the first " + MOST_STOPS + " are taken");
        }
        body.put(
                "stop",
                Json.array(words.stream().limit(MOST_STOPS).map(Json::text).toList()));
    }

    /** The caller's own other fields, without those that the model refuses. */
    static Json.Obj kept(Json.Obj own, ModelFacts facts, Notes notes) {
        Json.Obj kept = own;
        for (String name : List.of("logit_bias", "logprobs", "top_logprobs")) {
            if (RequestWriter.thinksByEffort(facts) && own.find(name).isPresent()) {
                notes.adjusted(name, "present", "absent", REFUSED);
                kept = kept.without(name);
            }
        }
        return kept;
    }
}
