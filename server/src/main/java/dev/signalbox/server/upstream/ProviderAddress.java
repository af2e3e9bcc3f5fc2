package dev.signalbox.server.upstream;

import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.wire.dialect.ProviderDialect;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a request to a provider goes: the dialect's path behind the configured endpoint. At Azure's older, dated API the
 * deployment stands in the path and the version of the API behind it; its newer one is OpenAI's under another prefix.
 */
final class ProviderAddress {
    private ProviderAddress() {}

    static URI of(ProviderSettings provider, ProviderDialect dialect, String upstreamId, boolean stream) {
        String path = dialect.path(upstreamId, stream);
        return switch (provider.dialect()) {
            case OPENAI, OPENAI_RESPONSES, ANTHROPIC, GEMINI -> join(provider.endpoint(), path);
            case AZURE_OPENAI ->
                join(
                        provider.endpoint(),
                        provider.apiVersion()
                                .map(version -> "/openai/deployments/" + encoded(upstreamId) + path + "?api-version="
                                        + encoded(version))
                                .orElse("/openai/v1" + path));
        };
    }

    /** What lies behind the endpoint and is no request for an answer. */
    static URI behind(ProviderSettings provider, String path) {
        return join(provider.endpoint(), path);
    }

    private static URI join(URI endpoint, String path) {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** One segment of a path: what has a meaning in addresses is written as its bytes. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
