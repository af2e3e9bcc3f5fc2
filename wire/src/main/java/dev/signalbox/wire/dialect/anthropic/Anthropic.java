package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;

/**
 * Anthropic's Messages dialect.
 *
 * <p>Where another dialect says what this one has no place for, callers get it in a form of ours:
 *
 * <ul>
 *   <li>Reasoning that Anthropic did not sign is a {@code thinking} (or {@code redacted_thinking}) block whose signature (or
 *       data) is {@code signalbox.unsigned.FAMILY} or {@code signalbox.FAMILY.SIGNATURE}. A caller who sends the block
 *       back gives that family its reasoning with the bytes of the signature unchanged; Anthropic never sees it.
 *   <li>Arguments of a tool that are no JSON object are {@code {"_raw": "..."}}; they are unwrapped when they come back. In
 *       a stream, arguments that begin as an object are passed on as they come, even if they never become one.
 *   <li>{@code signalbox.provider_finish_reason} is the provider's own word where it is another than {@code stop_reason};
 *       strict callers do not get it.
 *   <li>Errors also tell {@code code}, {@code param}, {@code source}, {@code provider} and {@code provider_request_id}.
 * </ul>
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">the API reference</a>
 */
public final class Anthropic {
    /** The family's name. */
    public static final String NAME = "anthropic";

    private Anthropic() {}

    /** The dialect as callers speak it. */
    public static CallerDialect caller() {
        return new AnthropicCaller();
    }

    /** The dialect as providers speak it. */
    public static ProviderDialect provider() {
        return new AnthropicProvider();
    }
}
