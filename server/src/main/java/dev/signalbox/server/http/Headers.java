package dev.signalbox.server.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The header fields of one message: names without regard to case, order kept, several values of one name allowed.
 * Immutable.
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(new String[0]);

    /** Names at even places, each followed by its value. */
    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /** No fields at all. */
    public static Headers empty() {
        return EMPTY;
    }

    /**
     * The given fields.
     *
     * @param pairs name, value, name, value ...
     * @throws IllegalArgumentException for a name or value that cannot stand in a header
     */
    public static Headers of(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("header fields: " + pairs.length + " strings (expected: pairs)");
        }
        Builder builder = builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add(pairs[i], pairs[i + 1]);
        }
        return builder.build();
    }

    /** Starts with no fields. */
    public static Builder builder() {
        return new Builder(16);
    }

    /** The value of the first field with this name. */
    public Optional<String> first(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return Optional.of(pairs[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** The values of all fields with this name, in order. */
    public List<String> all(String name) {
        if (!contains(name)) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                values.add(pairs[i + 1]);
            }
        }
        return List.copyOf(values);
    }

    /** Whether there is a field with this name. */
    public boolean contains(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** These fields with exactly one field of this name, at the end. */
    public Headers with(String name, String value) {
        return toBuilder().remove(name).add(name, value).build();
    }

    /** These fields and one more. */
    public Headers plus(String name, String value) {
        return toBuilder().add(name, value).build();
    }

    /** These fields, then the others. */
    public Headers plus(Headers others) {
        if (others.pairs.length == 0) {
            return this;
        }
        String[] joined = Arrays.copyOf(pairs, pairs.length + others.pairs.length);
        System.arraycopy(others.pairs, 0, joined, pairs.length, others.pairs.length);
        return new Headers(joined);
    }

    /** These fields without those of this name. */
    public Headers without(String name) {
        return contains(name) ? toBuilder().remove(name).build() : this;
    }

    /** Hands over every field as name and value, in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** The number of fields. */
    public int size() {
        return pairs.length / 2;
    }

    /** A builder that starts with these fields. */
    public Builder toBuilder() {
        Builder builder = new Builder(pairs.length + 8);
        System.arraycopy(pairs, 0, builder.pairs, 0, pairs.length);
        builder.used = pairs.length;
        return builder;
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, _) -> names.add(name));
        return "Headers" + names;
    }

    /** Collects fields. Not safe for several threads. */
    public static final class Builder {
        private String[] pairs;
        private int used;

        private Builder(int room) {
            pairs = new String[room];
        }

        /**
         * Adds one field.
         *
         * @throws IllegalArgumentException for an empty name, or a line end or NUL in name or value
         */
        public Builder add(String name, String value) {
            if (name.isEmpty() || !HeaderText.isName(name)) {
                throw new IllegalArgumentException("header name: " + name.length() + " characters, not a token");
            }
            if (!HeaderText.isValue(value)) {
                throw new IllegalArgumentException("header " + name + ": a value with control characters");
            }
            return received(name, value);
        }

        /** Adds one field that a parser has already checked. */
        Builder received(String name, String value) {
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, Math.max(16, used * 2));
            }
            pairs[used++] = name;
            pairs[used++] = value;
            return this;
        }

        /** Removes all fields of this name. */
        public Builder remove(String name) {
            int kept = 0;
            for (int i = 0; i < used; i += 2) {
                if (!pairs[i].equalsIgnoreCase(name)) {
                    pairs[kept++] = pairs[i];
                    pairs[kept++] = pairs[i + 1];
                }
            }
            used = kept;
            return this;
        }

        /** The fields so far. */
        public Headers build() {
            return used == 0 ? EMPTY : new Headers(Arrays.copyOf(pairs, used));
        }
    }
}
