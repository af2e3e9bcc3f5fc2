package dev.signalbox.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of values of one kind.
 *
 * @param orOne whether a single value may stand there without being in a list
 * @param least how many items there must be
 */
record ListKind<T>(Kind<T> item, boolean orOne, int least) implements Kind<List<T>> {

    static <T> ListKind<T> of(Kind<T> item) {
        return new ListKind<>(item, false, 0);
    }

    static <T> ListKind<T> notEmpty(Kind<T> item) {
        return new ListKind<>(item, false, 1);
    }

    static <T> ListKind<T> orOne(Kind<T> item) {
        return new ListKind<>(item, true, 1);
    }

    @Override
    public String words() {
        return orOne ? item.words() + ", or a list of such" : "a list, each " + item.words();
    }

    @Override
    public Optional<List<T>> read(Spot spot) {
        if (spot.tree() instanceof Tree.Sequence sequence) {
            return items(spot, sequence.items().size());
        }
        if (orOne) {
            return item.read(spot).map(List::of);
        }
        Optional<String> word = spot.word(words());
        return word.flatMap(w -> spot.refuse(Shown.quoted(w), words()));
    }

    private Optional<List<T>> items(Spot spot, int size) {
        if (size < least) {
            return spot.refuse("an empty list", words());
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            item.read(spot.item(i)).ifPresent(values::add);
        }
        return values.size() == size ? Optional.of(values) : Optional.empty();
    }

    @Override
    public Optional<Tree> write(List<T> values) {
        if (orOne && values.size() == 1) {
            return item.write(values.getFirst());
        }
        List<Tree> items = values.stream().flatMap(v -> item.write(v).stream()).toList();
        return Optional.of(new Tree.Sequence(items, Place.NONE));
    }

    @Override
    public Optional<Section<?>> section() {
        return item.section();
    }
}
