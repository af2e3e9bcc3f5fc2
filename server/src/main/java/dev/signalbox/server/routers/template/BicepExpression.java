package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the expressions of Bicep. Operators that no deployment of a model needs are read and have no value. */
final class BicepExpression {
    private static final int DEEPEST = 128;
    private static final List<String> OPERATORS =
            List.of("||", "&&", "??", "==", "!=", "=~", "!~", "<=", ">=", "<", ">", "+", "-", "*", "/", "%");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Letters letters;
    private final NestedResources nested;
    private int depth;

    /** Is told of resources that stand inside others. */
    @FunctionalInterface
    interface NestedResources {
        /** Reads one, behind the word {@code resource}. */
        void read(At at);
    }

    BicepExpression(Letters letters, NestedResources nested) {
        this.letters = letters;
        this.nested = nested;
    }

    /** One expression. */
    Node read() {
        At at = letters.at();
        if (++depth > DEEPEST) {
            throw new TemplateMistake(at, "nested too deeply", "at most " + DEEPEST + " levels");
        }
        try {
            Node condition = operations(at);
            if (!afterLineEnds("?") || letters.sees("??")) {
                return condition;
            }
            letters.next();
            letters.skipBlank(true);
            Node then = read();
            if (!afterLineEnds(":")) {
                throw letters.unexpected(":");
            }
            letters.next();
            letters.skipBlank(true);
            return new Node.Choice(condition, then, read(), at);
        } finally {
            depth--;
        }
    }

    /** Operators bind in the order in which they stand but for the weakest, which is what deployments use. */
    private Node operations(At at) {
        if (++depth > DEEPEST) {
            throw new TemplateMistake(at, "nested too deeply", "at most " + DEEPEST + " levels");
        }
        try {
            return chain(at);
        } finally {
            depth--;
        }
    }

    private Node chain(At at) {
        Node left = unary();
        while (true) {
            letters.skipBlank(false);
            Optional<String> operator = OPERATORS.stream().filter(letters::sees).findFirst();
            if (operator.isEmpty()) {
                return left;
            }
            letters.skip(operator.get().length());
            letters.skipBlank(true);
            boolean weak = List.of("||", "&&", "??").contains(operator.get());
            Node right = weak ? operations(letters.at()) : unary();
            left = operation(operator.get(), left, right, at);
            if (weak) {
                return left;
            }
        }
    }

    private static Node operation(String operator, Node left, Node right, At at) {
        List<Node> both = List.of(left, right);
        return switch (operator) {
            case "==" -> new Node.Call("equals", both, at);
            case "!=" -> new Node.Call("not", List.of(new Node.Call("equals", both, at)), at);
            case "&&" -> new Node.Call("and", both, at);
            case "||" -> new Node.Call("or", both, at);
            case "??" -> new Node.Call("coalesce", both, at);
            default -> new Node.Opaque("the value of " + operator, Node.Opaque.WRITTEN, at);
        };
    }

    private Node unary() {
        At at = letters.at();
        if (letters.peek() == '!') {
            letters.next();
            letters.skipBlank(true);
            return new Node.Call("not", List.of(nestedUnary()), at);
        }
        if (letters.peek() == '-' && Character.isDigit(letters.peek(1))) {
            letters.next();
            return new Node.Numeral('-' + letters.takeWhile(Character::isDigit), at);
        }
        Node node = primary(at);
        while (true) {
            if (letters.sees("::")) {
                letters.skip(2);
                identifier();
                node = new Node.Opaque("a resource inside another", Node.Opaque.WRITTEN, at);
            } else if (letters.peek() == '.') {
                letters.next();
                boolean lenient = lenient();
                At place = letters.at();
                String name = identifier();
                node = letters.peek() == '('
                        ? called(node, name, arguments(), at)
                        : new Node.Member(node, new Node.Text(name, place), lenient, at);
            } else if (letters.peek() == '[') {
                letters.next();
                boolean lenient = lenient();
                letters.skipBlank(true);
                Node key = read();
                expect("]");
                node = new Node.Member(node, key, lenient, at);
            } else if (letters.peek() == '!' && letters.peek(1) != '=' && letters.peek(1) != '~') {
                letters.next();
            } else {
                return node;
            }
        }
    }

    private Node nestedUnary() {
        if (++depth > DEEPEST) {
            throw new TemplateMistake(letters.at(), "nested too deeply", "at most " + DEEPEST + " levels");
        }
        try {
            return unary();
        } finally {
            depth--;
        }
    }

    private boolean lenient() {
        boolean lenient = letters.peek() == '?';
        if (lenient) {
            letters.next();
        }
        return lenient;
    }

    /** {@code sys.format(...)} is {@code format(...)}; what a resource is asked for at its deployment is not known. */
    private static Node called(Node of, String name, List<Node> arguments, At at) {
        if (of instanceof Node.Name(String space, At _) && (space.equals("sys") || space.equals("az"))) {
            return new Node.Call(name, arguments, at);
        }
        return new Node.Opaque("what " + name + " answers", Node.Opaque.WRITTEN, at);
    }

