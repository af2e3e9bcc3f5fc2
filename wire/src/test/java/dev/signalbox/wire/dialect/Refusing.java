package dev.signalbox.wire.dialect;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import java.util.List;

/** Models that think by effort as OpenAI's do: they refuse to be told how to draw words. */
public final class Refusing {
    /** What OpenAI's reasoning models refuse. */
    public static final RefusedFields OPENAI =
            RefusedFields.of(List.of(RefusedFields.SAMPLING, "max_tokens", RefusedFields.REASONING));

    private Refusing() {}

    /** The same model as OpenAI would have it. */
    public static ModelFacts asOpenAi(ModelFacts facts) {
        return facts.reasoning() == Thinking.EFFORT ? facts.refusing(OPENAI) : facts;
    }
}
