package dev.signalbox.server.settings;

import java.util.Map;

/** What metadata may look like: words that a request is told with, each under a name. */
public final class MetadataRule {
    /** Characters of a name. */
    public static final int LONGEST_NAME = 64;

    /** Characters of a value, where it is written for us. */
    public static final int LONGEST_VALUE = 128;

    /** Words that may come from one place. */
    public static final int MOST = 32;

    private MetadataRule() {}

    /** Whether this may be a name. */
    public static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && isPlain(name);
    }

    /** Whether this may be a value. */
    public static boolean isValue(String value) {
        return value.length() <= LONGEST_VALUE && isPlain(value);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    static Map<String, String> checked(Map<String, String> words) {
        Checks.that(words.size() <= MOST, "metadata", words.size(), "at most " + MOST);
        words.forEach((name, value) -> {
            Checks.that(isName(name), "metadata", '"' + name + '"', "1 to " + LONGEST_NAME + " characters");
            Checks.that(isValue(value), name, value.length() + " characters", "at most " + LONGEST_VALUE);
        });
        return Checks.inOrder(words);
    }
}
