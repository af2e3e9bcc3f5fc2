package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;

/**
 * Google's {@code generateContent} dialect.
 *
 * <p>Callers of other providers' models get these in a form of ours:
 *
 * <ul>
 *   <li>Reasoning is a part with {@code thought} for callers who ask for it with {@code includeThoughts}. Asked or not, all
 *       that its provider wants back travels in the {@code thoughtSignature} of the part behind it, which a caller gives back
 *       as every signature of Google's; {@link Carried} has the form.
 *   <li>Arguments of a tool that are no JSON object are {@code {"_raw": "..."}}; they are unwrapped when they come back.
 *   <li>A refusal is words of the model, and the {@code finishReason} is {@code SAFETY}.
 *   <li>{@code finishMessage} is the provider's own word where it is another than {@code finishReason}; strict callers do not
 *       get it.
 *   <li>Errors tell our code, {@code source}, {@code provider} and {@code providerRequestId} in an {@code ErrorInfo}.
 * </ul>
 *
 * <p>Google's models sign single parts of their answers and want the signatures back on the same parts. Callers of other
 * dialects get a signature as that of a piece of reasoning, together with a word for the part that it belongs to; {@link
 * Signatures} has the form. Newer models refuse a call without one in the history; where it never existed, or a caller dropped
 * it, the value that Google documents for that case stands instead.
 *
 * <p>Schemas of tools go as plain JSON Schema ({@code parametersJsonSchema}), and in the older subset ({@code parameters})
 * only to providers whose {@linkplain dev.signalbox.wire.dialect.Quirks#refused() quirks} refuse that; likewise {@code
 * responseJsonSchema} and {@code responseSchema}.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">the API reference</a>
 */
public final class Gemini {
    /** The family's name. */
    public static final String NAME = "gemini";

    private Gemini() {}

    /** The dialect as callers speak it. */
    public static CallerDialect caller() {
        return new GeminiCaller();
    }

    /** The dialect as providers speak it. */
    public static ProviderDialect provider() {
        return new GeminiProvider();
    }
}
