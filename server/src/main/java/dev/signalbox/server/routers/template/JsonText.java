package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads JSON as Azure's tools take it: with comments, and with every place kept. */
final class JsonText {
    static final int DEEPEST = 64;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final Letters letters;

    private JsonText(Letters letters) {
        this.letters = letters;
    }

    /** @throws TemplateMistake if it is no JSON */
    static Node read(String text) {
        JsonText reader = new JsonText(Letters.of(text));
        reader.letters.skipBlank(true);
        Node node = reader.value(0);
        reader.letters.skipBlank(true);
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
        return switch (letters.peek()) {
            case '{' -> object(at, depth);
            case '[' -> list(at, depth);
            case '"' -> new Node.Text(text(), at);
            default -> word(at);
        };
    }

    private Node object(At at, int depth) {
        Map<String, Node.Field> fields = new LinkedHashMap<>();
        letters.next();
        letters.skipBlank(true);
        while (letters.peek() != '}') {
            At key = letters.at();
            if (letters.peek() != '"') {
                throw letters.unexpected("a name in quotation marks, or }");
            }
            String name = text();
            letters.skipBlank(true);
            expect(':');
            letters.skipBlank(true);
            Node.Field field = new Node.Field(key, value(depth + 1));
            if (fields.putIfAbsent(name, field) != null) {
                throw new TemplateMistake(key, Shown.quoted(name) + " is written twice", "each name once");
            }
            separator('}');
        }
        letters.next();
        return new Node.Fields(fields, at);
    }

    private Node list(At at, int depth) {
        List<Node> items = new ArrayList<>();
        letters.next();
        letters.skipBlank(true);
        while (letters.peek() != ']') {
            items.add(value(depth + 1));
            separator(']');
        }
        letters.next();
        return new Node.Items(items, at);
    }

    private void separator(char end) {
        letters.skipBlank(true);
        if (letters.peek() == ',') {
            letters.next();
            letters.skipBlank(true);
        } else if (letters.peek() != end) {
            throw letters.unexpected(", or " + end);
        }
    }

    private void expect(char wanted) {
        if (letters.peek() != wanted) {
            throw letters.unexpected(String.valueOf(wanted));
        }
        letters.next();
    }

    private Node word(At at) {
        String word = letters.takeWhile(c -> Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.');
        return switch (word) {
            case "true" -> new Node.Truth(true, at);
            case "false" -> new Node.Truth(false, at);
            case "null" -> new Node.Nothing(at);
            case "" -> throw letters.unexpected("a value");
            default -> {
                if (!NUMBER.matcher(word).matches()) {
                    throw new TemplateMistake(at, Shown.quoted(word), "a value");
                }
                yield new Node.Numeral(word, at);
            }
        };
    }

    private String text() {
        At start = letters.at();
        letters.next();
        StringBuilder text = new StringBuilder();
        while (letters.peek() != '"') {
            if (letters.ended()) {
                throw new TemplateMistake(start, "text without an end", "\"");
            }
            char c = letters.next();
            text.append(c == '\\' ? escaped() : c);
        }
        letters.next();
        return text.toString();
    }

    private char escaped() {
        At at = letters.at();
        char c = letters.next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(letters.peek(), 16);
                    if (digit < 0) {
                        throw letters.unexpected("four hexadecimal digits");
                    }
                    letters.next();
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw new TemplateMistake(at, "\\" + c, "an escape of JSON");
        };
    }
}