    private Node primary(At at) {
        char c = letters.peek();
        if (letters.sees("'''")) {
            return new BicepString(letters, this).block(at);
        }
        if (c == '\'') {
            return new BicepString(letters, this).line(at);
        }
        if (c == '{') {
            return object(at);
        }
        if (c == '[') {
            return list(at);
        }
        if (c == '(') {
            return group(at);
        }
        if (Character.isDigit(c)) {
            return new Node.Numeral(letters.takeWhile(Character::isDigit), at);
        }
        String word = identifier();
        letters.skipBlank(false);
        if (letters.sees("=>")) {
            letters.skip(2);
            letters.skipBlank(true);
            read();
            return new Node.Opaque("a function", Node.Opaque.WRITTEN, at);
        }
        return switch (word) {
            case "true", "false" -> new Node.Truth(word.equals("true"), at);
            case "null" -> new Node.Nothing(at);
            default -> letters.peek() == '(' ? new Node.Call(word, arguments(), at) : new Node.Name(word, at);
        };
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        expect("(");
        letters.skipBlank(true);
        while (letters.peek() != ')') {
            arguments.add(read());
            letters.skipBlank(true);
            if (letters.peek() == ',') {
                letters.next();
                letters.skipBlank(true);
            } else if (letters.peek() != ')') {
                throw letters.unexpected(", or )");
            }
        }
        letters.next();
        return arguments;
    }

    private Node group(At at) {
        List<Node> inside = arguments();
        letters.skipBlank(false);
        if (letters.sees("=>")) {
            letters.skip(2);
            letters.skipBlank(true);
            read();
            return new Node.Opaque("a function", Node.Opaque.WRITTEN, at);
        }
        if (inside.size() != 1) {
            throw new TemplateMistake(at, inside.size() + " values in brackets", "one");
        }
        return inside.getFirst();
    }

    private Node list(At at) {
        letters.next();
        letters.skipBlank(true);
        Letters.Mark mark = letters.mark();
        if (word().equals("for")) {
            return loop(at);
        }
        letters.reset(mark);
        List<Node> items = new ArrayList<>();
        while (letters.peek() != ']') {
            refuseSpread();
            items.add(read());
            separator(']');
        }
        letters.next();
        return new Node.Items(items, at);
    }

    private Node loop(At at) {
        letters.skipBlank(true);
        boolean two = letters.peek() == '(';
        if (two) {
            letters.next();
            letters.skipBlank(true);
        }
        String item = identifier();
        Optional<String> index = Optional.empty();
        if (two) {
            expect(",");
            letters.skipBlank(true);
            index = Optional.of(identifier());
            expect(")");
        }
        letters.skipBlank(true);
        if (!word().equals("in")) {
            throw letters.unexpected("in");
        }
        letters.skipBlank(true);
        Node over = read();
        expect(":");
        letters.skipBlank(true);
        Node body = body();
        expect("]");
        return new Node.Loop(item, index, over, body, at);
    }

    /** What stands behind {@code =} of a resource: a value that may have a condition. */
    Node body() {
        At at = letters.at();
        Letters.Mark mark = letters.mark();
        if (!word().equals("if")) {
            letters.reset(mark);
            return read();
        }
        letters.skipBlank(true);
        List<Node> condition = arguments();
        if (condition.size() != 1) {
            throw new TemplateMistake(at, condition.size() + " conditions", "one");
        }
        letters.skipBlank(true);
        return new Node.Choice(condition.getFirst(), read(), new Node.Nothing(at), at);
    }

    private Node object(At at) {
        Map<String, Node.Field> fields = new LinkedHashMap<>();
        letters.next();
        letters.skipBlank(true);
        while (letters.peek() != '}') {
            At key = letters.at();
            refuseSpread();
            if (letters.peek() == '@') {
                letters.next();
                read(); // what decorates a resource inside
                letters.skipBlank(true);
                continue;
            }
            String name = letters.peek() == '\'' ? new BicepString(letters, this).plain(key) : identifier();
            letters.skipBlank(false);
            if (name.equals("resource") && letters.peek() != ':') {
                nested.read(key);
            } else {
                expect(":");
                letters.skipBlank(true);
                if (fields.putIfAbsent(name, new Node.Field(key, read())) != null) {
                    throw new TemplateMistake(key, Shown.quoted(name) + " is written twice", "each name once");
                }
            }
            separator('}');
        }
        letters.next();
        return new Node.Fields(fields, at);
    }

    private void refuseSpread() {
        if (letters.sees("...")) {
            throw letters.unexpected("fields or items that are written out");
        }
    }

    /** A comma or the end of the line; an object may also end where it stands. */
    private void separator(char end) {
        letters.skipBlank(false);
        boolean separated = letters.peek() == ',' || letters.peek() == '\n';
        if (!separated && letters.peek() != end) {
            throw letters.unexpected("the end of the line, or " + end);
        }
        letters.skipBlank(true);
        while (letters.peek() == ',') {
            letters.next();
            letters.skipBlank(true);
        }
    }

    /** Whether this comes next, perhaps on a further line; goes there if so. */
    private boolean afterLineEnds(String wanted) {
        Letters.Mark mark = letters.mark();
        letters.skipBlank(true);
        if (letters.sees(wanted)) {
            return true;
        }
        letters.reset(mark);
        return false;
    }

    String identifier() {
        letters.skipBlank(false);
        String word = word();
        Matcher matcher = IDENTIFIER.matcher(word);
        if (!matcher.matches()) {
            throw letters.unexpected("a name");
        }
        return word;
    }

    private String word() {
        return letters.takeWhile(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    void expect(String wanted) {
        letters.skipBlank(true);
        if (!letters.sees(wanted)) {
            throw letters.unexpected(wanted);
        }
        letters.skip(wanted.length());
    }
}
