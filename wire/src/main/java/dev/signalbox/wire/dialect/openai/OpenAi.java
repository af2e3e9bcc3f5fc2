package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;

/**
 * The dialect of OpenAI's chat completions.
 *
 * <p>Reasoning is no part of OpenAI's chat dialect. Callers that are not {@linkplain
 * dev.signalbox.wire.dialect.ReplyStyle#strict() strict} get it in two fields of the assistant's message:
 *
 * <ul>
 *   <li>{@code reasoning_content}: the readable text of all reasoning, joined. In a stream it comes in deltas.
 *   <li>{@code signalbox.reasoning}: only where a provider wants its reasoning back unchanged. A list of {@code
 *       {"index", "text", "signature", "redacted", "provider"}}, one entry for each part, without the fields that a part does
 *       not have. In a stream each entry comes once, whole, as {@code delta.signalbox} when its part is complete, so that
 *       a client which merges deltas by {@code index} (as OpenAI's own do) ends with exactly the message of a whole
 *       answer.
 * </ul>
 *
 * <p>A caller who sends that assistant message back in the next request gives the provider its reasoning with the bytes
 * of the signature unchanged. Besides, an answer or the last chunk may carry {@code signalbox.provider_finish_reason}, the
 * provider's own word, where it is another than {@code finish_reason}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">the API reference</a>
 */
public final class OpenAi {
    static final String FAMILY = "openai";

    private static final CallerDialect CALLER = new OpenAiCaller();
    private static final ProviderDialect PROVIDER = new OpenAiProvider();

    private OpenAi() {}

    /** The dialect as callers speak it. */
    public static CallerDialect caller() {
        return CALLER;
    }

    /** The dialect as providers speak it. */
    public static ProviderDialect provider() {
        return PROVIDER;
    }
}
