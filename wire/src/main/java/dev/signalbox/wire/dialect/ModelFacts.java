package dev.signalbox.wire.dialect;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a writer must know of the model that a request goes to.
 *
 * @param id the provider's id of the model
 * @param maxOutput the most tokens that the model can answer with
 * @param defaultOutput the cap to set where the dialect needs one and the caller gave none
 * @param reasoning how the model takes requests to think
 * @param scale how effort words and budgets stand for each other at this model
 * @param efforts the effort words that the model takes; empty where they are not known
 * @param refuses what the model refuses of a request although its provider takes it from others
 * @param quirks in what the provider differs from the owner of its dialect
 */
public record ModelFacts(
        String id,
        OptionalLong maxOutput,
        long defaultOutput,
        Thinking reasoning,
        ThinkingScale scale,
        List<String> efforts,
        RefusedFields refuses,
        Quirks quirks) {
    /** Takes a defensive copy. */
    public ModelFacts {
        efforts = List.copyOf(efforts);
    }

    /** A model with the standard scale at a provider without quirks. */
    public ModelFacts(String id, OptionalLong maxOutput, long defaultOutput, Thinking reasoning) {
        this(id, maxOutput, defaultOutput, reasoning, ThinkingScale.standard(), List.of(), Quirks.none());
    }

    /** A model that takes what its provider takes. */
    public ModelFacts(
            String id,
            OptionalLong maxOutput,
            long defaultOutput,
            Thinking reasoning,
            ThinkingScale scale,
            List<String> efforts,
            Quirks quirks) {
        this(id, maxOutput, defaultOutput, reasoning, scale, efforts, RefusedFields.none(), quirks);
    }

    /** The same model, refusing these fields. */
    public ModelFacts refusing(RefusedFields fields) {
        return new ModelFacts(id, maxOutput, defaultOutput, reasoning, scale, efforts, fields, quirks);
    }

    /** Whether readable reasoning may go back to it: some take theirs back encrypted only, and some have none. */
    public boolean takesReadableReasoning() {
        return reasoning != Thinking.NONE && !refuses.has(RefusedFields.REASONING);
    }

    /** How a model takes requests to think. */
    public enum Thinking {
        /** It does not think: reasoning parameters are dropped. */
        NONE,
        /** By an effort word (OpenAI's reasoning models, newer ones of Google, xAI and others). */
        EFFORT,
        /** By a budget of tokens (Anthropic up to 4.5 / 4.6). */
        BUDGET,
        /** Only adaptively, bounded by an effort word (newer Anthropic models). */
        ADAPTIVE,
        /** Not known: what the caller's own dialect says is passed, translations use the dialect's most common form. */
        UNKNOWN
    }
}
