package dev.signalbox.server.config;

import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value that is written as one word.
 *
 * @param parse nothing for a word that is none of this kind
 * @param advice a suggestion for a word that was refused; may be empty
 */
record WordKind<T>(
        String words, Function<String, Optional<T>> parse, Function<T, String> print, Function<String, String> advice)
        implements Kind<T> {

    static final String UNAVAILABLE = "not available in this version";

    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}]{1,256}");

    static <T> WordKind<T> of(String words, Function<String, Optional<T>> parse, Function<T, String> print) {
        return new WordKind<>(words, parse, print, _ -> "");
    }

    static Kind<String> label() {
        return matching("text", LABEL);
    }

    static Kind<String> name() {
        return of("a name without spaces", word -> Optional.of(word).filter(NamePattern::isValid), Function.identity());
    }

    static Kind<String> matching(String words, Pattern pattern) {
        return of(
                words, word -> Optional.of(word).filter(w -> pattern.matcher(w).matches()), Function.identity());
    }

    static Kind<Boolean> trueOrFalse() {
        return of(
                "true or false",
                word -> switch (word) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                String::valueOf);
    }

    /** @param advice what to say to words that are none, but that somebody may well write */
    static <E extends Enum<E> & Word> Kind<E> oneOf(Class<E> type, Map<String, String> advice) {
        List<E> values = List.of(type.getEnumConstants());
        List<String> names = values.stream().map(Word::word).toList();
        return new WordKind<>(
                Problem.CHOICES + String.join(", ", names),
                word -> values.stream().filter(v -> v.word().equals(word)).findFirst(),
                Word::word,
                word -> advice.getOrDefault(word, Nearest.phrase(word, names)));
    }

    /** Advice for words that are known but that this version cannot serve. */
    static Map<String, String> unavailable(String... words) {
        return Arrays.stream(words).collect(Collectors.toMap(Function.identity(), _ -> UNAVAILABLE));
    }

    @Override
    public Optional<T> read(Spot spot) {
        Optional<String> word = spot.word(words);
        Optional<T> value = word.flatMap(parse);
        if (value.isEmpty() && word.isPresent()) {
            boolean variable = word.get().contains("${");
            String suggestion = variable ? "variables are read in key and headers only" : advice.apply(word.get());
            spot.error(Shown.quoted(word.get()), words, suggestion);
        }
        return value;
    }

    @Override
    public Optional<Tree> write(T value) {
        return Optional.of(new Tree.Scalar(print.apply(value)));
    }
}
