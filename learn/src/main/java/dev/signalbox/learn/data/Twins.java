package dev.signalbox.learn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompts that ask the same: of the same words, whatever their case, signs and spaces, and whatever a question of many choices offers
 * behind it. The same numbers in other words are not found, nor are other words that mean the same.
 */
public final class Twins {
    private static final Pattern CHOICES = Pattern.compile("\\R\\s*(?=\\(?A[.):]\\s)");
    private static final Pattern LABELLED = Pattern.compile("\\s*\\(?([A-Z])[.):]\\s.*");
    private static final Pattern LAST = Pattern.compile("(?i)\\s*(the )?answer( is)?\\s*:?\\s*");

    /** Questions of fewer words, such as which of these is true, are told apart by what they offer. */
    private static final int WORDS = 8;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Twins() {}

    /** By prompt, the number of its group; groups are numbered as they come. */
    public static int[] of(List<Prompt> prompts) {
        Map<String, Integer> groups = new HashMap<>();
        int[] group = new int[prompts.size()];
        for (int p = 0; p < group.length; p++) {
            group[p] = groups.computeIfAbsent(question(prompts.get(p)), _ -> groups.size());
        }
        return group;
    }

    /** By prompt, the numbers of all prompts that ask the same, itself among them. */
    public static int[][] members(List<Prompt> prompts) {
        int[] group = of(prompts);
        List<List<Integer>> members = new ArrayList<>();
        for (int p = 0; p < group.length; p++) {
            if (group[p] == members.size()) {
                members.add(new ArrayList<>());
            }
            members.get(group[p]).add(p);
        }
        int[][] groups = members.stream()
                .map(its -> its.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return Arrays.stream(group).mapToObj(number -> groups[number]).toArray(int[][]::new);
    }

    /**
     * What a prompt asks: the words of its question. A text of signs alone, or one that begins with the choices, stands for itself, and
     * of a prompt without any text nothing is known but its name.
     */
    public static String question(Prompt prompt) {
        String text = prompt.text();
        if (text.isBlank()) {
            return prompt.id();
        }
        String[] parts = CHOICES.split(text, 2);
        String words = plain(parts.length > 1 && choices(parts[1]) ? parts[0] : text);
        if (words.split(" ").length < WORDS) {
            words = plain(text);
        }
        return words.isEmpty() ? text : words;
    }

    /** Whether there is nothing but choices, A and B and so on, a line each. */
    private static boolean choices(String text) {
        char next = 'A';
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Matcher labelled = LABELLED.matcher(line + " ");
            if (labelled.matches() && labelled.group(1).charAt(0) == next) {
                next++;
            } else if (!LAST.matcher(line).matches()) {
                return false;
            }
        }
        return next > 'B';
    }

    private static String plain(String text) {
        return BETWEEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
