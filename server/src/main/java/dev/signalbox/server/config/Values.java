package dev.signalbox.server.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of one section's keys. */
final class Values {

    private final String name;
    private final Map<Key<?, ?>, Object> values = new HashMap<>();

    /** @param name the name under which the section stands; of meaning where users choose it */
    Values(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    <T> void put(Key<?, T> key, T value) {
        values.put(key, value);
    }

    /** The value of a key; only where the section was read without a mistake. */
    <T> T get(Key<?, T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value"));
    }

    /** The value of a key, unless it was missing or wrong. */
    @SuppressWarnings("unchecked") // put() ties the type of each value to its key
    <T> Optional<T> find(Key<?, T> key) {
        return Optional.ofNullable((T) values.get(key));
    }

    boolean has(Key<?, ?> key) {
        return values.containsKey(key);
    }
}
