package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Address;
import dev.signalbox.simulator.dialect.Address.Purpose;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which provider answers which path. Paths may have any prefix. */
final class Switchboard {
    private static final String MODELS = "/models/";
    private static final Pattern VENDOR = Pattern.compile("/vendor/([a-z]+)/");
    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/([^/]+)/chat/completions$");

    private final Speaker openAi;
    private final Speaker responses;
    private final Speaker anthropic;
    private final Speaker gemini;
    private final Speaker geminiArray;
    private final Speaker vertex;
    private final Speaker vertexArray;
    private final Speaker googleOpenAi;
    private final Speaker azure;
    private final Speaker azureDated;
    private final Speaker foundry;
    private final Map<String, Speaker> vendors = new HashMap<>();

    Switchboard(Voices voices) {
        openAi = Speaker.of(voices.openAi());
        responses = Speaker.of(voices.responses());
        anthropic = Speaker.of(voices.anthropic());
        gemini = Speaker.of(voices.gemini());
        geminiArray = Speaker.of(voices.geminiArray());
        vertex = Speaker.of(voices.vertex());
        vertexArray = Speaker.of(voices.vertexArray());
        googleOpenAi = Speaker.of(voices.googleOpenAi());
        azure = Speaker.of(voices.azure());
        azureDated = Speaker.of(voices.azureDated());
        foundry = Speaker.of(voices.foundry());
        voices.vendors().forEach((name, vendor) -> vendors.put(name, Speaker.of(vendor)));
    }

    /** Who answers what is posted there. */
    Optional<Place> posted(HttpServerRequest request, String path) {
        if (path.endsWith("/chat/completions")) {
            return chat(path);
        }
        if (path.endsWith("/v1/responses")) {
            return Optional.of(new Place(responses, Address.OF_ANSWERS));
        }
        if (path.endsWith("/v1/messages")) {
            return Optional.of(new Place(messages(path), Address.OF_ANSWERS));
        }
        if (path.endsWith("/v1/messages/count_tokens")) {
            return Optional.of(new Place(messages(path), Address.OF_COUNTS));
        }
        return google(request, path);
    }

    private Optional<Place> chat(String path) {
        Matcher vendor = VENDOR.matcher(path);
        if (vendor.find()) {
            return Optional.ofNullable(vendors.get(vendor.group(1))).map(house -> new Place(house, Address.OF_ANSWERS));
        }
        Matcher deployment = DEPLOYMENT.matcher(path);
        if (deployment.find()) {
            Optional<String> model = Optional.of(decoded(deployment.group(1)));
            return Optional.of(new Place(azureDated, new Address(model, Purpose.ANSWER)));
        }
        if (path.endsWith("/openai/v1/chat/completions")) {
            return Optional.of(new Place(azure, Address.OF_ANSWERS));
        }
        if (path.endsWith("/v1beta/openai/chat/completions")) {
            return Optional.of(new Place(googleOpenAi, Address.OF_ANSWERS));
        }
        return path.endsWith("/v1/chat/completions")
                ? Optional.of(new Place(openAi, Address.OF_ANSWERS))
                : Optional.empty();
    }

    private Speaker messages(String path) {
        return path.contains("/anthropic/v1/messages") ? foundry : anthropic;
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
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
        String path = decoded(raw);
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
