package dev.signalbox.server.routers.template;

import java.util.function.IntPredicate;

/** Walks through a text and knows its line and column. Columns count code points. */
final class Letters {
    private final String text;
    private final int line0;
    private int index;
    private int line;
    private int column;

    Letters(String text, At start) {
        this.text = text;
        this.line = start.line();
        this.column = start.column();
        this.line0 = start.line();
    }

    /** A whole text; what marks its bytes as UTF-8 is no part of it. */
    static Letters of(String text) {
        return new Letters(text.startsWith("\ufeff") ? text.substring(1) : text, At.START);
    }

    At at() {
        return new At(line, column);
    }

    boolean ended() {
        return index >= text.length();
    }

    /** A place to come back to. */
    record Mark(int index, int line, int column) {}

    Mark mark() {
        return new Mark(index, line, column);
    }

    void reset(Mark mark) {
        index = mark.index;
        line = mark.line;
        column = mark.column;
    }

    /** The next letter, 0 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return index + ahead < text.length() ? text.charAt(index + ahead) : 0;
    }

    boolean sees(String word) {
        return text.startsWith(word, index);
    }

    char next() {
        if (ended()) {
            throw new TemplateMistake(at(), "the end of the text", "more");
        }
        char c = text.charAt(index++);
        if (c == '\n') {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
        return c;
    }

    void skip(int letters) {
        for (int i = 0; i < letters; i++) {
            next();
        }
    }

    String takeWhile(IntPredicate wanted) {
        int from = index;
        while (!ended() && wanted.test(peek())) {
            next();
        }
        return text.substring(from, index);
    }

    /** Spaces and comments of the kinds {@code // ...} and {@code /* ... *}{@code /}; line ends only where they mean nothing. */
    void skipBlank(boolean lineEndsToo) {
        while (!ended()) {
            char c = peek();
            if (c == ' ' || c == '\t' || c == '\r' || (lineEndsToo && c == '\n')) {
                next();
            } else if (sees("//")) {
                takeWhile(letter -> letter != '\n');
            } else if (sees("/*")) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        At start = at();
        skip(2);
        while (!sees("*/")) {
            if (ended()) {
                throw new TemplateMistake(start, "a comment without an end", "*/");
            }
            next();
        }
        skip(2);
    }

    TemplateMistake unexpected(String expected) {
        String what = ended()
                ? "the end of " + (line0 == line && line0 > 1 ? "the expression" : "the text")
                : "\"" + (Character.isISOControl(peek()) ? " " : Character.toString(text.codePointAt(index))) + '"';
        return new TemplateMistake(at(), what, expected);
    }
}
