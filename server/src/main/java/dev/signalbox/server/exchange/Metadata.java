package dev.signalbox.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.MetadataRule;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words that a request is told with: by its body, by its header fields, by the gateway's configuration and by its
 * caller's, the later before the earlier, and last by where the gateway runs.
 */
public final class Metadata {
    /** The name under which requests say the class of their data. */
    public static final String DATA_CLASS = "data-class";

    /** The names under which requests are told where the gateway runs. */
    public static final String REGION = "gateway-region";

    public static final String ZONE = "gateway-zone";

    /** The later goes before the earlier. */
    private static final List<String> HEADERS = List.of("x-tfy-metadata", "x-signalbox-metadata");

    /** Dialects whose body has a place for it; Anthropic's metadata names the user, and only that. */
    private static final Set<String> IN_BODY = Set.of("openai", "openai-responses");

    /** As long as OpenAI lets it be. */
    private static final int LONGEST_IN_BODY = 512;

    private Metadata() {}

    /** Takes one word of a request. */
    @FunctionalInterface
    public interface Sink {
        /** A word, with its name. */
        void word(String name, String value);
    }

    /**
     * All words of a request, by name.
     *
     * @throws Refused if a header field does not hold metadata (400)
     */
    public static Map<String, String> of(Exchange exchange, Caller caller) {
        Map<String, String> words = new LinkedHashMap<>();
        tell(exchange, caller, words::put);
        return Collections.unmodifiableMap(words);
    }

    /**
     * Tells all words of a request from the weakest place to the strongest, also those that a stronger place says anew.
     *
     * @throws Refused if a header field does not hold metadata (400)
     */
    public static void tell(Exchange exchange, Caller caller, Sink words) {
        if (IN_BODY.contains(exchange.dialect().name())) {
            inBody(exchange, words);
        }
        for (String header : HEADERS) {
            exchange.headers().all(header).forEach(text -> inHeader(header, text, words));
        }
        GatewayPlace place = exchange.settings().server().place();
        place.metadata().forEach(words::word);
        caller.metadata().forEach(words::word);
        place.region().ifPresent(region -> words.word(REGION, region));
        place.zone().ifPresent(zone -> words.word(ZONE, zone));
    }

    /**
     * What is there for the provider is not ours to refuse: what cannot be metadata of ours is none. Only the class of the data
     * is never overlooked, because a request without it may go further.
     */
    private static void inBody(Exchange exchange, Sink words) {
        Optional<Json> metadata = exchange.envelope().fields().value("metadata");
        if (metadata.isPresent() && metadata.get() instanceof Json.Obj(Map<String, Json> fields)) {
            fields.entrySet().stream().limit(MetadataRule.MOST).forEach(field -> {
                if (field.getValue() instanceof Json.Text(String value)
                        && MetadataRule.isName(field.getKey())
                        && value.length() <= LONGEST_IN_BODY) {
                    words.word(field.getKey(), value);
                }
            });
            classInBody(fields, words);
        }
    }

    private static void classInBody(Map<String, Json> fields, Sink words) {
        Json said = fields.get(DATA_CLASS);
        if (said == null) {
            return;
        }
        String where = "metadata." + DATA_CLASS;
        if (!(said instanceof Json.Text(String value))) {
            throw refused(where, "no string", "a string");
        }
        if (value.length() > LONGEST_IN_BODY) {
            throw refused(where, "a string of " + value.length() + " characters", "at most " + LONGEST_IN_BODY);
        }
        words.word(DATA_CLASS, value);
    }

    private static void inHeader(String header, String text, Sink words) {
        Map<String, Json> fields = object(header, text).fields();
        if (fields.size() > MetadataRule.MOST) {
            throw refused(header, fields.size() + " names", "at most " + MetadataRule.MOST);
        }
        fields.forEach((name, value) -> {
            if (!MetadataRule.isName(name)) {
                throw refused(
                        header,
                        "a name of " + name.length() + " characters",
                        "1 to " + MetadataRule.LONGEST_NAME + ", none of them a control character");
            }
            String where = header + "." + Failure.shown(name);
            if (!(value instanceof Json.Text(String word))) {
                throw refused(where, "no string", "a string");
            }
            if (!MetadataRule.isValue(word)) {
                throw refused(
                        where,
                        "a string of " + word.length() + " characters",
                        "at most " + MetadataRule.LONGEST_VALUE + ", none of them a control character");
            }
            words.word(name, word);
        });
    }

    private static Json.Obj object(String header, String text) {
        try {
            return JsonCodec.readObject(text.getBytes(UTF_8));
        } catch (JsonProblem e) {
            throw refused(header, String.valueOf(e.getMessage()), "a JSON object of strings");
        }
    }

    private static Refused refused(String where, String what, String expected) {
        return new Refused(new Failure.BadRequest(
                "invalid_metadata", where + ": " + what + " (expected: " + expected + ")", Optional.empty()));
    }
}
