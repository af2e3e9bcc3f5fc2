package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.data.Prompt;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Prompts that ask the same: of the same words, whatever their case, signs and spaces, and whatever a question of many choices offers
 * behind it. The same numbers in other words are not found, nor are other words that mean the same.
 */
final class Twins {
    private static final Pattern CHOICE = Pattern.compile("\\R\\s*\\(?A[.):]\\s");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Twins() {}

    /** By prompt, the number of its group; groups are numbered as they come. */
    static int[] of(List<Prompt> prompts) {
        Map<String, Integer> groups = new HashMap<>();
        int[] group = new int[prompts.size()];
        for (int p = 0; p < group.length; p++) {
            group[p] = groups.computeIfAbsent(words(prompts.get(p).text()), _ -> groups.size());
        }
        return group;
    }

    /** The words of a question. A text of signs alone, or one that begins with the choices, stands for itself. */
    private static String words(String text) {
        String words = plain(CHOICE.split(text, 2)[0]);
        return words.isEmpty() ? text : words;
    }

    private static String plain(String text) {
        return BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
