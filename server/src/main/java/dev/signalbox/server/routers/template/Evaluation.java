package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out the value of what is needed, one level at a time: what stands inside an object is looked at when it is asked for,
 * so that what nobody asks for need not be known.
 */
public final class Evaluation {
    private static final int DEEPEST = 100;
    private static final int MOST_STEPS = 200_000;
    private static final int MOST_ITEMS = 1_000;

    private final boolean arm;
    private final Functions functions = new Functions(this);
    private int depth;
    private int steps;

    /** @param arm whether texts may hold expressions in brackets */
    Evaluation(boolean arm) {
        this.arm = arm;
    }

    /** The value without a formula at its top; it stands where the formula stood. */
    public Node value(Node node, Scope scope) {
        if (++steps > MOST_STEPS) {
            throw new TemplateMistake(node.at(), "too much to work out", "a smaller template");
        }
        if (depth >= DEEPEST) {
            throw new TemplateMistake(node.at(), "a value that needs itself, or is nested too deeply", "a plain value");
        }
        depth++;
        try {
            return worked(node, scope);
        } finally {
            depth--;
        }
    }

    private Node worked(Node node, Scope scope) {
        return switch (node) {
            case Node.Text text -> {
                Node read = arm ? ArmExpression.read(text) : text;
                yield read instanceof Node.Formula ? moved(value(read, scope), text.at()) : read;
            }
            case Node.Numeral _, Node.Truth _, Node.Nothing _ -> node;
            case Node.Items items ->
                new Node.Items(
                        items.items().stream().map(item -> bound(item, scope)).toList(), items.at());
            case Node.Fields fields -> {
                Map<String, Node.Field> inside = new LinkedHashMap<>();
                fields.fields()
                        .forEach((name, field) ->
                                inside.put(name, new Node.Field(field.at(), bound(field.value(), scope))));
                yield new Node.Fields(inside, fields.at());
            }
            case Node.Bound(Node inner, Scope its) -> value(inner, its);
            case Node.Name name ->
                scope.find(name.name())
                        .map(found -> moved(value(found, scope), name.at()))
                        .orElseThrow(() -> unknown(name.name(), name.at(), scope));
            case Node.Call call -> moved(functions.call(call, scope), call.at());
            case Node.Member member -> member(member, scope);
            case Node.Joined joined -> joined(joined, scope);
            case Node.Choice choice ->
                value(truth(choice.condition(), scope) ? choice.then() : choice.otherwise(), scope);
            case Node.Loop loop -> loop(loop, scope);
            case Node.Opaque opaque ->
                throw new TemplateMistake(opaque.at(), opaque.what() + " is not known here", opaque.way());
        };
    }

    private static Node bound(Node node, Scope scope) {
        return node instanceof Node.Bound ? node : new Node.Bound(node, scope);
    }

    static TemplateMistake unknown(String name, At at, Scope scope) {
        String known = String.join(", ", scope.names().stream().limit(12).toList());
        return new TemplateMistake(
                at,
                "no parameter, variable or resource " + Shown.quoted(name),
                known.isEmpty() ? "" : "one of: " + known);
    }

    /** A value is told of where it is used: that is the line that a reader looks at. */
    private static Node moved(Node node, At at) {
        return switch (node) {
            case Node.Text text -> new Node.Text(text.value(), at);
            case Node.Numeral number -> new Node.Numeral(number.value(), at);
            case Node.Truth truth -> new Node.Truth(truth.value(), at);
            case Node.Nothing _ -> new Node.Nothing(at);
            case Node.Items _, Node.Fields _, Node.Formula _ -> node;
        };
    }

    private Node member(Node.Member member, Scope scope) {
        Node of = value(member.of(), scope);
        Node key = value(member.key(), scope);
        return switch (of) {
            case Node.Fields fields
            when key instanceof Node.Text(String name, At _) -> {
                Node.Field field = fields.field(name).orElse(null);
                if (field == null && !member.lenient()) {
                    String names = String.join(
                            ", ", fields.fields().keySet().stream().limit(12).toList());
                    throw new TemplateMistake(
                            member.at(), "no field " + Shown.quoted(name), names.isEmpty() ? "" : "one of: " + names);
                }
                yield field == null ? new Node.Nothing(member.at()) : moved(value(field.value(), scope), member.at());
            }
            case Node.Items items
            when key instanceof Node.Numeral(String number, At _) -> {
                int index = (int) Functions.whole(number, member.at());
                if (index < 0 || index >= items.items().size()) {
                    throw new TemplateMistake(
                            member.at(),
                            "item " + index + " of " + items.items().size(),
                            "an item that is there");
                }
                yield moved(value(items.items().get(index), scope), member.at());
            }
            case Node.Nothing nothing when member.lenient() -> nothing;
            case Node.Text _,
                    Node.Numeral _,
                    Node.Truth _,
                    Node.Nothing _,
                    Node.Items _,
                    Node.Fields _,
                    Node.Formula _ ->
                throw new TemplateMistake(
                        member.at(), "a part of " + of.kind(), "a field of an object or an item of a list");
        };
    }

    private Node joined(Node.Joined joined, Scope scope) {
        StringBuilder text = new StringBuilder();
        joined.parts().forEach(part -> text.append(text(part, scope)));
        return new Node.Text(Functions.bounded(text.toString(), joined.at()), joined.at());
    }

    private Node loop(Node.Loop loop, Scope scope) {
        if (!(value(loop.over(), scope) instanceof Node.Items over)) {
            throw new TemplateMistake(loop.over().at(), "no list", "a list to go through");
        }
        if (over.items().size() > MOST_ITEMS) {
            throw new TemplateMistake(loop.at(), over.items().size() + " items", "at most " + MOST_ITEMS);
        }
        List<Node> items = new ArrayList<>();
        for (Node item : over.items()) {
            Map<String, Node> names = new LinkedHashMap<>();
            names.put(loop.item(), item);
            loop.index()
                    .ifPresent(index -> names.put(index, new Node.Numeral(String.valueOf(items.size()), loop.at())));
            items.add(new Node.Bound(loop.body(), scope.with(names)));
        }
        return new Node.Items(items, loop.at());
    }

    /** The value as text: what can be joined to a text. */
    String text(Node node, Scope scope) {
        Node value = value(node, scope);
        return switch (value) {
            case Node.Text text -> text.value();
            case Node.Numeral number -> number.value();
            case Node.Truth truth -> String.valueOf(truth.value());
            case Node.Nothing _, Node.Items _, Node.Fields _, Node.Formula _ ->
                throw new TemplateMistake(node.at(), value.kind(), "text");
        };
    }

    boolean truth(Node node, Scope scope) {
        Node value = value(node, scope);
        if (value instanceof Node.Truth truth) {
            return truth.value();
        }
        throw new TemplateMistake(node.at(), value.kind(), "true or false");
    }
}
