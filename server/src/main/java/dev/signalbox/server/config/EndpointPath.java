package dev.signalbox.server.config;

import dev.signalbox.server.settings.DialectName;
import java.net.URI;

/** Tells, by the path of an endpoint, when a dialect would append its own to the wrong place. */
final class EndpointPath {
    private EndpointPath() {}

    static void check(DialectName dialect, URI endpoint, Spot spot) {
        String path = String.valueOf(endpoint.getPath());
        boolean versioned = path.endsWith("/v1");
        String shown = Shown.quoted(endpoint.toString());
        switch (dialect) {
            case OPENAI, OPENAI_RESPONSES -> {
                if (!versioned) {
                    spot.warning(shown, "an address that ends in /v1 for the dialect " + dialect.word(), "");
                }
            }
            case ANTHROPIC -> {
                if (versioned) {
                    spot.warning(shown, "an address without /v1, which the dialect anthropic appends", "");
                }
            }
            case AZURE_OPENAI -> {
                if (path.contains("/openai")) {
                    spot.warning(shown, "an address without /openai, which the dialect azure-openai appends", "");
                }
            }
            case GEMINI -> gemini(endpoint, shown, spot);
        }
    }

    /** The paths of the dialect begin with {@code /models}; Google's other front ends speak other dialects. */
    private static void gemini(URI endpoint, String shown, Spot spot) {
        String path = String.valueOf(endpoint.getPath());
        if (path.isEmpty() || path.equals("/") || path.contains("/models")) {
            spot.warning(shown, "an address that ends before /models, such as .../v1beta", "");
        } else if (path.endsWith("/openai") || path.endsWith("/openai/")) {
            spot.warning(shown, "dialect: openai, for that is what is spoken there", "");
        }
    }
}
