package dev.signalbox.server.edge;

import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.wire.dialect.CallerDialect;

/** Tells which dialect a caller speaks where the path alone does not say it. */
record CallerDialects(CallerDialect openAi, CallerDialect anthropic) {
    /** Anthropic's clients always send their version; and their one path speaks for itself. */
    static boolean isAnthropic(HttpRequest request) {
        return request.path().startsWith("/v1/messages") || request.headers().contains("anthropic-version");
    }

    CallerDialect of(HttpRequest request) {
        return isAnthropic(request) ? anthropic : openAi;
    }
}
