package dev.signalbox.wire.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON value. Objects keep their order, numbers keep their spelling, so that what is only carried stays as it was. */
public sealed interface Json {

    /** An object; the map keeps the order of the text. */
    record Obj(Map<String, Json> fields) implements Json {
        /** Takes a defensive copy. */
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The value of this field, or null if absent. A JSON null is {@link Null}. */
        public @Nullable Json get(String name) {
            return fields.get(name);
        }

        /** The field if it is present and not JSON null. */
        public Optional<Json> find(String name) {
            Json value = fields.get(name);
            return value == null || value instanceof Null ? Optional.empty() : Optional.of(value);
        }

        /** The text of this field if it is a string. */
        public Optional<String> text(String name) {
            return fields.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /** The whole number of this field if it is one. */
        public OptionalLong whole(String name) {
            return fields.get(name) instanceof Num number ? number.whole() : OptionalLong.empty();
        }

        /** The decimal number of this field if it is a number that can be held. */
        public Optional<BigDecimal> decimal(String name) {
            return fields.get(name) instanceof Num number ? number.exact() : Optional.empty();
        }

        /** The boolean of this field if it is one. */
        public Optional<Boolean> bool(String name) {
            return fields.get(name) instanceof Bool bool ? Optional.of(bool.value()) : Optional.empty();
        }

        /** The object in this field if it is one. */
        public Optional<Obj> object(String name) {
            return fields.get(name) instanceof Obj object ? Optional.of(object) : Optional.empty();
        }

        /** The items of the array in this field; empty if it is absent or no array. */
        public List<Json> items(String name) {
            return fields.get(name) instanceof Arr array ? array.items() : List.of();
        }

        /** A copy in which this field has this value; it keeps its place or comes last. */
        public Obj with(String name, Json value) {
            Map<String, Json> copy = new LinkedHashMap<>(fields);
            copy.put(name, value);
            return new Obj(copy);
        }

        /** A copy without these fields. */
        public Obj without(String... names) {
            Map<String, Json> copy = new LinkedHashMap<>(fields);
            for (String name : names) {
                copy.remove(name);
            }
            return new Obj(copy);
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        /** Takes a defensive copy. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A number as it was spelt. */
    record Num(String spelling) implements Json {
        /** The exact value; empty where the exponent is beyond what a decimal can hold. */
        public Optional<BigDecimal> exact() {
            try {
                return Optional.of(new BigDecimal(spelling));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        /** The value if it is a whole number that fits 64 bits. */
        public OptionalLong whole() {
            if (isPlain()) {
                return OptionalLong.of(Long.parseLong(spelling));
            }
            try {
                Optional<BigDecimal> value = exact().filter(number -> Math.abs((long) number.scale()) < 1_000);
                return value.isPresent() ? OptionalLong.of(value.get().longValueExact()) : OptionalLong.empty();
            } catch (ArithmeticException _) {
                return OptionalLong.empty();
            }
        }

        private boolean isPlain() {
            for (int i = 0; i < spelling.length(); i++) {
                if (spelling.charAt(i) < '0' || spelling.charAt(i) > '9') {
                    return false;
                }
            }
            return !spelling.isEmpty() && spelling.length() < 19;
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** JSON null. */
    record Null() implements Json {}

    /** An object filled by the given steps. */
    static Obj object(Consumer<Fields> steps) {
        Fields fields = new Fields();
        steps.accept(fields);
        return new Obj(fields.map);
    }

    /** An array of these values. */
    static Arr array(List<? extends Json> items) {
        return new Arr(new ArrayList<>(items));
    }

    /** A string value. */
    static Text text(String value) {
        return new Text(value);
    }

    /** A whole number. */
    static Num number(long value) {
        return new Num(Long.toString(value));
    }

    /** A decimal number. */
    static Num number(BigDecimal value) {
        return new Num(value.toString());
    }

    /** A boolean value. */
    static Bool bool(boolean value) {
        return new Bool(value);
    }

    /** JSON null. */
    static Null none() {
        return new Null();
    }

    /** Collects the fields of an object in order. */
    final class Fields {
        private final Map<String, Json> map = new LinkedHashMap<>();

        private Fields() {}

        /** Sets a field. */
        public Fields put(String name, Json value) {
            map.put(name, value);
            return this;
        }

        /** Sets a string field. */
        public Fields put(String name, String value) {
            return put(name, text(value));
        }

        /** Sets a whole number field. */
        public Fields put(String name, long value) {
            return put(name, number(value));
        }

        /** Sets a boolean field. */
        public Fields put(String name, boolean value) {
            return put(name, bool(value));
        }

        /** Sets a field if there is a value. */
        public Fields maybe(String name, Optional<? extends Json> value) {
            value.ifPresent(v -> map.put(name, v));
            return this;
        }

        /** Sets all fields of an object. */
        public Fields all(Obj object) {
            map.putAll(object.fields());
            return this;
        }
    }
}
