package dev.signalbox.server.vendors;

import dev.signalbox.server.settings.PrefillStyle;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.wire.dialect.ToolIds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The quirks as the table writes them. */
final class QuirkWords {
    private static final Set<String> KNOWN = Set.of(
            "output-cap",
            "refused",
            "refused-in-messages",
            "renamed",
            "most-temperature",
            "stream-options",
            "json-schema",
            "developer-role",
            "image-addresses",
            "reasoning-field",
            "thought-signatures",
            "tool-ids",
            "strict-tools",
            "tool-choices",
            "prefill");

    private QuirkWords() {}

    static Set<String> known() {
        return KNOWN;
    }

    /**
     * The quirks among these facts.
     *
     * @throws IllegalArgumentException if a value is none of its quirk
     */
    static QuirkSettings read(Map<String, String> facts) {
        return new QuirkSettings(
                value(facts, "output-cap", Function.identity()),
                value(facts, "refused", QuirkWords::names),
                value(facts, "refused-in-messages", QuirkWords::names),
                value(facts, "renamed", QuirkWords::pairs),
                value(facts, "most-temperature", BigDecimal::new),
                value(facts, "stream-options", QuirkWords::bool),
                value(facts, "json-schema", QuirkWords::bool),
                value(facts, "developer-role", QuirkWords::bool),
                value(facts, "image-addresses", QuirkWords::bool),
                value(facts, "reasoning-field", Function.identity()),
                value(facts, "thought-signatures", QuirkWords::bool),
                value(facts, "tool-ids", QuirkWords::pattern),
                value(facts, "strict-tools", QuirkWords::bool),
                value(facts, "tool-choices", QuirkWords::names),
                value(facts, "prefill", QuirkWords::prefill));
    }

    private static <T> Optional<T> value(Map<String, String> facts, String word, Function<String, T> reading) {
        return Optional.ofNullable(facts.get(word)).map(reading);
    }

    private static Set<String> names(String written) {
        return Set.copyOf(VendorTable.words(written));
    }

    private static Map<String, String> pairs(String written) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : VendorTable.words(written)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2 || sides[0].isEmpty() || sides[1].isEmpty()) {
                throw new IllegalArgumentException(pair + " (expected: NAME=NAME)");
            }
            pairs.put(sides[0], sides[1]);
        }
        return pairs;
    }

    private static boolean bool(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(written + " (expected: true or false)");
        };
    }

    private static PrefillStyle prefill(String written) {
        return Arrays.stream(PrefillStyle.values())
                .filter(style -> style.word().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(written + " (expected: a way to begin an answer)"));
    }

    private static String pattern(String written) {
        return new ToolIds(Pattern.compile(written)).allowed().pattern();
    }
}
