package dev.signalbox.server.routers;

import dev.signalbox.server.routers.template.At;
import dev.signalbox.server.routers.template.Evaluation;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Scope;
import dev.signalbox.server.routers.template.TemplateMistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One object of a deployment that is being read, with its path and where mistakes go. */
record View(Node.Fields fields, String path, Evaluation evaluation, Scope scope, Mistakes mistakes) {
    Set<String> names() {
        return fields.fields().keySet();
    }

    String path(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    /** Where a field's name stands, or the object where there is none. */
    At at(String name) {
        return fields.field(name).map(Node.Field::at).orElse(fields.at());
    }

    boolean has(String name) {
        return fields.field(name).isPresent();
    }

    /** The value of a field that is there and is not null; a mistake is told and answers nothing. */
    Optional<Node> value(String name) {
        return fields.field(name).flatMap(field -> worked(field.value(), path(name)));
    }

    private Optional<Node> worked(Node node, String where) {
        try {
            return Optional.of(evaluation.value(node, scope)).filter(value -> !(value instanceof Node.Nothing));
        } catch (TemplateMistake mistake) {
            mistakes.add(mistake, where);
            return Optional.empty();
        }
    }

    Optional<View> object(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof Node.Fields inside) {
                return Optional.of(new View(inside, path(name), evaluation, scope, mistakes));
            }
            mistakes.add(value.at(), path(name), value.kind(), "an object");
            return Optional.empty();
        });
    }

    /** Text that is there; numbers are taken as what is written. */
    Optional<Node.Text> text(String name) {
        return value(name).flatMap(value -> asText(value, path(name)));
    }

    private Optional<Node.Text> asText(Node value, String where) {
        return switch (value) {
            case Node.Text text -> Optional.of(text);
            case Node.Numeral number -> Optional.of(new Node.Text(number.value(), number.at()));
            case Node.Truth _, Node.Nothing _, Node.Items _, Node.Fields _, Node.Formula _ -> {
                mistakes.add(value.at(), where, value.kind(), "text");
                yield Optional.empty();
            }
        };
    }

    /** The objects of a list; a text stands for an object with it as its name. */
    List<View> list(String name) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Items items)) {
            mistakes.add(value.get().at(), path(name), value.get().kind(), "a list of models");
            return List.of();
        }
        return IntStream.range(0, items.items().size())
                .mapToObj(i -> item(items.items().get(i), path(name) + '[' + i + ']'))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableList());
    }

    private Optional<View> item(Node item, String where) {
        return worked(item, where).flatMap(value -> switch (value) {
            case Node.Fields inside -> Optional.of(new View(inside, where, evaluation, scope, mistakes));
            case Node.Text text ->
                Optional.of(new View(
                        new Node.Fields(Map.of("name", new Node.Field(text.at(), text)), text.at()),
                        where,
                        evaluation,
                        scope,
                        mistakes));
            case Node.Numeral _, Node.Truth _, Node.Nothing _, Node.Items _, Node.Formula _ -> {
                mistakes.add(value.at(), where, value.kind(), "a model: an object with name, format and version");
                yield Optional.empty();
            }
        });
    }
}
