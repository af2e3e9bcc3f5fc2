package dev.signalbox.cli;

import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import java.util.Locale;

/** The dialects of callers, as options name them. */
enum SpokenDialect {
    CHAT,
    MESSAGES,
    RESPONSES,
    GEMINI;

    CallerDialect dialect() {
        return switch (this) {
            case CHAT -> OpenAi.caller();
            case MESSAGES -> Anthropic.caller();
            case RESPONSES -> Responses.caller();
            case GEMINI -> Gemini.caller();
        };
    }

    /** The word that people write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
