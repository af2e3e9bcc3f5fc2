package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.List;

/** Reads the expressions that stand in texts of ARM templates, such as {@code [parameters('name')]}. */
final class ArmExpression {
    private static final int DEEPEST = 32;

    private final Letters letters;

    private ArmExpression(Letters letters) {
        this.letters = letters;
    }

    /** The text itself, or what its expression stands for. */
    static Node read(Node.Text text) {
        String value = text.value();
        if (!value.startsWith("[") || !value.endsWith("]")) {
            return text;
        }
        if (value.startsWith("[[")) {
            return new Node.Text(value.substring(1), text.at());
        }
        String inside = value.substring(1, value.length() - 1);
        ArmExpression reader = new ArmExpression(new Letters(inside, text.at().right(2)));
        reader.letters.skipBlank(true);
        Node node = reader.value(0);
        if (!reader.letters.ended()) {
            throw reader.letters.unexpected("nothing more");
        }
        return node;
    }

    private Node value(int depth) {
        At at = letters.at();
        if (depth > DEEPEST) {
            throw new TemplateMistake(at, "nested too deeply", "at most " + DEEPEST + " levels");
        }
        Node node = first(at, depth);
        letters.skipBlank(true);
        while (letters.peek() == '.' || letters.peek() == '[') {
            boolean point = letters.next() == '.';
            letters.skipBlank(true);
            Node key = point ? new Node.Text(name(), letters.at()) : value(depth + 1);
            if (!point) {
                expect(']');
            }
            node = new Node.Member(node, key, false, at);
            letters.skipBlank(true);
        }
        return node;
    }

    private Node first(At at, int depth) {
        char c = letters.peek();
        if (c == '\'') {
            return new Node.Text(text(), at);
        }
        if (Character.isDigit(c) || c == '-') {
            return new Node.Numeral(letters.takeWhile(l -> Character.isDigit(l) || l == '-'), at);
        }
        String function = name();
        letters.skipBlank(true);
        expect('(');
        letters.skipBlank(true);
        List<Node> arguments = new ArrayList<>();
        while (letters.peek() != ')') {
            arguments.add(value(depth + 1));
            letters.skipBlank(true);
            if (letters.peek() == ',') {
                letters.next();
                letters.skipBlank(true);
            } else if (letters.peek() != ')') {
                throw letters.unexpected(", or )");
            }
        }
        letters.next();
        return new Node.Call(function, arguments, at);
    }

    private String name() {
        String name = letters.takeWhile(c -> Character.isLetterOrDigit(c) || c == '_');
        if (name.isEmpty()) {
            throw letters.unexpected("a function or text in single quotation marks");
        }
        return name;
    }

    private String text() {
        At start = letters.at();
        letters.next();
        StringBuilder text = new StringBuilder();
        while (true) {
            if (letters.ended()) {
                throw new TemplateMistake(start, "text without an end", "'");
            }
            char c = letters.next();
            if (c != '\'') {
                text.append(c);
            } else if (letters.peek() == '\'') {
                text.append(letters.next());
            } else {
                return text.toString();
            }
        }
    }

    private void expect(char wanted) {
        letters.skipBlank(true);
        if (letters.peek() != wanted) {
            throw letters.unexpected(String.valueOf(wanted));
        }
        letters.next();
    }
}
