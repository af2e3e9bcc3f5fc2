package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writes a request for one model; the model itself and the wish for a stream are in the path. */
final class RequestWriter {
    private static final String CONFIG = "generationConfig";
    private static final int MOST_STOPS = 5;

    private final ModelRequest request;
    private final ModelFacts facts;
    private final Notes notes = new Notes();

    RequestWriter(ModelRequest request, ModelFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    Translation write() {
        Json.Obj own = notes.own("", request.extra());
        Conversation conversation = new Conversation(request.messages(), facts, notes);
        Json.Obj config = Json.object(this::config);
        Json.Obj body = Json.object(f -> {
            if (!conversation.system().isEmpty()) {
                f.put("systemInstruction", Json.object(s -> s.put("parts", Json.array(conversation.system()))));
            }
            f.put("contents", Json.array(conversation.contents()));
            ToolWriter.write(f, request, facts, notes);
            f.all(own);
            Json.Obj kept = own.object(CONFIG).orElse(Json.object(none -> {}));
            if (!config.fields().isEmpty() || !kept.fields().isEmpty()) {
                f.put(CONFIG, Json.object(c -> c.all(kept).all(config)));
            }
        });
        request.user().ifPresent(_ -> notes.hint("user", "the Gemini API has no name of the end user"));
        return notes.translation(JsonCodec.write(body));
    }

    private void config(Json.Fields config) {
        ThinkingPlan thinking = ThinkingPlan.of(request, facts, notes);
        thinking.maxOutput().ifPresent(cap -> config.put("maxOutputTokens", cap));
        sampling(config, request.sampling());
        thinking.config().ifPresent(value -> config.put("thinkingConfig", value));
        request.responseFormat().ifPresent(format -> format(config, format));
    }

    private void sampling(Json.Fields config, Sampling sampling) {
        decimal(config, "temperature", sampling.temperature());
        decimal(config, "topP", sampling.topP());
        sampling.topK().ifPresent(topK -> config.put("topK", topK));
        decimal(config, "presencePenalty", sampling.presencePenalty());
        decimal(config, "frequencyPenalty", sampling.frequencyPenalty());
        sampling.seed().ifPresent(seed -> seed(config, seed));
        List<String> stops = sampling.stop();
        if (stops.size() > MOST_STOPS) {
            notes.loss("stop", stops.size() + " sequences; only the first " + MOST_STOPS + " are taken");
        }
        if (!stops.isEmpty()) {
            config.put(
                    "stopSequences",
                    Json.array(stops.stream().limit(MOST_STOPS).map(Json::text).toList()));
        }
    }

    private static void decimal(Json.Fields config, String name, Optional<BigDecimal> value) {
        value.ifPresent(number -> config.put(name, Json.number(number)));
    }

    /** The field has 32 bits; the same long seed always becomes the same short one. */
    private void seed(Json.Fields config, long seed) {
        int fitting = Long.hashCode(seed);
        long shown = seed == (int) seed ? seed : fitting;
        if (shown != seed) {
            notes.adjusted("seed", Long.toString(seed), Long.toString(shown), "a seed has 32 bits");
        }
        config.put("seed", shown);
    }

    private void format(Json.Fields config, ResponseFormat format) {
        config.put("responseMimeType", "application/json");
        if (format instanceof ResponseFormat.Schema schema) {
            if (facts.quirks().refused().contains("responseJsonSchema")) {
                config.put("responseSchema", SchemaSubset.of(schema.schema(), "response_format", notes));
            } else {
                config.put("responseJsonSchema", PlainSchema.of(schema.schema()));
            }
        }
    }
}
