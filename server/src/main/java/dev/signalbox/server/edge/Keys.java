package dev.signalbox.server.edge;

import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.settings.KeyDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that a caller presents, and takes every credential out of what goes further. */
final class Keys {
    private static final List<String> KEY_HEADERS =
            List.of("x-api-key", "api-key", "x-goog-api-key", "ocp-apim-subscription-key");
    private static final String BEARER = "bearer ";

    private Keys() {}

    /**
     * The digest of the key: from {@code Authorization: Bearer}, a key header, or {@code subscription-key} or Google's {@code
     * key} in the query.
     */
    static Optional<KeyDigest> presented(HttpRequest request) {
        Optional<String> key = request.headers()
                .first("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).trim());
        for (String name : KEY_HEADERS) {
            key = key.filter(text -> !text.isEmpty()).or(() -> request.headers().first(name));
        }
        return key.filter(text -> !text.isEmpty())
                .or(() -> request.query("subscription-key"))
                .or(() -> request.query("key"))
                .filter(text -> !text.isEmpty())
                .map(KeyDigest::of);
    }

    /** The header fields without anything secret. */
    static Headers withoutCredentials(Headers headers) {
        Headers.Builder rest =
                headers.toBuilder().remove("authorization").remove("cookie").remove("proxy-authorization");
        KEY_HEADERS.forEach(rest::remove);
        return rest.build();
    }
}
