package dev.signalbox.server.upstream;

import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.TargetShaping;
import java.util.Optional;

/**
 * The header fields of a request to a provider: its credential, what the dialect demands, what the operator configured. Of
 * the caller's fields only those pass that mean something to this dialect; a credential of the caller's never does.
 */
final class ProviderHeaders {
    /** The one version of the Messages API; callers may send any, what they get is this. */
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private ProviderHeaders() {}

    static Headers of(
            ProviderSettings provider,
            boolean stream,
            boolean sameDialect,
            Headers callers,
            Optional<String> traceparent) {
        Headers.Builder fields = Headers.builder();
        fields.add("content-type", "application/json");
        fields.add("accept", stream ? "text/event-stream" : "application/json");
        fields.add("user-agent", "signalbox");
        provider.key()
                .ifPresent(key ->
                        fields.add(provider.auth().header(), provider.auth().value(key)));
        switch (provider.dialect()) {
            case OPENAI, OPENAI_RESPONSES, AZURE_OPENAI, GEMINI -> {
                // The credential is all that it wants.
            }
            case ANTHROPIC -> {
                fields.add("anthropic-version", ANTHROPIC_VERSION);
                if (sameDialect) {
                    callers.all("anthropic-beta").forEach(beta -> fields.add("anthropic-beta", beta));
                }
            }
        }
        traceparent.ifPresent(parent -> fields.add("traceparent", parent));
        provider.headers().forEach((name, value) -> {
            fields.remove(name);
            fields.add(name, value.reveal());
        });
        return fields.build();
    }

    /** The fields with what a target sets and takes away. */
    static Headers shaped(Headers fields, TargetShaping shaping) {
        if (shaping.set().isEmpty() && shaping.remove().isEmpty()) {
            return fields;
        }
        Headers.Builder shaped = fields.toBuilder();
        shaping.remove().forEach(shaped::remove);
        shaping.set().forEach((name, value) -> {
            shaped.remove(name);
            shaped.add(name, value.reveal());
        });
        return shaped.build();
    }

    /** Where a provider of this dialect tells its own id of a request. */
    static Optional<String> requestId(DialectName dialect, Headers headers) {
        return switch (dialect) {
            case OPENAI, OPENAI_RESPONSES -> headers.first("x-request-id").or(() -> headers.first("apim-request-id"));
            case AZURE_OPENAI -> headers.first("apim-request-id").or(() -> headers.first("x-request-id"));
            case ANTHROPIC -> headers.first("request-id").or(() -> headers.first("x-request-id"));
            case GEMINI -> headers.first("x-request-id"); // Google's own is the responseId of the answer
        };
    }
}
