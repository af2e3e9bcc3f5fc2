package dev.signalbox.wire.dialect.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Needs;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.Role;
import dev.signalbox.wire.model.Sampling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a simple call says. Thinking counts as output at most providers, so its budget is added to the cap of the answer.
 *
 * @param system instructions before the prompt
 * @param maxTokens of the answer without thinking
 * @param thinkingBudget absent where the model shall not think
 */
record Options(
        String prompt,
        Optional<String> system,
        long maxTokens,
        OptionalLong thinkingBudget,
        Optional<BigDecimal> temperature,
        Optional<BigDecimal> topP) {
    private static final long USUAL_TOKENS = 4_000;
    private static final long USUAL_BUDGET = 10_000;
    private static final long MOST = 10_000_000;
    private static final List<String> KNOWN = List.of(
            "prompt", "system", "model", "maxTokens", "temperature", "topP", "enableThinking", "thinkingBudget");

    /** @param fallback the model of a request that names none */
    static Envelope open(byte[] body, Optional<String> fallback) throws Unreadable {
        JsonFields fields;
        try {
            fields = JsonFields.of(body);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        for (String name : fields.names()) {
            if (!KNOWN.contains(name)) {
                throw new Unreadable(name, "unknown field (expected one of: " + String.join(", ", KNOWN) + ")");
            }
        }
        Options options = of(fields);
        String model = text(fields, "model")
                .or(() -> fallback)
                .orElseThrow(() -> new Unreadable(
                        "model", "missing (expected: the name of a model or route; /v1/models lists them)"));
        long bytes = bytes(options.prompt) + options.system.map(Options::bytes).orElse(0L);
        return new Envelope(
                model,
                false,
                true,
                OptionalLong.of(options.maxOutput()),
                1,
                bytes,
                0,
                false,
                false,
                options.thinkingBudget.isPresent(),
                Needs.NOTHING,
                fields);
    }

    static Options of(Envelope envelope) throws Unreadable {
        return of(envelope.fields());
    }

    private static Options of(JsonFields fields) throws Unreadable {
        String prompt = text(fields, "prompt")
                .orElseThrow(() -> new Unreadable("prompt", "missing (expected: a text that is not empty)"));
        boolean thinks = bool(fields, "enableThinking");
        OptionalLong budget = whole(fields, "thinkingBudget");
        if (budget.isPresent() && !thinks) {
            throw new Unreadable("thinkingBudget", budget.getAsLong() + " (expected: enableThinking beside it)");
        }
        return new Options(
                prompt,
                text(fields, "system"),
                whole(fields, "maxTokens").orElse(USUAL_TOKENS),
                thinks ? OptionalLong.of(budget.orElse(USUAL_BUDGET)) : OptionalLong.empty(),
                decimal(fields, "temperature", BigDecimal.TWO),
                decimal(fields, "topP", BigDecimal.ONE));
    }

    ModelRequest request(String model) {
        List<Message> messages = new ArrayList<>();
        system.ifPresent(words -> messages.add(Message.of(Role.SYSTEM, new Content.Text(words))));
        messages.add(Message.of(Role.USER, new Content.Text(prompt)));
        return new ModelRequest(
                model,
                messages,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Sampling(
                        temperature,
                        topP,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        List.of()),
                OptionalLong.of(maxOutput()),
                thinkingBudget.isPresent()
                        ? Optional.of(
                                new ReasoningRequest(ReasoningRequest.Mode.BUDGET, Optional.empty(), thinkingBudget))
                        : Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Extra.none());
    }

    private long maxOutput() {
        return maxTokens + thinkingBudget.orElse(0);
    }

    private static long bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static Optional<String> text(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = fields.value(name).filter(json -> !(json instanceof Json.Null));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Json.Text(String text) && !text.isBlank()) {
            return Optional.of(text);
        }
        throw new Unreadable(name, "empty or no string (expected: a text that is not empty)");
    }

    private static boolean bool(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = fields.value(name).filter(json -> !(json instanceof Json.Null));
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof Json.Bool(boolean on)) {
            return on;
        }
        throw new Unreadable(name, "no boolean (expected: true or false)");
    }

    private static OptionalLong whole(JsonFields fields, String name) throws Unreadable {
        Optional<Json> value = fields.value(name).filter(json -> !(json instanceof Json.Null));
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = value.get() instanceof Json.Num given ? given.whole() : OptionalLong.empty();
        if (number.isEmpty() || number.getAsLong() < 1 || number.getAsLong() > MOST) {
            throw new Unreadable(name, "no whole number of tokens (expected: 1 to " + MOST + ")");
        }
        return number;
    }

    private static Optional<BigDecimal> decimal(JsonFields fields, String name, BigDecimal most) throws Unreadable {
        Optional<Json> value = fields.value(name).filter(json -> !(json instanceof Json.Null));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = value.get() instanceof Json.Num given ? given.exact() : Optional.empty();
        if (number.isEmpty() || number.get().signum() < 0 || number.get().compareTo(most) > 0) {
            throw new Unreadable(name, "no such number (expected: 0 to " + most + ")");
        }
        return number;
    }
}
