package dev.signalbox.server.settings;

import java.util.List;

/**
 * Words of which one must be there.
 *
 * @param anyOf words; one that ends in {@code *} stands for all that begin so; empty where anything is right
 */
public record Matching(List<String> anyOf) {
    private static final Matching ANYTHING = new Matching(List.of());

    /** Takes a defensive copy. */
    public Matching {
        anyOf = List.copyOf(anyOf);
    }

    /** Anything is right. */
    public static Matching anything() {
        return ANYTHING;
    }

    /** Whether anything is right, so that nobody has to ask. */
    public boolean isAnything() {
        return anyOf.isEmpty();
    }

    /** Whether this word is one of them. */
    public boolean admits(String word) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(one -> fits(one, word));
    }

    private static boolean fits(String one, String word) {
        return one.endsWith("*") ? word.startsWith(one.substring(0, one.length() - 1)) : word.equals(one);
    }
}
