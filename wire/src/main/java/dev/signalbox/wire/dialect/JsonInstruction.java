package dev.signalbox.wire.dialect;

/** What tells a model in words to answer in JSON, where its provider has no mode for that without a schema. */
public final class JsonInstruction {
    /** The words; they stand at the end of the system prompt. */
    public static final String TEXT =
            "Answer with one JSON object and nothing else: no words around it, no code fence.";

    /** Why they are there. */
    public static final String REASON = "the provider takes JSON only with a schema";

    private JsonInstruction() {}
}
