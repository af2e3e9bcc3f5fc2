package dev.signalbox.server.dispatch;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How sure a model was of its words: the mean probability of the tokens of an answer that tells it, which it does only where
 * the caller asked for it. Events that repeat all tokens at their end leave the mean as it is.
 */
final class Certainty {
    private static final int DEEPEST = 16;

    private double sum;
    private long tokens;
    private OptionalDouble average = OptionalDouble.empty();

    /** Takes a whole answer, or one event of a stream. */
    void on(byte[] body) {
        try {
            walk(JsonCodec.read(body), 0);
        } catch (JsonProblem _) {
            // Not every event is JSON: the last one of OpenAI's streams is not.
        }
    }

    /** The mean; nothing if the answer did not tell. */
    OptionalDouble mean() {
        return tokens == 0 ? average : OptionalDouble.of(sum / tokens);
    }

    private void walk(Json json, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        switch (json) {
            case Json.Obj object -> {
                object.decimal("logprob")
                        .or(() -> object.decimal("logProbability"))
                        .ifPresent(logarithm -> {
                            sum += Math.exp(logarithm.doubleValue());
                            tokens++;
                        });
                object.decimal("avgLogprobs")
                        .ifPresent(logarithm -> average = OptionalDouble.of(Math.exp(logarithm.doubleValue())));
                object.fields().forEach((name, value) -> {
                    // What the model might have said instead is no word of the answer.
                    if (!name.equals("top_logprobs") && !name.equals("topCandidates")) {
                        walk(value, depth + 1);
                    }
                });
            }
            case Json.Arr(List<Json> items) -> items.forEach(item -> walk(item, depth + 1));
            case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> {
                // nothing more inside
            }
        }
    }
}
