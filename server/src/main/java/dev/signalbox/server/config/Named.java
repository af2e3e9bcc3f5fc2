package dev.signalbox.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A mapping from names that users choose to values of one kind. An entry with a mistake is left out, so that the others
 * are still read.
 *
 * @param validName which names may be chosen
 * @param nameWords what such a name is, for problems
 */
record Named<T>(Kind<T> value, Predicate<String> validName, String nameWords) implements Kind<Map<String, T>> {

    @Override
    public String words() {
        return "a mapping of names";
    }

    @Override
    public Optional<Map<String, T>> read(Spot spot) {
        Map<String, T> values = new LinkedHashMap<>();
        switch (spot.tree()) {
            case Tree.Mapping mapping ->
                mapping.entries().keySet().forEach(name -> {
                    Spot entry = spot.at(name);
                    boolean valid = validName.test(name);
                    if (!valid) {
                        entry.errorAtKey("not a name", nameWords, "");
                    }
                    value.read(entry).filter(_ -> valid).ifPresent(v -> values.put(name, v));
                });
            case Tree.Scalar scalar when scalar.isEmpty() -> {}
            case Tree.Scalar scalar -> spot.error(Shown.quoted(scalar.text()), words(), "");
            case Tree.Sequence _ -> spot.error("a list", words(), "");
        }
        return Optional.of(values);
    }

    @Override
    public Optional<Tree> write(Map<String, T> values) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        values.forEach((name, v) ->
                value.write(v).ifPresent(tree -> entries.put(name, new Tree.Entry(Place.NONE, tree))));
        return Optional.of(new Tree.Mapping(entries, Place.NONE));
    }

    @Override
    public Optional<Section<?>> section() {
        return value.section();
    }
}
