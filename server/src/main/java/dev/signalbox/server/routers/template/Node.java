package dev.signalbox.server.routers.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a template as it is written: plain, or a formula that {@link Evaluation} works out when it is needed. */
public sealed interface Node {
    /** Where it begins. */
    At at();

    /** Words for what it is. */
    default String kind() {
        return switch (this) {
            case Text _ -> "text";
            case Numeral _ -> "a number";
            case Truth _ -> "true or false";
            case Nothing _ -> "null";
            case Items _ -> "a list";
            case Fields _ -> "an object";
            case Formula _ -> "an expression";
        };
    }

    /** Text. */
    record Text(String value, At at) implements Node {}

    /** A number as it is written. */
    record Numeral(String value, At at) implements Node {}

    /** True or false. */
    record Truth(boolean value, At at) implements Node {}

    /** The value null. */
    record Nothing(At at) implements Node {}

    /** A list. */
    record Items(List<Node> items, At at) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An object, in the order written. */
    record Fields(Map<String, Field> fields, At at) implements Node {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The field of this name; capitals make no difference, as for Azure. */
        public Optional<Field> field(String name) {
            Field exact = fields.get(name);
            return exact != null
                    ? Optional.of(exact)
                    : fields.entrySet().stream()
                            .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                            .map(Map.Entry::getValue)
                            .findFirst();
        }
    }

    /** One field of an object, with the place of its name. */
    record Field(At at, Node value) {}

    /** What has to be worked out. */
    sealed interface Formula extends Node {}

    /** A parameter, a variable, a resource, or what a loop is at. */
    record Name(String name, At at) implements Formula {}

    /** A function with its arguments. */
    record Call(String function, List<Node> arguments, At at) implements Formula {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A field of an object, or an item of a list. */
    record Member(Node of, Node key, boolean lenient, At at) implements Formula {}

    /** Pieces of text that are joined. */
    record Joined(List<Node> parts, At at) implements Formula {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /** One or the other. */
    record Choice(Node condition, Node then, Node otherwise, At at) implements Formula {}

    /** An item for each of a list. */
    record Loop(String item, Optional<String> index, Node over, Node body, At at) implements Formula {}

    /** Something whose names mean what they mean in this scope. */
    record Bound(Node node, Scope scope) implements Formula {
        @Override
        public At at() {
            return node.at();
        }
    }

    /**
     * Syntax that is understood and whose value nobody here can know.
     *
     * @param way how a user makes it known
     */
    record Opaque(String what, String way, At at) implements Formula {
        static final String WRITTEN = "a value that is written out";
    }
}
