package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.ReasoningRequest;
import dev.signalbox.wire.model.ReasoningRequest.Mode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads {@code thinkingConfig}. A budget of 0 is off and one of -1 as much as the model finds right; a caller who only wants
 * to see thoughts wants thoughts.
 */
final class ReasoningReader {
    private static final String BUDGET = "thinkingBudget";
    private static final String LEVEL = "thinkingLevel";

    private ReasoningReader() {}

    static Optional<ReasoningRequest> read(Optional<Asked> config) throws Unreadable {
        if (config.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong budget = config.get().maybeWhole(BUDGET);
        Optional<String> level = config.get().maybeWord(LEVEL).map(word -> word.toLowerCase(Locale.ROOT));
        if (budget.isPresent() && level.isPresent()) {
            throw new Unreadable(
                    config.get().path(), BUDGET + " and " + LEVEL + " together (expected: one of them, or neither)");
        }
        if (level.isPresent()) {
            return Optional.of(new ReasoningRequest(Mode.EFFORT, level, OptionalLong.empty()));
        }
        if (budget.isPresent()) {
            return Optional.of(budget(budget.getAsLong(), config.get().where(BUDGET)));
        }
        return config.get().flag("includeThoughts") ? Optional.of(adaptive()) : Optional.empty();
    }

    private static ReasoningRequest budget(long tokens, String path) throws Unreadable {
        if (tokens < -1) {
            throw new Unreadable(path, tokens + " (expected: -1, 0 or a number of tokens)");
        }
        if (tokens == -1) {
            return adaptive();
        }
        return tokens == 0
                ? new ReasoningRequest(Mode.OFF, Optional.empty(), OptionalLong.empty())
                : new ReasoningRequest(Mode.BUDGET, Optional.empty(), OptionalLong.of(tokens));
    }

    private static ReasoningRequest adaptive() {
        return new ReasoningRequest(Mode.ADAPTIVE, Optional.empty(), OptionalLong.empty());
    }

    static boolean isOn(ReasoningRequest request) {
        return request.mode() != Mode.OFF;
    }
}
