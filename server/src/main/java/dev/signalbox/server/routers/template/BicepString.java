package dev.signalbox.server.routers.template;

import java.util.ArrayList;
import java.util.List;

/** Reads the texts of Bicep: on one line with escapes and {@code ${...}}, or as a block between three quotation marks. */
final class BicepString {
    private final Letters letters;
    private final BicepExpression expressions;

    BicepString(Letters letters, BicepExpression expressions) {
        this.letters = letters;
        this.expressions = expressions;
    }

    Node block(At at) {
        letters.skip(3);
        if (letters.peek() == '\r' && letters.peek(1) == '\n') {
            letters.next();
        }
        if (letters.peek() == '\n') {
            letters.next();
        }
        StringBuilder text = new StringBuilder();
        while (!letters.sees("'''")) {
            if (letters.ended()) {
                throw new TemplateMistake(at, "text without an end", "'''");
            }
            text.append(letters.next());
        }
        letters.skip(3);
        return new Node.Text(text.toString(), at);
    }

    /** A text in which nothing is worked out. */
    String plain(At at) {
        if (line(at) instanceof Node.Text(String text, At _)) {
            return text;
        }
        throw new TemplateMistake(at, "a name that is worked out", "a name that is written out");
    }

    Node line(At at) {
        List<Node> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        letters.next();
        while (letters.peek() != '\'') {
            if (letters.ended() || letters.peek() == '\n') {
                throw new TemplateMistake(at, "text without an end", "'");
            }
            if (letters.sees("${")) {
                parts.add(new Node.Text(text.toString(), at));
                text.setLength(0);
                letters.skip(2);
                letters.skipBlank(true);
                parts.add(expressions.read());
                expressions.expect("}");
            } else {
                char c = letters.next();
                text.append(c == '\\' ? escaped() : String.valueOf(c));
            }
        }
        letters.next();
        if (parts.isEmpty()) {
            return new Node.Text(text.toString(), at);
        }
        parts.add(new Node.Text(text.toString(), at));
        return new Node.Joined(parts, at);
    }

    private String escaped() {
        At at = letters.at();
        char c = letters.next();
        return switch (c) {
            case '\\', '\'', '$' -> String.valueOf(c);
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> {
                letters.next();
                String digits = letters.takeWhile(letter -> Character.digit(letter, 16) >= 0);
                boolean ended = letters.peek() == '}';
                int code = digits.isEmpty() || digits.length() > 6 ? -1 : Integer.parseInt(digits, 16);
                if (!ended || !Character.isValidCodePoint(code)) {
                    throw new TemplateMistake(at, "\\u", "\\u{...} with hexadecimal digits");
                }
                letters.next();
                yield Character.toString(code);
            }
            default -> throw new TemplateMistake(at, "\\" + c, "an escape of Bicep");
        };
    }
}
