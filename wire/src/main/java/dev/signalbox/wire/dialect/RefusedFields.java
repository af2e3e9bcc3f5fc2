package dev.signalbox.wire.dialect;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a request that one model refuses although its provider takes them from others, by their names in OpenAI's
 * dialects. A fact of its own: of the models that think, some refuse to be told how to draw words and others do not.
 *
 * @param names top-level fields, and {@code reasoning_content} for readable reasoning in messages; each once
 */
public record RefusedFields(List<String> names) {
    /** The word that stands for all that shapes the drawing of words. */
    public static final String SAMPLING = "sampling";

    /** The field of a message that holds readable reasoning. */
    public static final String REASONING = "reasoning_content";

    /** The word for the beginning of an answer as the last message, which newer models of Anthropic refuse. */
    public static final String PREFILL = "prefill";

    private static final List<String> DRAWING = List.of(
            "temperature",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "logit_bias",
            "logprobs",
            "top_logprobs");
    private static final RefusedFields NONE = new RefusedFields(List.of());

    /** Takes a defensive copy. */
    public RefusedFields {
        names = List.copyOf(names);
    }

    /** A model that takes what its provider takes. */
    public static RefusedFields none() {
        return NONE;
    }

    /** Of names, among which {@link #SAMPLING} may be. */
    public static RefusedFields of(Collection<String> words) {
        Set<String> names = new LinkedHashSet<>();
        words.forEach(word -> names.addAll(word.equals(SAMPLING) ? DRAWING : List.of(word)));
        return new RefusedFields(List.copyOf(names));
    }

    public boolean has(String name) {
        return names.contains(name);
    }
}
