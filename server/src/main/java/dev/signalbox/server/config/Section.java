package dev.signalbox.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A mapping with known keys that becomes one record.
 *
 * @param title its path in the reference page, such as {@code providers.NAME.retry}
 * @param about what it is for
 * @param hints by names that are no keys here: what to do instead
 * @param needs what must be there, in words, where the required keys do not say it all
 * @param check what holds between the values; run also when some of them are wrong
 */
record Section<R>(
        String title,
        String about,
        List<Key<R, ?>> keys,
        Function<Values, R> build,
        Map<String, String> hints,
        Optional<String> needs,
        BiConsumer<Values, Spot> check)
        implements Kind<R> {

    Section {
        keys = List.copyOf(keys);
        hints = Map.copyOf(hints);
    }

    static <R> Section<R> of(String title, String about, List<Key<R, ?>> keys, Function<Values, R> build) {
        return new Section<>(title, about, keys, build, Map.of(), Optional.empty(), (_, _) -> {});
    }

    /** Names that were or might be used for a key, and the key. */
    Section<R> renamed(Map<String, String> successors) {
        Map<String, String> more = new LinkedHashMap<>(hints);
        successors.forEach((name, successor) -> more.put(name, "use " + successor + " instead"));
        return new Section<>(title, about, keys, build, more, needs, check);
    }

    /** Names that are known but that this version cannot serve. */
    Section<R> unavailable(String... names) {
        Map<String, String> more = new LinkedHashMap<>(hints);
        for (String name : names) {
            more.put(name, WordKind.UNAVAILABLE);
        }
        return new Section<>(title, about, keys, build, more, needs, check);
    }

    Section<R> checked(BiConsumer<Values, Spot> rules) {
        return new Section<>(title, about, keys, build, hints, needs, rules);
    }

    /** With words for what must be there, such as {@code model or pool}. */
    Section<R> needing(String words) {
        return new Section<>(title, about, keys, build, hints, Optional.of(words), check);
    }

    @Override
    public String words() {
        if (needs.isPresent()) {
            return "a mapping with " + needs.get();
        }
        List<String> required =
                keys.stream().filter(k -> k.fallback().isEmpty()).map(Key::name).toList();
        return required.isEmpty() ? "a mapping" : "a mapping with " + String.join(" and ", required);
    }

    @Override
    public Optional<Section<?>> section() {
        return Optional.of(this);
    }

    @Override
    public Optional<R> read(Spot spot) {
        if (spot.tree() instanceof Tree.Sequence) {
            return spot.refuse("a list", words());
        }
        if (spot.tree() instanceof Tree.Scalar scalar && !scalar.isEmpty()) {
            return spot.refuse(Shown.quoted(scalar.text()), words());
        }
        int before = spot.reading().errors();
        reportUnknown(spot);
        Values values = new Values(spot.name());
        keys.forEach(key -> readKey(key, spot, values));
        check.accept(values, spot);
        boolean sound = spot.reading().errors() == before;
        return sound || keys.stream().allMatch(values::has) ? built(values, spot, sound) : Optional.empty();
    }

    private <T> void readKey(Key<R, T> key, Spot spot, Values values) {
        if (spot.has(key.name())) {
            key.kind().read(spot.at(key.name())).ifPresent(value -> values.put(key, value));
        } else if (key.fallback().isPresent()) {
            values.put(key, key.fallback().get());
        } else {
            spot.at(key.name()).errorAtKey("missing", key.kind().words(), "");
        }
    }

    private void reportUnknown(Spot spot) {
        if (!(spot.tree() instanceof Tree.Mapping mapping)) {
            return;
        }
        List<String> names = keys.stream().map(Key::name).toList();
        for (String name : mapping.entries().keySet()) {
            if (!names.contains(name)) {
                reportUnknown(spot.at(name), names);
            }
        }
    }

    private void reportUnknown(Spot spot, List<String> names) {
        String hint = hints.get(spelled(spot.name()));
        if (hint != null) {
            spot.errorAtKey("unknown key", "", hint);
        } else {
            String choices = Problem.CHOICES + String.join(", ", names);
            spot.errorAtKey("unknown key", choices, Nearest.phrase(spot.name(), names));
        }
    }

    /** {@code baseUrl}, {@code base_url} and {@code base-url} are one name to somebody who guesses. */
    private static String spelled(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** The record's own rules are the last word; what they refuse is a problem like any other. */
    private Optional<R> built(Values values, Spot spot, boolean sound) {
        try {
            return Optional.of(build.apply(values));
        } catch (IllegalArgumentException e) {
            if (sound && !spot.reading().knows(spot.key())) {
                spot.errorAtKey(String.valueOf(e.getMessage()), "", "");
            }
            return Optional.empty();
        }
    }

    @Override
    public Optional<Tree> write(R value) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        keys.forEach(key ->
                key.write(value).ifPresent(tree -> entries.put(key.name(), new Tree.Entry(Place.NONE, tree))));
        return Optional.of(new Tree.Mapping(entries, Place.NONE));
    }

    /**
     * The {@code fresh} values, but for keys that need a restart: those stay what they are in {@code running}.
     *
     * @param path where this section stands
     * @param held is told the path of each key whose change was held back
     */
    R untilRestart(R running, R fresh, List<String> path, Consumer<List<String>> held) {
        Values values = new Values(path.isEmpty() ? "" : path.getLast());
        keys.forEach(key -> choose(key, running, fresh, path, held, values));
        return build.apply(values);
    }

    private <T> void choose(
            Key<R, T> key, R running, R fresh, List<String> path, Consumer<List<String>> held, Values values) {
        List<String> here = new ArrayList<>(path);
        here.add(key.name());
        T before = key.getter().apply(running);
        T after = key.getter().apply(fresh);
        if (key.kind() instanceof Section<T> section) {
            values.put(key, section.untilRestart(before, after, here, held));
        } else if (key.live() || before.equals(after)) {
            values.put(key, after);
        } else {
            held.accept(here);
            values.put(key, before);
        }
    }
}
