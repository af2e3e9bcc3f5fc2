package dev.signalbox.wire.dialect;

import java.util.OptionalLong;

/**
 * What a writer must know of the model that a request goes to.
 *
 * @param id the provider's id of the model
 * @param maxOutput the most tokens that the model can answer with
 * @param defaultOutput the cap to set where the dialect needs one and the caller gave none
 * @param reasoning how the model takes requests to think
 */
public record ModelFacts(String id, OptionalLong maxOutput, long defaultOutput, Thinking reasoning) {
    /** How a model takes requests to think. */
    public enum Thinking {
        /** It does not think: reasoning parameters are dropped. */
        NONE,
        /** By an effort word (OpenAI's reasoning models). */
        EFFORT,
        /** By a budget of tokens (Anthropic up to 4.5 / 4.6). */
        BUDGET,
        /** Only adaptively, bounded by an effort word (newer Anthropic models). */
        ADAPTIVE,
        /** Not known: what the caller's own dialect says is passed, translations use the dialect's most common form. */
        UNKNOWN
    }
}
