package dev.signalbox.server.store;

import java.util.List;

/**
 * Which values of a dimension count.
 *
 * @param anyOf any of these; empty text stands for no value
 * @param prefixes whether a value that ends in {@code *} stands for all that begin so
 */
public record Filter(Dimension dimension, List<String> anyOf, boolean prefixes) {
    /** Rejects a filter that nothing passes. */
    public Filter {
        anyOf = List.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("filter of " + dimension.word() + ": empty (expected: a value)");
        }
    }

    /** Only exactly these values. */
    public static Filter exactly(Dimension dimension, String... values) {
        return new Filter(dimension, List.of(values), false);
    }

    /** This value, or all that begin so if it ends in {@code *}. */
    public static Filter like(Dimension dimension, String pattern) {
        return new Filter(dimension, List.of(pattern), true);
    }

    /** Whether this value counts. */
    public boolean admits(String value) {
        return anyOf.stream().anyMatch(one -> isPrefix(one) ? value.startsWith(prefix(one)) : value.equals(one));
    }

    /** Whether this one of the values stands for all that begin so. */
    public boolean isPrefix(String one) {
        return prefixes && one.endsWith("*");
    }

    /** What such values begin with. */
    public String prefix(String one) {
        return one.substring(0, one.length() - 1);
    }
}
