package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ThinkingScale;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request that stays in this dialect: the model's id, a missing cap on output, thinking that the model cannot take as it
 * was asked for, and reasoning of other providers are changed; all other bytes stay. Serves one request.
 */
final class Passage {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String THINKING = "thinking";
    private static final String OUTPUT = "output_config";

    /** How ids of calls begin that other families gave. */
    private static final String CALL_OF_OTHERS = "call_";

    private final Envelope envelope;
    private final ModelFacts facts;
    private final JsonFields fields;
    private final Efforts efforts;
    private final Notes notes = new Notes();
    private final Map<String, Optional<Json>> changes = new LinkedHashMap<>();

    Passage(Envelope envelope, ModelFacts facts) {
        this.envelope = envelope;
        this.facts = facts;
        this.fields = envelope.fields();
        this.efforts = new Efforts(facts);
    }

    Translation.Ready patch() throws Unreadable {
        if (!envelope.model().equals(facts.id())) {
            changes.put("model", Optional.of(Json.text(facts.id())));
        }
        if (envelope.maxOutput().isEmpty()) {
            changes.put(MAX_TOKENS, Optional.of(Json.number(cap())));
        }
        patchThinking();
        patchMessages();
        patchCompany();
        return notes.ready(changes.isEmpty() ? fields.bytes() : fields.patched(changes));
    }

    private long cap() {
        return envelope.maxOutput()
                .orElse(Math.min(facts.defaultOutput(), facts.maxOutput().orElse(Long.MAX_VALUE)));
    }

    private void patchThinking() throws Unreadable {
        Optional<Json.Obj> thinking = object(THINKING);
        String type = thinking.isEmpty() ? "" : Reading.text(thinking.get(), THINKING, "type");
        switch (facts.reasoning()) {
            case NONE -> {
                if (thinking.isPresent()) {
                    remove(type, "the model does not think");
                }
            }
            case ADAPTIVE, EFFORT -> {
                if (type.equals("enabled")) {
                    adapt(thinking.orElseThrow());
                } else if (type.equals("disabled") && efforts.alwaysThinks()) {
                    changes.put(THINKING, Optional.empty());
                    notes.adjust(
                            THINKING, type, Adjustment.ABSENT, "the model takes no word that switches thinking off");
                }
            }
            case BUDGET -> {
                if (type.equals("adaptive")) {
                    enable(thinking.orElseThrow());
                } else if (type.equals("enabled")) {
                    fit(thinking.orElseThrow(), Reading.maybeWhole(thinking.get(), THINKING, "budget_tokens"));
                }
            }
            case UNKNOWN -> {
                if (type.equals("enabled")) {
                    fit(thinking.orElseThrow(), Reading.maybeWhole(thinking.get(), THINKING, "budget_tokens"));
                }
            }
        }
        patchEffort();
    }

    /** The effort word that the model takes for the caller's. */
    private void patchEffort() throws Unreadable {
        Optional<Json.Obj> output = object(OUTPUT);
        Optional<String> effort = output.flatMap(o -> o.text("effort"));
        if (effort.isEmpty() || facts.reasoning() == ModelFacts.Thinking.UNKNOWN) {
            return;
        }
        if (!efforts.takesWords()) {
            dropEffort(
                    facts.reasoning() == ModelFacts.Thinking.NONE
                            ? "the model does not think"
                            : "the model thinks with a budget of tokens");
            return;
        }
        Optional<String> taken = facts.efforts().isEmpty() ? effort : efforts.taken(effort.get());
        if (!taken.equals(effort)) {
            changes.put(OUTPUT, taken.map(word -> output.get().with("effort", Json.text(word))));
            notes.adjust(
                    "output_config.effort",
                    effort.get(),
                    taken.orElse(Adjustment.ABSENT),
                    "the model takes " + String.join(", ", facts.efforts()));
        }
    }

    /**
     * What a model refuses while it thinks, and newer ones always: a tool that is forced switches thinking off, because it is
     * the more definite wish; what shapes the drawing of words goes.
     */
    private void patchCompany() throws Unreadable {
        if (thinks() && forcesTool()) {
            remove("on", ThinkingPlan.TOOL_FORCED);
        }
        if (facts.reasoning() == ModelFacts.Thinking.UNKNOWN || !(thinks() || Sampled.refused(facts))) {
            return;
        }
        for (String name : List.of("temperature", "top_p", "top_k")) {
            Optional<Json> value = fields.value(name).filter(said -> Sampled.drops(name, said, facts));
            value.ifPresent(said -> {
                changes.put(name, Optional.empty());
                notes.adjust(name, Sampled.shown(said), Adjustment.ABSENT, Sampled.reason(facts));
            });
        }
    }

    private boolean thinks() throws Unreadable {
        return object(THINKING)
                .flatMap(o -> o.text("type"))
                .filter(type -> !type.equals("disabled"))
                .isPresent();
    }

    private boolean forcesTool() throws Unreadable {
        return object("tool_choice")
                .flatMap(choice -> choice.text("type"))
                .filter(type -> type.equals("any") || type.equals("tool"))
                .isPresent();
    }

