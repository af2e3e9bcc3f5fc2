package dev.signalbox.server.config;

import dev.signalbox.server.config.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of a configuration that is being read: its path, its place, and what stands there.
 *
 * @param key where its name stands; for an absent value the place of what it is absent from
 */
record Spot(Reading reading, List<String> path, Place key, Tree tree) {

    static Spot root(Reading reading, Tree tree) {
        return new Spot(reading, List.of(), Place.START, tree);
    }

    /** The value under {@code name}; an empty one, at this place, where there is none. */
    Spot at(String name) {
        Tree.Entry entry =
                tree instanceof Tree.Mapping mapping ? mapping.entries().get(name) : null;
        if (entry != null) {
            return new Spot(reading, with(name), entry.place(), entry.value());
        }
        return new Spot(reading, with(name), key, new Tree.Scalar("", false, key));
    }

    Spot item(int index) {
        if (tree instanceof Tree.Sequence sequence && index < sequence.items().size()) {
            Tree item = sequence.items().get(index);
            return new Spot(reading, with("[" + index + "]"), item.place(), item);
        }
        return this;
    }

    boolean has(String name) {
        return tree instanceof Tree.Mapping mapping && mapping.entries().containsKey(name);
    }

    /** The last part of the path: the name of this entry. */
    String name() {
        return path.isEmpty() ? "" : path.getLast();
    }

    /** The word that stands here; reports and answers nothing where it is empty, a list or a mapping. */
    Optional<String> word(String expected) {
        return switch (tree) {
            case Tree.Scalar scalar when !scalar.isEmpty() -> Optional.of(scalar.text());
            case Tree.Scalar _ -> refuse("empty", expected);
            case Tree.Sequence _ -> refuse("a list", expected);
            case Tree.Mapping _ -> refuse("a mapping", expected);
        };
    }

    void error(String what, String expected, String suggestion) {
        reading.add(Severity.ERROR, tree.place(), pathText(), what, expected, suggestion);
    }

    void errorAtKey(String what, String expected, String suggestion) {
        reading.add(Severity.ERROR, key, pathText(), what, expected, suggestion);
    }

    void warning(String what, String expected, String suggestion) {
        reading.add(Severity.WARNING, tree.place(), pathText(), what, expected, suggestion);
    }

    /** Reports an error and answers nothing. */
    <T> Optional<T> refuse(String what, String expected) {
        error(what, expected, "");
        return Optional.empty();
    }

    private List<String> with(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    private String pathText() {
        StringBuilder text = new StringBuilder();
        for (String part : path) {
            text.append(text.isEmpty() || part.startsWith("[") ? "" : ".").append(Shown.plain(part));
        }
        return text.toString();
    }
}
