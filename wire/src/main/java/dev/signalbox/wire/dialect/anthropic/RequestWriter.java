package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.JsonInstruction;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a canonical request for a provider of this dialect. Serves one request. */
final class RequestWriter {
    private static final Json.Obj NOTHING = Json.object(f -> {});

    private final ModelRequest request;
    private final ModelFacts facts;
    private final Notes notes = new Notes();

    RequestWriter(ModelRequest request, ModelFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    Translation.Ready write() {
        boolean thinks = facts.reasoning() != ModelFacts.Thinking.NONE;
        Conversation conversation = new Conversation(request.messages(), new BlockWriter(notes, thinks), notes);
        List<Json> messages = conversation.messages();
        ThinkingPlan plan = ThinkingPlan.of(request, facts, obstacle(conversation, messages), notes);
        Json.Obj extra = notes.own(request.extra(), "");
        Json.Obj sampling = new SamplingWriter(request.sampling(), plan.thinks(), facts, notes).write();
        Json.Obj tools = new ToolWriter(request, notes).write();
        Json.Obj output = outputConfig(plan, extra);
        Json.Obj metadata = metadata(extra);
        Json.Obj body = Json.object(f -> {
            f.put("model", facts.id());
            f.put("max_tokens", plan.maxOutput());
            f.all(extra.without("thinking", "output_config", "metadata"));
            f.maybe("thinking", plan.thinking().map(thinking -> merged(thinking, extra, "thinking")));
            if (!output.fields().isEmpty()) {
                f.put("output_config", output);
            }
            if (!metadata.fields().isEmpty()) {
                f.put("metadata", metadata);
            }
            f.all(sampling);
            f.all(tools);
            List<Json.Obj> system = system(conversation);
            if (!system.isEmpty()) {
                f.put("system", Json.array(system));
            }
            f.put("messages", Json.array(messages));
            if (request.stream()) {
                f.put("stream", true);
            }
        });
        return notes.ready(JsonCodec.write(body));
    }

    /** Why thinking cannot be on in this conversation. */
    private Optional<String> obstacle(Conversation conversation, List<Json> messages) {
        if (ToolWriter.forces(request)) {
            return Optional.of(ThinkingPlan.TOOL_FORCED);
        }
        if (OpenToolLoop.lacksThinking(messages)) {
            return Optional.of("the open tool calls come from a turn without thinking signed by Anthropic");
        }
        return conversation.isPrefilled()
                ? Optional.of("thinking cannot be on while the beginning of the answer is given")
                : Optional.empty();
    }

    private Json.Obj outputConfig(ThinkingPlan plan, Json.Obj extra) {
        Optional<Json.Obj> format = request.responseFormat().flatMap(this::format);
        Json.Obj config = Json.object(
                f -> f.maybe("effort", plan.effort().map(Json::text)).maybe("format", format));
        return merged(config, extra, "output_config");
    }

    private Optional<Json.Obj> format(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Schema schema ->
                Optional.of(Json.object(f -> f.put("type", "json_schema").put("schema", closed(schema.schema()))));
            case ResponseFormat.AnyJson _ -> Optional.empty();
        };
    }

    private Json.Obj closed(Json.Obj schema) {
        Json.Obj closed = ClosedSchema.of(schema);
        if (!closed.equals(schema)) {
            notes.adjust(
                    "response_format.schema",
                    "open objects",
                    "additionalProperties: false",
                    "the provider takes only objects that hold nothing but what is listed");
        }
        return closed;
    }

    /** The system prompt; JSON without a schema is asked for in words. */
    private List<Json.Obj> system(Conversation conversation) {
        List<Json.Obj> system = new ArrayList<>(conversation.system());
        if (request.responseFormat().orElse(null) instanceof ResponseFormat.AnyJson) {
            system.add(Json.object(f -> f.put("type", "text").put("text", JsonInstruction.TEXT)));
            notes.adjust("response_format", "json_object", "an instruction", JsonInstruction.REASON);
        }
        return system;
    }

    private Json.Obj metadata(Json.Obj extra) {
        Json.Obj user = Json.object(f -> f.maybe("user_id", request.user().map(Json::text)));
        return merged(user, extra, "metadata");
    }

    private static Json.Obj merged(Json.Obj object, Json.Obj extra, String name) {
        return Json.object(f -> f.all(object).all(extra.object(name).orElse(NOTHING)));
    }
}
