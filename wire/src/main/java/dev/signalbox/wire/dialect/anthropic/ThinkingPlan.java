package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.ReasoningRequest;
import java.util.Optional;

/**
 * How much a request of another dialect makes the model think, and the cap on output that leaves room for it.
 *
 * @param thinking the value of {@code thinking}; absent where the model does not think
 * @param effort the value of {@code output_config.effort}
 * @param maxOutput the value of {@code max_tokens}
 */
record ThinkingPlan(Optional<Json.Obj> thinking, Optional<String> effort, long maxOutput) {
    static final String TOOL_FORCED = "thinking cannot be on while a tool is forced";

    private static final String FIELD = "reasoning";

    boolean thinks() {
        return thinking.isPresent();
    }

    /** @param obstacle why thinking cannot be on in this conversation */
    static ThinkingPlan of(ModelRequest request, ModelFacts facts, Optional<String> obstacle, Notes notes) {
        long cap = cap(request, facts, notes);
        ThinkingPlan silent = new ThinkingPlan(Optional.empty(), Optional.empty(), cap);
        Optional<ReasoningRequest> wanted = request.reasoning().filter(reasoning -> !isOff(reasoning));
        if (wanted.isEmpty()) {
            return silent;
        }
        String asked = words(wanted.get());
        if (facts.reasoning() == ModelFacts.Thinking.NONE) {
            notes.adjust(FIELD, asked, Adjustment.ABSENT, "the model does not think");
            return silent;
        }
        if (obstacle.isPresent()) {
            notes.adjust(FIELD, asked, Adjustment.ABSENT, obstacle.get());
            return silent;
        }
        return switch (facts.reasoning()) {
            case ADAPTIVE, EFFORT -> adaptive(wanted.get(), asked, new Efforts(facts), cap, notes);
            case BUDGET, UNKNOWN, NONE -> budget(request, wanted.get(), asked, facts, cap, notes);
        };
    }

    private static boolean isOff(ReasoningRequest reasoning) {
        boolean offByWord = reasoning.mode() == ReasoningRequest.Mode.EFFORT
                && reasoning.effort().filter(ThinkingScale.OFF::equals).isPresent();
        return offByWord || reasoning.mode() == ReasoningRequest.Mode.OFF;
    }

    private static String words(ReasoningRequest reasoning) {
        if (reasoning.mode() == ReasoningRequest.Mode.BUDGET
                && reasoning.budget().isPresent()) {
            return "budget " + reasoning.budget().getAsLong();
        }
        return reasoning.effort().map(effort -> "effort " + effort).orElse("adaptive");
    }

    private static long cap(ModelRequest request, ModelFacts facts, Notes notes) {
        long most = facts.maxOutput().orElse(Long.MAX_VALUE);
        if (request.maxOutput().isEmpty()) {
            return Math.min(facts.defaultOutput(), most);
        }
        long asked = request.maxOutput().getAsLong();
        if (asked > most) {
            notes.adjust(
                    "max_tokens", Long.toString(asked), Long.toString(most), "the most that the model answers with");
        }
        return Math.min(asked, most);
    }

    private static ThinkingPlan adaptive(
            ReasoningRequest wanted, String asked, Efforts efforts, long cap, Notes notes) {
        Optional<String> effort = wanted.effort().isPresent() || wanted.budget().isEmpty()
                ? wanted.effort().flatMap(efforts::taken)
                : efforts.word(wanted.budget().getAsLong());
        if (effort.isPresent() && !asked.equals("effort " + effort.get())) {
            notes.adjust(FIELD, asked, "effort " + effort.get(), "the model thinks adaptively, bounded by an effort");
        }
        return new ThinkingPlan(Optional.of(Json.object(f -> f.put("type", "adaptive"))), effort, cap);
    }

    private static ThinkingPlan budget(
            ModelRequest request, ReasoningRequest wanted, String asked, ModelFacts facts, long cap, Notes notes) {
        long tokens = wanted.budget().orElseGet(() -> new Efforts(facts).budget(wanted.effort()));
        Optional<ThinkingScale.Fit> fit = ThinkingScale.fit(tokens, cap, facts.maxOutput());
        if (fit.isEmpty()) {
            notes.adjust(FIELD, asked, Adjustment.ABSENT, "the model's output has no room for thinking");
            return new ThinkingPlan(Optional.empty(), Optional.empty(), cap);
        }
        long budget = fit.get().budget();
        if (wanted.mode() != ReasoningRequest.Mode.BUDGET || budget != tokens) {
            notes.adjust(FIELD, asked, "budget " + budget, "the model thinks with a budget of tokens");
        }
        if (request.maxOutput().isPresent() && fit.get().maxOutput() != cap) {
            notes.adjust(
                    "max_tokens",
                    Long.toString(cap),
                    Long.toString(fit.get().maxOutput()),
                    "the budget for thinking counts as output");
        }
        return new ThinkingPlan(
                Optional.of(Json.object(f -> f.put("type", "enabled").put("budget_tokens", budget))),
                Optional.empty(),
                fit.get().maxOutput());
    }
}
