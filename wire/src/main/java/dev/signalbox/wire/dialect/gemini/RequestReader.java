package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ResponseFormat;
import dev.signalbox.wire.model.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request whole. Fields that the canonical model does not know are kept. */
final class RequestReader {
    /** The dialect's schemas need no name, others demand one. */
    private static final String SCHEMA_NAME = "response";

    private static final String CONFIG = "generationConfig";
    private static final String TOOLS = "toolConfig";
    private static final String THINKING = "thinkingConfig";
    private static final String[] THINKING_KNOWN = {"includeThoughts", "thinkingBudget", "thinkingLevel"};
    private static final String[] CONFIG_KNOWN = {
        "temperature",
        "topP",
        "topK",
        "presencePenalty",
        "frequencyPenalty",
        "seed",
        "stopSequences",
        "maxOutputTokens",
        THINKING
    };

    private RequestReader() {}

    static ModelRequest read(Envelope envelope) throws Unreadable {
        Asked request = new Asked("", parse(envelope.body()));
        if (request.has("cachedContent")) {
            throw new Unreadable(
                    "cachedContent",
                    "kept at Google, where this model cannot read it (expected: the contents themselves)");
        }
        Asked config = request.maybeObject(CONFIG).orElse(new Asked(CONFIG, Json.object(f -> {})));
        return new ModelRequest(
                envelope.model(),
                new ConversationReader().read(request),
                ToolReader.tools(request),
                ToolReader.choice(request),
                Optional.empty(),
                sampling(config),
                envelope.maxOutput(),
                ReasoningReader.read(config.maybeObject(THINKING)),
                format(config),
                envelope.stream(),
                Optional.empty(),
                extra(request, config));
    }

    private static Json.Obj parse(byte[] body) throws Unreadable {
        try {
            return JsonCodec.readObject(body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Sampling sampling(Asked config) throws Unreadable {
        List<String> stop = new ArrayList<>();
        for (Json sequence : config.items("stopSequences")) {
            if (!(sequence instanceof Json.Text(String words))) {
                throw Asked.wrong(config.where("stopSequences"), sequence, "strings");
            }
            stop.add(words);
        }
        return new Sampling(
                config.maybeDecimal("temperature"),
                config.maybeDecimal("topP"),
                config.maybeWhole("topK"),
                config.maybeDecimal("presencePenalty"),
                config.maybeDecimal("frequencyPenalty"),
                config.maybeWhole("seed"),
                stop);
    }

    private static Optional<ResponseFormat> format(Asked config) throws Unreadable {
        Optional<Asked> plain = config.maybeObject("responseJsonSchema");
        Optional<Asked> own = config.maybeObject("responseSchema");
        if (isOther(config)) {
            return Optional.empty();
        }
        if (plain.isPresent() || own.isPresent()) {
            Json.Obj schema = plain.map(Asked::object)
                    .orElseGet(() -> SchemaReader.closed(own.orElseThrow().object()));
            return Optional.of(new ResponseFormat.Schema(SCHEMA_NAME, Optional.empty(), schema, Optional.empty()));
        }
        return mimeType(config).equals("application/json")
                ? Optional.of(new ResponseFormat.AnyJson())
                : Optional.empty();
    }

    private static String mimeType(Asked config) throws Unreadable {
        return config.maybeText("responseMimeType").orElse("");
    }

    /** A form that only Google's models answer in, such as a bare word of an enumeration. */
    private static boolean isOther(Asked config) throws Unreadable {
        return switch (mimeType(config)) {
            case "", "text/plain", "application/json" -> false;
            default -> true;
        };
    }

    /** Fields that the canonical model does not hold, also those inside objects of which it holds some. */
    private static Extra extra(Asked request, Asked config) throws Unreadable {
        Json.Obj rest = request.beside("model", "contents", "systemInstruction", "tools", TOOLS, CONFIG);
        Json.Obj tools = ToolReader.rest(request);
        Json.Obj own = config.beside(CONFIG_KNOWN);
        if (!isOther(config)) {
            own = new Asked(CONFIG, own).beside("responseMimeType", "responseSchema", "responseJsonSchema");
        }
        own = withoutDefaults(new Asked(CONFIG, own));
        Optional<Asked> thinking = config.maybeObject(THINKING);
        Json.Obj thoughts = thinking.map(t -> t.beside(THINKING_KNOWN)).orElse(Json.object(f -> {}));
        Json.Obj all = own;
        return Asked.extra(Json.object(f -> {
            f.all(rest);
            each(f, CONFIG, all);
            each(f, CONFIG + "." + THINKING, thoughts);
            tools.fields().forEach((name, value) -> {
                if (value instanceof Json.Obj object && !object.fields().isEmpty()) {
                    each(f, TOOLS + "." + name, object);
                } else {
                    f.put(TOOLS + "." + name, value);
                }
            });
        }));
    }

    /** Each field of an object by its path, so that its loss is told by its own name and weight. */
    private static void each(Json.Fields fields, String path, Json.Obj object) {
        object.fields().forEach((name, value) -> fields.put(path + "." + name, value));
    }

    /** One answer in words is what everybody gives anyway. */
    private static Json.Obj withoutDefaults(Asked config) throws Unreadable {
        boolean one = config.maybeWhole("candidateCount").orElse(1) == 1;
        boolean words = config.items("responseModalities").stream()
                .allMatch(kind -> kind instanceof Json.Text(String word) && word.equalsIgnoreCase("TEXT"));
        return config.beside(one ? "candidateCount" : "", words ? "responseModalities" : "");
    }
}
