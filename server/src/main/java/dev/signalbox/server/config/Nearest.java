package dev.signalbox.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the name that was probably meant, by edit distance (optimal string alignment) without regard to case, {@code _} and {@code -}. */
public final class Nearest {

    private static final int LONGEST = 128;
    private static final Pattern DATE = Pattern.compile("[-@]20\\d\\d-?\\d\\d-?\\d\\d");

    private Nearest() {}

    /** The phrase {@code did you mean NAME?}, or an empty one where nothing is near. */
    public static String phrase(String written, Collection<String> names) {
        return find(written, names).map(name -> "did you mean " + name + "?").orElse("");
    }

    static Optional<String> find(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String flat = flat(written);
        return names.stream()
                .filter(name -> name.length() <= LONGEST)
                .map(name -> new Near(name, distance(flat, flat(name))))
                .filter(near -> near.distance <= Math.max(1, Math.min(flat.length(), near.name.length()) / 3))
                .min(Comparator.comparingInt(Near::distance))
                .map(Near::name);
    }

    /** All of them, the nearest first: few changes and a long beginning in common make a name near, with its date or without. */
    public static List<String> first(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return List.copyOf(names);
        }
        String flat = flat(written);
        return names.stream()
                .map(name -> new Near(
                        name,
                        name.length() > LONGEST
                                ? LONGEST
                                : Math.min(
                                        farness(flat, flat(name)),
                                        farness(flat, flat(DATE.matcher(name).replaceFirst(""))))))
                .sorted(Comparator.comparingInt(Near::distance))
                .map(Near::name)
                .toList();
    }

    private static int farness(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return distance(a, b) - same;
    }

    private record Near(String name, int distance) {}

    private static String flat(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Insertions, deletions, replacements and swapped neighbours, each counted as one. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
