package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a request for one model. Nothing is to be stored, so the model's reasoning must come along in every answer. */
final class RequestWriter {
    /** OpenAI refuses a smaller cap. */
    private static final long LEAST_OUTPUT = 16;

    private static final String ABSENT = "OpenAI's Responses API has no such field";

    private final ModelRequest request;
    private final ModelFacts facts;
    private final Notes notes = new Notes();

    private RequestWriter(ModelRequest request, ModelFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    static Translation write(ModelRequest request, ModelFacts facts) {
        RequestWriter writer = new RequestWriter(request, facts);
        Json.Obj body = writer.fitted(Json.object(writer::fields));
        return new Translation.Ready(JsonCodec.write(body), writer.notes.losses(), writer.notes.adjustments());
    }

    private Json.Obj fitted(Json.Obj body) {
        Json.Obj fitted = body;
        for (Map.Entry<String, Optional<Json>> change :
                FieldFit.changes(body::find, facts, notes).entrySet()) {
            fitted = change.getValue().isPresent()
                    ? fitted.with(change.getKey(), change.getValue().get())
                    : fitted.without(change.getKey());
        }
        return fitted;
    }

    private void fields(Json.Fields body) {
        Json.Obj own = notes.own("", request.extra());
        List<Message> messages = request.messages();
        Optional<String> instructions = instructions(messages);
        body.put("model", facts.id());
        instructions.ifPresent(text -> body.put("instructions", text));
        InputWriter input = new InputWriter(request.tools(), facts, notes);
        body.put("input", Json.array(input.write(messages, instructions.isPresent() ? 1 : 0)));
        ToolWriter.write(body, request, notes);
        sampling(body, request.sampling());
        cap(body);
        Json.Obj effort = effort();
        Json.Obj reasoning = merged(effort, own, "reasoning");
        if (!reasoning.fields().isEmpty()) {
            body.put("reasoning", reasoning);
        }
        Json.Obj format =
                Json.object(f -> f.maybe("format", request.responseFormat().map(RequestWriter::format)));
        Json.Obj text = merged(format, own, "text");
        if (!text.fields().isEmpty()) {
            body.put("text", text);
        }
        request.user().ifPresent(user -> body.put("user", UserName.fitting(user, notes)));
        body.all(own.without("reasoning", "text", "store", "include"));
        unstored(body, own, effort);
        if (request.stream()) {
            body.put("stream", true);
        }
    }

    /** The first message, if it is the system's and holds words only: the one place that every provider reads first. */
    private static Optional<String> instructions(List<Message> messages) {
        if (messages.size() < 2 || messages.getFirst().role() != Role.SYSTEM) {
            return Optional.empty();
        }
        return PartWriter.mereText(messages.getFirst());
    }

    private void unstored(Json.Fields body, Json.Obj own, Json.Obj effort) {
        if (!facts.quirks().refused().contains("store")) {
            body.put("store", false);
        }
        List<Json> include = Unstored.include(own.items("include"), facts, thinks(effort));
        if (!include.isEmpty()) {
            body.put("include", Json.array(include));
        }
    }

    /** A model of which nothing is known surely thinks only where it is told to: others refuse to be asked for thoughts. */
    private static boolean thinks(Json.Obj effort) {
        return effort.text("effort").filter(word -> !word.equals("none")).isPresent();
    }

    private Json.Obj effort() {
        Optional<String> effort = request.reasoning().flatMap(wish -> EffortWriter.effort(wish, facts, notes));
        return Json.object(f -> f.maybe("effort", effort.map(Json::text)));
    }

    private static Json.Obj merged(Json.Obj object, Json.Obj own, String name) {
        return Json.object(f -> f.all(object).all(own.object(name).orElse(Json.object(none -> {}))));
    }

    private void sampling(Json.Fields body, Sampling sampling) {
        decimal(body, "temperature", sampling.temperature());
        decimal(body, "top_p", sampling.topP());
        lost("presence_penalty", sampling.presencePenalty().isPresent());
        lost("frequency_penalty", sampling.frequencyPenalty().isPresent());
        lost("top_k", sampling.topK().isPresent());
        lost("seed", sampling.seed().isPresent());
        if (!sampling.stop().isEmpty()) {
            notes.loss("stop", ABSENT);
        }
    }

    private static void decimal(Json.Fields body, String name, Optional<BigDecimal> value) {
        body.maybe(name, value.map(Json::number));
    }

    private void lost(String name, boolean present) {
        if (present) {
            notes.hint(name, ABSENT);
        }
    }

    private void cap(Json.Fields body) {
        if (request.maxOutput().isEmpty()) {
            return;
        }
        long asked = request.maxOutput().getAsLong();
        long most = facts.maxOutput().orElse(Long.MAX_VALUE);
        long fitting = Math.min(Math.max(asked, LEAST_OUTPUT), most);
        if (fitting != asked) {
            String reason = asked > most ? "the model cannot answer with more" : "the least that is taken";
            notes.adjusted("max_output_tokens", Long.toString(asked), Long.toString(fitting), reason);
        }
        body.put("max_output_tokens", fitting);
    }

    private static Json.Obj format(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.AnyJson _ -> Json.object(f -> f.put("type", "json_object"));
            case ResponseFormat.Schema schema ->
                Json.object(f -> {
                    f.put("type", "json_schema");
                    f.put("name", schema.name().isEmpty() ? "answer" : schema.name());
                    f.maybe("description", schema.description().map(Json::text));
                    f.put("schema", schema.schema());
                    f.maybe("strict", schema.strict().map(Json::bool));
                });
        };
    }
}
