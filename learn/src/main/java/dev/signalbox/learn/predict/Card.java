package dev.signalbox.learn.predict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What weights say of themselves: what they were trained on and when, under which licences, with which seed, and what was
 * measured.
 *
 * @param version unique name of the weights, such as {@code signalbox-2026-11}
 * @param facts by name, in the order in which they are told
 */
public record Card(String version, Map<String, String> facts) {

    /** Rejects versions that cannot stand in a file name; takes a defensive copy. */
    public Card {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "version: '" + version + "' (expected: up to 64 letters, digits, dots, hyphens, underscores)");
        }
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The same facts with one more. */
    public Card with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Card(version, more);
    }
}
