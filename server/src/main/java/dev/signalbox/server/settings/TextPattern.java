package dev.signalbox.server.settings;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * A regular expression that is searched for in text, whatever the case of its letters. It takes time in proportion to the
 * text, also when the text was made to slow it down.
 */
public final class TextPattern {
    private static final int LONGEST = 1_000;
    private static final int MOST_STEPS = 500;
    private static final Pattern WORDS = Pattern.compile("[a-z0-9 _-]+(?:\\|[a-z0-9 _-]+)*");

    private final String text;
    private final Pattern pattern;
    private final List<String> words;

    /** @throws IllegalArgumentException if it is no expression, or one that does too much */
    public TextPattern(String text) {
        this.text = text;
        this.pattern = compiled(text);
        this.words = WORDS.matches(text) ? List.of(text.split("\\|", -1)) : List.of();
    }

    /** Why this cannot be a pattern; empty if it can. */
    public static Optional<String> fault(String text) {
        try {
            compiled(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern compiled(String text) {
        Checks.that(!text.isEmpty() && text.length() <= LONGEST, "match", text.length() + " characters", "1 to 1000");
        try {
            Pattern compiled = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
            Checks.that(compiled.programSize() <= MOST_STEPS, "match", "too much to do", "fewer repetitions");
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("match: " + e.getDescription() + " (expected: a regular expression)", e);
        }
    }

    /** Whether it is found anywhere in a text, which is in small letters. */
    public boolean in(String lowered) {
        return words.isEmpty()
                ? pattern.matcher(lowered).find()
                : words.stream().anyMatch(lowered::contains);
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
