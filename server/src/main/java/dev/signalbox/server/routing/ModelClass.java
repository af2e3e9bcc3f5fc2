package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.Capability;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The header in which a caller names what its model must be able to do, such as {@code vision-and-reasoning}. */
final class ModelClass {
    /** Either of them; what both name is wanted together. */
    static final List<String> HEADERS = List.of("x-model-class", "x-ms-model-class");

    private static final Pattern BETWEEN = Pattern.compile("-and-|,");
    private static final Map<String, Capability> WORDS = words();
    private static final String KNOWN =
            Arrays.stream(Capability.values()).map(Capability::word).collect(Collectors.joining(", "));

    private ModelClass() {}

    /** @throws Refused if a word is none that is known */
    static Set<Capability> in(Headers headers) {
        Set<Capability> named = EnumSet.noneOf(Capability.class);
        for (String header : HEADERS) {
            headers.first(header).ifPresent(value -> {
                for (String word : BETWEEN.split(value, -1)) {
                    named.add(capability(word.trim(), header));
                }
            });
        }
        return named.isEmpty() ? Set.of() : Collections.unmodifiableSet(named);
    }

    private static Capability capability(String word, String header) {
        Capability known = WORDS.get(word.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new Refused(new Failure.BadRequest(
                    "invalid_request",
                    header + ": " + Failure.shown(word) + " (expected: some of " + KNOWN
                            + ", with -and- or a comma between them)",
                    Optional.of(header)));
        }
        return known;
    }

    private static Map<String, Capability> words() {
        Map<String, Capability> words = new HashMap<>();
        for (Capability capability : Capability.values()) {
            words.put(capability.word(), capability);
        }
        synonyms(words, Capability.IMAGES, "vision", "image");
        synonyms(words, Capability.TOOLS, "tool", "tool-use", "functions", "function-calling");
        synonyms(words, Capability.PARALLEL_TOOLS, "parallel-tool-use", "parallel-functions");
        synonyms(words, Capability.JSON_SCHEMA, "schema", "structured-output", "structured-outputs");
        synonyms(words, Capability.REASONING, "thinking");
        synonyms(words, Capability.DOCUMENTS, "document", "pdf", "files");
        synonyms(words, Capability.PROMPT_CACHE, "caching");
        return Map.copyOf(words);
    }

    private static void synonyms(Map<String, Capability> words, Capability capability, String... others) {
        for (String other : others) {
            words.put(other, capability);
        }
    }
}
