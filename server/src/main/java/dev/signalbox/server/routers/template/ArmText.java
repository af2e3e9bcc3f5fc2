package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads ARM templates: whole ones with resources in lists or by symbolic names, nested ones, or one resource alone. */
final class ArmText {
    private static final String NESTED = "Microsoft.Resources/deployments";
    private static final int DEEPEST = 8;

    private final Evaluation evaluation = new Evaluation(true);
    private final List<Resource> resources = new ArrayList<>();
    private final List<Template.Elsewhere> elsewhere = new ArrayList<>();

    private ArmText() {}

    static Template read(String text, Map<String, Node> given) {
        Node root = JsonText.read(text);
        ArmText reader = new ArmText();
        Scope nothing = new Scope(Map.of(), Optional.empty());
        if (!(root instanceof Node.Fields fields)) {
            throw new TemplateMistake(root.at(), root.kind(), "an object: a template or a deployment");
        }
        if (fields.field("resources").isPresent() && fields.field("sku").isEmpty()) {
            reader.template(fields, reader.scope(fields, given, nothing, true), "", 0);
        } else {
            reader.resource(fields, nothing, "", 0);
        }
        return new Template(reader.resources, reader.elsewhere, reader.evaluation);
    }

    static Map<String, Node> parameters(String text) {
        Node root = JsonText.read(text);
        Node inside = root instanceof Node.Fields fields
                ? fields.field("parameters").map(Node.Field::value).orElse(root)
                : root;
        if (!(inside instanceof Node.Fields all)) {
            throw new TemplateMistake(inside.at(), inside.kind(), "an object of parameters");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        all.fields().forEach((name, field) -> {
            if (field.value() instanceof Node.Fields one && one.field("value").isPresent()) {
                values.put(name, one.field("value").orElseThrow().value());
            } else if (!name.equals("$schema") && !name.equals("contentVersion")) {
                throw new TemplateMistake(field.at(), "no value for " + Shown.quoted(name), "{ \"value\": ... }");
            }
        });
        return values;
    }

    private Scope scope(Node.Fields template, Map<String, Node> given, Scope outer, boolean all) {
        Map<String, Node> names = new HashMap<>();
        Map<String, Node> left = new HashMap<>();
        given.forEach((name, value) -> left.put(name.toLowerCase(Locale.ROOT), value));
        inside(template, "parameters").forEach((name, field) -> {
            Node value = left.remove(name.toLowerCase(Locale.ROOT));
            Optional<Node> fallback = field.value() instanceof Node.Fields declared
                    ? declared.field("defaultValue").map(Node.Field::value)
                    : Optional.empty();
            names.put(
                    "parameters:" + name.toLowerCase(Locale.ROOT),
                    value != null ? value : fallback.orElseGet(() -> missing(name, field.at())));
        });
        if (all && !left.isEmpty()) {
            throw new TemplateMistake(
                    template.at(),
                    "no parameter " + Shown.quoted(left.keySet().iterator().next()),
                    "one that is declared");
        }
        inside(template, "variables")
                .forEach((name, field) -> names.put("variables:" + name.toLowerCase(Locale.ROOT), field.value()));
        return new Scope(names, Optional.of(outer));
    }

    static Node.Opaque missing(String name, At at) {
        return new Node.Opaque("the parameter " + name + ", which has no default,", "--set " + name + "=VALUE", at);
    }

    private static Map<String, Node.Field> inside(Node.Fields template, String name) {
        return template.field(name).map(Node.Field::value).orElse(null) instanceof Node.Fields fields
                ? fields.fields()
                : Map.of();
    }

    private void template(Node.Fields template, Scope scope, String parent, int depth) {
        Node declared =
                template.field("resources").map(Node.Field::value).orElse(new Node.Items(List.of(), template.at()));
        switch (declared) {
            case Node.Items items -> items.items().forEach(item -> resource(item, scope, parent, depth));
            case Node.Fields named ->
                named.fields().values().forEach(field -> resource(field.value(), scope, parent, depth));
            case Node.Text _, Node.Numeral _, Node.Truth _, Node.Nothing _, Node.Formula _ ->
                throw new TemplateMistake(declared.at(), declared.kind(), "a list of resources, or an object of them");
        }
    }

    private void resource(Node node, Scope scope, String parent, int depth) {
        if (!(node instanceof Node.Fields body)) {
            throw new TemplateMistake(node.at(), node.kind(), "a resource: an object");
        }
        if (depth > DEEPEST) {
            throw new TemplateMistake(
                    node.at(), "nested too deeply", "at most " + DEEPEST + " templates in each other");
        }
        String own = body.field("type")
                .map(field -> evaluation.text(field.value(), scope))
                .orElse("");
        String type = parent.isEmpty() || (own.contains("/") && own.contains(".")) ? own : parent + '/' + own;
        boolean existing = body.field("existing")
                .filter(field -> evaluation.truth(field.value(), scope))
                .isPresent();
        if (type.equalsIgnoreCase(NESTED)) {
            nested(body, scope, depth);
            return;
        }
        resources.add(new Resource(type, conditional(body), scope, existing, body.at()));
        if (body.field("resources").isPresent()) {
            template(body, scope, type, depth + 1);
        }
    }

    private static Node conditional(Node.Fields body) {
        Optional<Node.Field> copy = body.field("copy");
        if (copy.isPresent()) {
            return new Node.Opaque(
                    "how often a copy is made",
                    "resources that are written out",
                    copy.get().at());
        }
        return body.field("condition")
                .<Node>map(field -> new Node.Choice(field.value(), body, new Node.Nothing(body.at()), body.at()))
                .orElse(body);
    }

    private void nested(Node.Fields body, Scope scope, int depth) {
        Map<String, Node.Field> properties = inside(body, "properties");
        Node.Field template = properties.get("template");
        if (template == null || !(template.value() instanceof Node.Fields fields)) {
            elsewhere.add(new Template.Elsewhere("a linked template", body.at()));
            return;
        }
        boolean inner = properties.get("expressionEvaluationOptions") instanceof Node.Field(At _, Node.Fields options)
                && options.field("scope")
                        .filter(field -> evaluation.text(field.value(), scope).equalsIgnoreCase("inner"))
                        .isPresent();
        Map<String, Node> given = new HashMap<>();
        if (properties.get("parameters") instanceof Node.Field(At _, Node.Fields parameters)) {
            parameters.fields().forEach((name, field) -> {
                if (field.value() instanceof Node.Fields one
                        && one.field("value").isPresent()) {
                    given.put(
                            name,
                            new Node.Bound(one.field("value").orElseThrow().value(), scope));
                }
            });
        }
        Scope its = inner ? scope(fields, given, new Scope(Map.of(), Optional.empty()), false) : scope;
        template(fields, its, "", depth + 1);
    }
}
