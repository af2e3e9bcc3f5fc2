package dev.signalbox.server.edge;

import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.wire.dialect.CallerDialect;

/** Tells which dialect a caller speaks where the path alone does not say it. */
record CallerDialects(
        CallerDialect openAi,
        CallerDialect responses,
        CallerDialect anthropic,
        CallerDialect gemini,
        CallerDialect process) {
    private static final String MODELS = "/v1/models";

    /** Anthropic's clients always send their version; and their one path speaks for itself. */
    static boolean isAnthropic(HttpRequest request) {
        return request.path().startsWith("/v1/messages") || request.headers().contains("anthropic-version");
    }

    /**
     * Google's version of the path, or a method behind the name of a model, speaks for itself; the list of models, which
     * others have too, is Google's for those of its clients, which always tell what they are.
     */
    static boolean isGemini(HttpRequest request) {
        String path = request.path();
        boolean models = path.startsWith(MODELS);
        return path.startsWith("/v1beta/")
                || (models && (path.endsWith("enerateContent") || path.endsWith(":countTokens")))
                || (models && request.headers().contains("x-goog-api-client"));
    }

    CallerDialect of(HttpRequest request) {
        if (isGemini(request)) {
            return gemini;
        }
        if (request.path().endsWith("/v1/responses")) {
            return responses;
        }
        if (request.path().equals("/v1/process")) {
            return process;
        }
        return isAnthropic(request) ? anthropic : openAi;
    }
}
