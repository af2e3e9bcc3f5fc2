package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a request for one model. */
final class RequestWriter {
    private static final int LONGEST_USER = 64;

    private final ModelRequest request;
    private final ModelFacts facts;
    private final Notes notes = new Notes();

    private RequestWriter(ModelRequest request, ModelFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    static Translation write(ModelRequest request, ModelFacts facts) {
        return new RequestWriter(request, facts).write();
    }

    private Translation write() {
        Json.Obj body = fitted(Json.object(this::fields));
        return notes.fetches().isEmpty()
                ? new Translation.Ready(JsonCodec.write(body), notes.losses(), notes.adjustments())
                : new Translation.NeedsFetch(notes.fetches());
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

    private List<Json> messages() {
        List<Json> written = new MessageWriter(notes, facts).write(request.messages());
        List<Json> fitted = new MessageFit(facts, notes).fit(written);
        Optional<Json.Obj> schema = request.responseFormat().flatMap(RequestWriter::schemaOf);
        return schema.isPresent() && !facts.quirks().jsonSchema()
                ? MessageFit.withSchema(fitted, schema.get())
                : fitted;
    }

    private static Optional<Json.Obj> schemaOf(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.AnyJson _ -> Optional.empty();
            case ResponseFormat.Schema schema -> Optional.of(schema.schema());
        };
    }

    private void fields(Json.Fields body) {
        body.put("model", facts.id());
        body.put("messages", Json.array(messages()));
        ToolWriter.write(body, request, notes);
        SamplingWriter.write(body, request.sampling(), notes);
        cap(body);
        request.reasoning()
                .flatMap(wish -> EffortWriter.effort(wish, facts, notes))
                .ifPresent(effort -> body.put("reasoning_effort", effort));
        request.responseFormat().ifPresent(format -> body.put("response_format", format(format)));
        request.user().ifPresent(user -> body.put("user", user(user)));
        Json.Obj own = SharedFields.own(request.extra(), notes);
        body.all(own.without("stream_options"));
        if (request.stream()) {
            body.put("stream", true);
        }
        if (request.stream() && facts.quirks().streamOptions()) {
            body.put("stream_options", streamOptions(own.object("stream_options")));
        }
    }

    /** Models that think refuse the old name; what does not think takes it everywhere, the new one only at some. */
    private void cap(Json.Fields body) {
        String usual = facts.reasoning() == Thinking.NONE ? "max_tokens" : "max_completion_tokens";
        String name = facts.quirks().outputCap().orElse(usual);
        if (request.maxOutput().isEmpty()) {
            return;
        }
        long asked = request.maxOutput().getAsLong();
        long most = facts.maxOutput().orElse(Long.MAX_VALUE);
        if (asked > most) {
            notes.adjusted(name, Long.toString(asked), Long.toString(most), "the model cannot answer with more");
        }
        body.put(name, Math.min(asked, most));
    }

    private static Json.Obj streamOptions(Optional<Json.Obj> own) {
        return own.orElse(Json.object(f -> {})).with("include_usage", Json.bool(true));
    }

    private static Json format(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.AnyJson _ -> Json.object(f -> f.put("type", "json_object"));
            case ResponseFormat.Schema schema ->
                Json.object(f -> f.put("type", "json_schema").put("json_schema", schema(schema)));
        };
    }

    private static Json.Obj schema(ResponseFormat.Schema schema) {
        return Json.object(f -> {
            f.put("name", schema.name().isEmpty() ? "answer" : schema.name());
            f.maybe("description", schema.description().map(Json::text));
            f.put("schema", schema.schema());
            f.maybe("strict", schema.strict().map(Json::bool));
        });
    }

    /** OpenAI refuses long names of users; a digest of a long one is as stable and as opaque. */
    private String user(String user) {
        if (user.length() <= LONGEST_USER) {
            return user;
        }
        notes.adjusted("user", user.length() + " characters", "its SHA-256", "longer than " + LONGEST_USER);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether readable reasoning may stand in a message to this model. */
    static boolean takesReasoning(ModelFacts facts) {
        if (facts.quirks().reasoningField().isPresent()) {
            return true;
        }
        return !facts.quirks().refusedInMessages().contains(ReasoningFields.CONTENT) && facts.takesReadableReasoning();
    }
}
