package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.OpenAiErrors;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.model.Stop;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.model.WireError;
import java.util.List;
import java.util.Optional;

/** What stands around the output of one answer: who answers, when, and all that was asked, which this dialect repeats. */
final class AnswerHead {
    private static final List<String> REPEATED = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "parallel_tool_calls",
            "prompt_cache_key",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");

    private final String id;
    private final String model;
    private final long created;
    private final ReplyStyle style;
    private final Json.Obj asked;

    AnswerHead(String id, String model, long created, ReplyStyle style) {
        this.id = id;
        this.model = model;
        this.created = created;
        this.style = style;
        this.asked = repeated(style.asked());
    }

    private static Json.Obj repeated(Optional<Envelope> envelope) {
        Optional<JsonFields> request = envelope.map(Envelope::fields);
        return Json.object(f -> {
            for (String name : REPEATED) {
                f.put(
                        name,
                        request.flatMap(fields -> EnvelopeReader.present(fields, name))
                                .orElse(unsaid(name)));
            }
        });
    }

    /** What holds where the caller said nothing. */
    private static Json unsaid(String name) {
        return switch (name) {
            case "metadata" -> Json.object(f -> {});
            case "parallel_tool_calls" -> Json.bool(true);
            case "service_tier", "tool_choice" -> Json.text(name.equals("tool_choice") ? "auto" : "default");
            case "temperature", "top_p" -> Json.number(1);
            case "text" -> Json.object(f -> f.put("format", Json.object(format -> format.put("type", "text"))));
            case "tools" -> Json.array(List.of());
            case "top_logprobs" -> Json.number(0);
            case "truncation" -> Json.text("disabled");
            default -> Json.none();
        };
    }

    String id() {
        return id;
    }

    /** The tools that were offered. */
    OfferedTools tools() {
        return new OfferedTools(asked.items("tools"));
    }

    /** The answer while it is under way. */
    Json.Obj underWay() {
        return answer("in_progress", Json.none(), Json.none(), List.of(), Optional.empty());
    }

    /** The answer when the model has stopped. */
    Json.Obj stopped(Stop stop, List<? extends Json> output, Optional<Usage> usage) {
        Json.Obj answer = answer(StopWords.status(stop), Json.none(), StopWords.details(stop), output, usage);
        return StopWords.extension(stop, style)
                .map(extension -> answer.with("signalbox", extension))
                .orElse(answer);
    }

    /** The answer when it broke. */
    Json.Obj failed(WireError error, List<? extends Json> output, Optional<Usage> usage) {
        return answer("failed", OpenAiErrors.inside(error), Json.none(), output, usage);
    }

    private Json.Obj answer(
            String status, Json error, Json incomplete, List<? extends Json> output, Optional<Usage> usage) {
        return Json.object(f -> f.put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .put("status", status)
                .put("background", false)
                .put("error", error)
                .put("incomplete_details", incomplete)
                .put("model", model)
                .put("output", Json.array(output))
                .put("previous_response_id", Json.none())
                .put("store", false)
                .put("usage", usage.<Json>map(UsageFields::write).orElse(Json.none()))
                .all(asked));
    }
}
