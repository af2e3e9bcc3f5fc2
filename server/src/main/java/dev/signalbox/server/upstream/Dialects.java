package dev.signalbox.server.upstream;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;

/** The dialects that providers may be configured with. */
public final class Dialects {
    private static final ProviderDialect OPENAI = OpenAi.provider();
    private static final ProviderDialect RESPONSES = Responses.provider();
    private static final ProviderDialect ANTHROPIC = Anthropic.provider();
    private static final ProviderDialect GEMINI = Gemini.provider();

    private Dialects() {}

    /** The dialect with this configured name. */
    public static ProviderDialect of(DialectName name) {
        return switch (name) {
            case OPENAI, AZURE_OPENAI -> OPENAI;
            case OPENAI_RESPONSES -> RESPONSES;
            case ANTHROPIC -> ANTHROPIC;
            case GEMINI -> GEMINI;
        };
    }
}