    /** A budget for a model that only thinks adaptively: the effort that stands for it. */
    private void adapt(Json.Obj thinking) throws Unreadable {
        OptionalLong budget = Reading.maybeWhole(thinking, THINKING, "budget_tokens");
        changes.put(
                THINKING,
                Optional.of(thinking.with("type", Json.text("adaptive")).without("budget_tokens")));
        Json.Obj output = object(OUTPUT).orElse(Json.object(f -> {}));
        String effort = output.text("effort")
                .or(() -> efforts.word(budget.orElse(Efforts.DEFAULT_BUDGET)))
                .orElse("medium");
        changes.put(OUTPUT, Optional.of(output.with("effort", Json.text(effort))));
        notes.adjust(
                THINKING,
                "budget " + budget.orElse(Efforts.DEFAULT_BUDGET),
                "adaptive, effort " + effort,
                "the model thinks adaptively, bounded by an effort");
    }

    /** Adaptive thinking for a model that needs a budget: the one that the effort stands for. */
    private void enable(Json.Obj thinking) throws Unreadable {
        Optional<String> effort = object(OUTPUT).flatMap(output -> output.text("effort"));
        long budget = efforts.budget(effort);
        notes.adjust(THINKING, "adaptive", "budget " + budget, "the model thinks with a budget of tokens");
        dropEffort("the effort became a budget");
        fit(thinking.with("type", Json.text("enabled")), OptionalLong.of(budget));
    }

    /** Makes the budget fit; where none was told, the usual one is. */
    private void fit(Json.Obj thinking, OptionalLong told) {
        long budget = told.orElse(Efforts.DEFAULT_BUDGET);
        long cap = cap();
        Optional<ThinkingScale.Fit> fit = ThinkingScale.fit(budget, cap, facts.maxOutput());
        if (fit.isEmpty()) {
            remove("budget " + budget, "the model's output has no room for thinking");
            return;
        }
        Json.Obj fitted = thinking.with("budget_tokens", Json.number(fit.get().budget()));
        if (!fields.value(THINKING).filter(fitted::equals).isPresent()) {
            changes.put(THINKING, Optional.of(fitted));
        }
        if (fit.get().budget() != budget) {
            notes.adjust(
                    "thinking.budget_tokens",
                    Long.toString(budget),
                    Long.toString(fit.get().budget()),
                    "a budget is at least 1024 and less than the whole output");
        }
        if (fit.get().maxOutput() != cap) {
            changes.put(MAX_TOKENS, Optional.of(Json.number(fit.get().maxOutput())));
            if (envelope.maxOutput().isPresent()) {
                notes.adjust(
                        MAX_TOKENS,
                        Long.toString(cap),
                        Long.toString(fit.get().maxOutput()),
                        "the budget for thinking counts as output");
            }
        }
    }

    private void remove(String from, String reason) {
        if (!from.equals("disabled")) {
            notes.adjust(THINKING, from, Adjustment.ABSENT, reason);
        }
        changes.put(THINKING, Optional.empty());
    }

    private void dropEffort(String reason) throws Unreadable {
        Optional<Json.Obj> output = object(OUTPUT);
        Optional<String> effort = output.flatMap(o -> o.text("effort"));
        if (effort.isPresent()) {
            Json.Obj rest = output.orElseThrow().without("effort");
            changes.put(OUTPUT, rest.fields().isEmpty() ? Optional.empty() : Optional.of(rest));
            notes.adjust("output_config.effort", effort.get(), Adjustment.ABSENT, reason);
        }
    }

    /**
     * Takes out what a caller got from another provider through us, and does not ask for thinking in the midst of a tool loop
     * that another model began; nothing is looked at where neither our mark nor another's call is anywhere.
     */
    private void patchMessages() {
        boolean foreign =
                ForeignReasoning.appearsIn(fields.bytes()) || fields.mentionsStart("messages", CALL_OF_OTHERS);
        Optional<Json> messages = foreign ? fields.value("messages") : Optional.empty();
        if (!(messages.orElse(Json.none()) instanceof Json.Arr before)) {
            return;
        }
        Json.Arr after = MarkedBlocks.without(before, notes);
        if (!after.equals(before)) {
            changes.put("messages", Optional.of(after));
        }
        boolean thinks = changes.getOrDefault(THINKING, fields.value(THINKING))
                .filter(t -> t instanceof Json.Obj object
                        && !object.text("type").orElse("").equals("disabled"))
                .isPresent();
        if (thinks && OpenToolLoop.lacksThinking(after.items())) {
            remove("on", "the open tool calls come from a turn without thinking signed by Anthropic");
        }
    }

    private Optional<Json.Obj> object(String name) throws Unreadable {
        Optional<Json> value = changes.containsKey(name) ? changes.get(name) : fields.value(name);
        return value.isEmpty() || value.get() instanceof Json.Null
                ? Optional.empty()
                : Optional.of(Reading.asObject(value.get(), name));
    }
}
