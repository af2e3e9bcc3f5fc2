package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Address;
import dev.signalbox.simulator.dialect.Address.Purpose;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Knows which provider answers which path. Paths may have any prefix. */
final class Switchboard {
    private static final String MODELS = "/models/";

    private final Speaker openAi;
    private final Speaker anthropic;
    private final Speaker gemini;
    private final Speaker geminiArray;
    private final Speaker vertex;
    private final Speaker vertexArray;

    Switchboard(Voices voices) {
        openAi = Speaker.of(voices.openAi());
        anthropic = Speaker.of(voices.anthropic());
        gemini = Speaker.of(voices.gemini());
        geminiArray = Speaker.of(voices.geminiArray());
        vertex = Speaker.of(voices.vertex());
        vertexArray = Speaker.of(voices.vertexArray());
    }

    /** Who answers what is posted there. */
    Optional<Place> posted(HttpServerRequest request, String path) {
        if (path.endsWith("/v1/chat/completions")) {
            return Optional.of(new Place(openAi, Address.OF_ANSWERS));
        }
        if (path.endsWith("/v1/messages")) {
            return Optional.of(new Place(anthropic, Address.OF_ANSWERS));
        }
        if (path.endsWith("/v1/messages/count_tokens")) {
            return Optional.of(new Place(anthropic, Address.OF_COUNTS));
        }
        return google(request, path);
    }

    /** Who answers a question for models, or says that there is nothing at a path. */
    Speaker other(HttpServerRequest request, String path) {
        if (path.contains("/v1beta")) {
            return gemini;
        }
        return request.getHeader("anthropic-version") == null ? openAi : anthropic;
    }

    /** Paths that end in {@code /models/MODEL:VERB}. The model may have colons of its own. */
    private Optional<Place> google(HttpServerRequest request, String raw) {
        String path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        int models = path.lastIndexOf(MODELS);
        int verb = path.lastIndexOf(':');
        if (models < 0 || verb < models) {
            return Optional.empty();
        }
        Optional<String> model = Optional.of(path.substring(models + MODELS.length(), verb));
        boolean onVertex = path.contains("/publishers/");
        boolean events = "sse".equals(request.getParam("alt"));
        Speaker whole = onVertex ? vertex : gemini;
        Speaker array = onVertex ? vertexArray : geminiArray;
        return switch (path.substring(verb + 1)) {
            case "generateContent" -> Optional.of(new Place(whole, new Address(model, Purpose.WHOLE)));
            case "streamGenerateContent" ->
                Optional.of(new Place(events ? whole : array, new Address(model, Purpose.STREAM)));
            case "countTokens" -> Optional.of(new Place(whole, new Address(model, Purpose.COUNT)));
            default -> Optional.empty();
        };
    }
}
