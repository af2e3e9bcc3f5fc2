package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions that need nothing but their arguments. Names are compared without regard to capitals, as Azure does. */
final class Functions {
    private static final int LONGEST = 65_536;

    private final Evaluation evaluation;

    Functions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Node call(Node.Call call, Scope scope) {
        List<Node> arguments = call.arguments();
        At at = call.at();
        return switch (call.function().toLowerCase(Locale.ROOT)) {
            case "parameters", "variables" -> {
                String name = evaluation.text(only(call), scope);
                yield scope.find(call.function().toLowerCase(Locale.ROOT) + ':' + name.toLowerCase(Locale.ROOT))
                        .map(found -> evaluation.value(found, scope))
                        .orElseThrow(() -> new TemplateMistake(
                                at,
                                "no " + call.function() + " " + Shown.quoted(name),
                                "one that the template declares"));
            }
            case "concat" -> concat(call, scope);
            case "format" -> new Node.Text(format(call, scope), at);
            case "tolower" -> new Node.Text(evaluation.text(only(call), scope).toLowerCase(Locale.ROOT), at);
            case "toupper" -> new Node.Text(evaluation.text(only(call), scope).toUpperCase(Locale.ROOT), at);
            case "trim" -> new Node.Text(evaluation.text(only(call), scope).strip(), at);
            case "string" -> new Node.Text(evaluation.text(only(call), scope), at);
            case "int" -> new Node.Numeral(String.valueOf(whole(evaluation.text(only(call), scope), at)), at);
            case "any" -> evaluation.value(only(call), scope);
            case "null" -> new Node.Nothing(at);
            case "true" -> new Node.Truth(true, at);
            case "false" -> new Node.Truth(false, at);
            case "if" -> {
                expect(call, 3);
                yield evaluation.value(arguments.get(evaluation.truth(arguments.get(0), scope) ? 1 : 2), scope);
            }
            case "not" -> new Node.Truth(!evaluation.truth(only(call), scope), at);
            case "and" -> new Node.Truth(arguments.stream().allMatch(each -> evaluation.truth(each, scope)), at);
            case "or" -> new Node.Truth(arguments.stream().anyMatch(each -> evaluation.truth(each, scope)), at);
            case "equals" -> {
                expect(call, 2);
                yield new Node.Truth(equal(arguments.get(0), arguments.get(1), scope), at);
            }
            case "coalesce" -> coalesce(call, scope);
            case "empty" -> new Node.Truth(size(only(call), scope) == 0, at);
            case "length" -> new Node.Numeral(String.valueOf(size(only(call), scope)), at);
            case "createarray" ->
                new Node.Items(
                        arguments.stream()
                                .<Node>map(each -> new Node.Bound(each, scope))
                                .toList(),
                        at);
            case "createobject" -> object(call, scope);
            default ->
                throw new TemplateMistake(
                        at,
                        "the function " + Shown.quoted(call.function()) + " is not known here",
                        "a value that is written out");
        };
    }

    private static Node only(Node.Call call) {
        expect(call, 1);
        return call.arguments().getFirst();
    }

    private static void expect(Node.Call call, int count) {
        if (call.arguments().size() != count) {
            throw new TemplateMistake(
                    call.at(),
                    call.function() + " with " + call.arguments().size() + " arguments",
                    String.valueOf(count));
        }
    }

    private Node concat(Node.Call call, Scope scope) {
        List<Node> values = call.arguments().stream()
                .map(each -> evaluation.value(each, scope))
                .toList();
        if (!values.isEmpty() && values.getFirst() instanceof Node.Items) {
            List<Node> all = new ArrayList<>();
            for (Node value : values) {
                boolean tooMany = all.size() > LONGEST;
                if (tooMany || !(value instanceof Node.Items items)) {
                    throw new TemplateMistake(value.at(), value.kind(), "a list, as the first argument is");
                }
                all.addAll(items.items());
            }
            return new Node.Items(all, call.at());
        }
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(bounded(evaluation.text(value, scope), call.at())));
        return new Node.Text(bounded(text.toString(), call.at()), call.at());
    }

    private String format(Node.Call call, Scope scope) {
        if (call.arguments().isEmpty()) {
            throw new TemplateMistake(call.at(), "format without a text", "a text and what stands in it");
        }
        String text = evaluation.text(call.arguments().getFirst(), scope);
        for (int i = 1; i < call.arguments().size(); i++) {
            text = bounded(
                    text.replace(
                            "{" + (i - 1) + "}",
                            evaluation.text(call.arguments().get(i), scope)),
                    call.at());
        }
        return text;
    }

    boolean equal(Node left, Node right, Scope scope) {
        Node one = evaluation.value(left, scope);
        Node other = evaluation.value(right, scope);
        boolean nothing = one instanceof Node.Nothing;
        boolean either = nothing || other instanceof Node.Nothing;
        return either
                ? (nothing && other instanceof Node.Nothing)
                : evaluation.text(one, scope).equals(evaluation.text(other, scope));
    }

    private Node coalesce(Node.Call call, Scope scope) {
        for (Node argument : call.arguments()) {
            Node value = evaluation.value(argument, scope);
            if (!(value instanceof Node.Nothing)) {
                return value;
            }
        }
        return new Node.Nothing(call.at());
    }

    private int size(Node node, Scope scope) {
        Node value = evaluation.value(node, scope);
        return switch (value) {
            case Node.Text text -> text.value().length();
            case Node.Items items -> items.items().size();
            case Node.Fields fields -> fields.fields().size();
            case Node.Nothing _ -> 0;
            case Node.Numeral _, Node.Truth _, Node.Formula _ ->
                throw new TemplateMistake(node.at(), value.kind(), "text, a list or an object");
        };
    }

    private Node object(Node.Call call, Scope scope) {
        Map<String, Node.Field> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < call.arguments().size(); i += 2) {
            Node key = call.arguments().get(i);
            fields.put(
                    evaluation.text(key, scope),
                    new Node.Field(key.at(), new Node.Bound(call.arguments().get(i + 1), scope)));
        }
        return new Node.Fields(fields, call.at());
    }

    static long whole(String text, At at) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new TemplateMistake(at, Shown.quoted(text), "a whole number");
        }
    }

    static String bounded(String text, At at) {
        if (text.length() > LONGEST) {
            throw new TemplateMistake(at, "a text of " + text.length() + " letters", "at most " + LONGEST);
        }
        return text;
    }
}
