package dev.signalbox.server.config;

import dev.signalbox.server.settings.Matching;
import dev.signalbox.server.settings.MetadataRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Kinds of words by which requests are told apart: metadata, zones, classes of data. */
final class Words {
    private static final String NAME = "a name of 1 to " + MetadataRule.LONGEST_NAME + " characters";

    private Words() {}

    /** Names with a text each; left out where there are none. */
    static Kind<Map<String, String>> metadata() {
        Kind<String> value = WordKind.of(
                "text of at most " + MetadataRule.LONGEST_VALUE + " characters",
                word -> Optional.of(word).filter(MetadataRule::isValue),
                Function.identity());
        return maybe(new Named<>(value, MetadataRule::isName, NAME));
    }

    /** The mapping, which is left out where it is empty. */
    static <T> Kind<Map<String, T>> maybe(Kind<Map<String, T>> names) {
        return names.optional()
                .as(
                        found -> found.orElse(Map.of()),
                        map -> map.isEmpty() ? Optional.<Map<String, T>>empty() : Optional.of(map));
    }

    /** Words of which one must be there. */
    static Kind<Matching> matching() {
        return labels().as(Matching::new, Matching::anyOf);
    }

    /** A list of labels, of which there must be one at least. */
    static Kind<List<String>> labels() {
        return ListKind.orOne(WordKind.label());
    }
}
