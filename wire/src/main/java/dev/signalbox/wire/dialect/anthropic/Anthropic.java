package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.ProviderDialect;

/** The <a href="https://platform.claude.com/docs/en/api/messages">Messages</a> dialect. */
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
