package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Bicep: its parameters, variables and resources. What a file has beside them is read over where it changes no value. */
final class BicepText {
    private final Letters letters;
    private final BicepExpression expressions;
    private final Map<String, Node> names = new HashMap<>();
    private final Map<String, Node> given;
    private final List<Declared> declared = new ArrayList<>();
    private final List<Template.Elsewhere> elsewhere = new ArrayList<>();
    private String parent = "";

    private record Declared(String type, Node body, boolean existing, At at) {}

    private BicepText(String text, Map<String, Node> given) {
        this.letters = Letters.of(text);
        this.given = new LinkedHashMap<>(given);
        this.expressions = new BicepExpression(letters, this::resource);
    }

    static Template read(String text, Map<String, Node> given) {
        BicepText reader = new BicepText(text, given);
        while (reader.statement()) {
            reader.lineEnd();
        }
        if (!reader.given.isEmpty()) {
            String name = reader.given.keySet().iterator().next();
            throw new TemplateMistake(At.START, "no parameter " + Shown.quoted(name), "one that is declared");
        }
        Scope scope = new Scope(reader.names, Optional.empty());
        return new Template(
                reader.declared.stream()
                        .map(one -> new Resource(one.type(), one.body(), scope, one.existing(), one.at()))
                        .toList(),
                reader.elsewhere,
                new Evaluation(false));
    }

    private boolean statement() {
        letters.skipBlank(true);
        At at = letters.at();
        if (letters.ended()) {
            return false;
        }
        if (letters.peek() == '#') {
            letters.takeWhile(c -> c != '\n');
            return true;
        }
        if (letters.peek() == '@') {
            letters.next();
            expressions.read();
            return true;
        }
        Letters.Mark mark = letters.mark();
        String word = letters.takeWhile(Character::isLetter);
        switch (word) {
            case "targetScope" -> assigned();
            case "metadata" -> {
                expressions.identifier();
                assigned();
            }
            case "param" -> parameter();
            case "var" -> {
                String name = expressions.identifier();
                skipType();
                names.put(name, assigned());
            }
            case "output" -> {
                expressions.identifier();
                skipType();
                assigned();
            }
            case "resource" -> resource(at);
            case "module" -> module(at);
            case "type", "func" -> skipDeclaration();
            default -> {
                letters.reset(mark);
                String what = word.isEmpty() ? "" : "the statement " + Shown.quoted(word);
                String expected = "param, var, resource, module, output, metadata, type, func or targetScope";
                throw what.isEmpty() ? letters.unexpected(expected) : new TemplateMistake(at, what, expected);
            }
        }
        return true;
    }

    private void lineEnd() {
        letters.skipBlank(false);
        if (!letters.ended() && letters.peek() != '\n') {
            throw letters.unexpected("the end of the line");
        }
    }

    private Node assigned() {
        expressions.expect("=");
        letters.skipBlank(true);
        return expressions.read();
    }

    private void parameter() {
        letters.skipBlank(false);
        At at = letters.at();
        String name = expressions.identifier();
        skipType();
        Node fallback = letters.peek() == '=' ? assigned() : ArmText.missing(name, at);
        Node value = given.remove(name);
        names.put(name, value != null ? value : fallback);
    }

    /** A type changes no value: up to {@code =} or the end of the line, whatever brackets are open. */
    private void skipType() {
        int open = 0;
        letters.skipBlank(false);
        while (!letters.ended() && (open > 0 || (letters.peek() != '=' && letters.peek() != '\n'))) {
            char c = letters.peek();
            if (c == '\'') {
                new BicepString(letters, expressions).line(letters.at());
                continue;
            }
            open += c == '{' || c == '[' || c == '(' ? 1 : c == '}' || c == ']' || c == ')' ? -1 : 0;
            letters.next();
            letters.skipBlank(open > 0);
        }
    }

    /** A type or function of a user's own; a line that begins with a bar belongs to the one before. */
    private void skipDeclaration() {
        expressions.identifier();
        skipType();
        if (letters.peek() == '=') {
            letters.next();
            boolean function = letters.peek() == '>';
            if (function) {
                letters.next();
                letters.skipBlank(true);
                expressions.read();
                return;
            }
        }
        boolean more = true;
        while (more) {
            letters.skipBlank(true);
            skipType();
            Letters.Mark mark = letters.mark();
            letters.skipBlank(true);
            more = letters.peek() == '|';
            if (!more) {
                letters.reset(mark);
            }
        }
    }

    /** Behind the word; resources inside others are told of by the expressions. */
    private void resource(At at) {
        String name = expressions.identifier();
        letters.skipBlank(false);
        String written = new BicepString(letters, expressions).plain(letters.at());
        String own = written.contains("@") ? written.substring(0, written.indexOf('@')) : written;
        String type = parent.isEmpty() || own.contains(".") ? own : parent + '/' + own;
        letters.skipBlank(false);
        boolean existing = letters.sees("existing");
        if (existing) {
            letters.skip("existing".length());
        }
        String outside = parent;
        parent = type;
        int place = declared.size();
        expressions.expect("=");
        letters.skipBlank(true);
        Node body = expressions.body();
        parent = outside;
        declared.add(place, new Declared(type, body, existing, at));
        names.put(name, body);
    }

    private void module(At at) {
        String name = expressions.identifier();
        letters.skipBlank(false);
        String path = new BicepString(letters, expressions).plain(letters.at());
        expressions.expect("=");
        letters.skipBlank(true);
        expressions.body();
        elsewhere.add(new Template.Elsewhere("the module " + Shown.quoted(path), at));
        names.put(name, new Node.Opaque("the module " + name, Node.Opaque.WRITTEN, at));
    }
}
