package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;

/**
 * The dialect of OpenAI's Responses API, without state.
 *
 * <p>Nothing is stored for later: a request that continues a stored answer ({@code previous_response_id}, {@code
 * conversation}, an {@code item_reference}, {@code background}) is unreadable, and a provider of this dialect is told {@code
 * store: false} whatever the caller said of it.
 *
 * <p>Reasoning comes as items of type {@code reasoning}. That of another family carries in {@code encrypted_content} what its
 * provider wants back unchanged, behind a mark of ours; {@link ReasoningItems} describes it. A caller who sends the item back,
 * as this dialect demands of callers who store nothing, gives the provider its own bytes.
 *
 * <p>Tools of type {@code custom}, whose input is any text, are told to other families as functions with the one argument
 * {@code input}; a call of one comes back as a {@code custom_tool_call}. Tools inside a {@code namespace} are told beside the
 * others under both names, joined by two underscores.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">the API reference</a>
 */
public final class Responses {
    static final String FAMILY = "openai-responses";

    private static final CallerDialect CALLER = new ResponsesCaller();
    private static final ProviderDialect PROVIDER = new ResponsesProvider();

    private Responses() {}

    /** The dialect as callers speak it. */
    public static CallerDialect caller() {
        return CALLER;
    }

    /** The dialect as providers speak it. */
    public static ProviderDialect provider() {
        return PROVIDER;
    }
}
