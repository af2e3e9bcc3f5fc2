package dev.signalbox.server.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules that several records share. Each throws {@link IllegalArgumentException} with what, value and expectation. */
final class Checks {

    private Checks() {}

    static void that(boolean holds, String what, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
        }
    }

    static void name(String what, String name) {
        that(isName(name), what, '"' + name + '"', "1 to 256 visible ASCII characters");
    }

    /** Names travel in headers and log lines, so they are visible ASCII only. */
    static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= 256 && name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    static void positive(String what, Duration value) {
        that(value.isPositive(), what, value, "more than zero");
    }

    static void notNegative(String what, Duration value) {
        that(!value.isNegative(), what, value, "zero or more");
    }

    static void positive(String what, long value) {
        that(value > 0, what, value, "more than zero");
    }

    static void statusCodes(String what, Collection<Integer> codes) {
        codes.forEach(code -> that(code >= 400 && code <= 599, what, code, "a status code from 400 to 599"));
    }

    static <V> Map<String, V> inOrder(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static <T extends Comparable<T>> Set<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
