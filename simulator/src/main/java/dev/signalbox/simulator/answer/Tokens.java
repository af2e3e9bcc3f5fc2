package dev.signalbox.simulator.answer;

import java.util.ArrayList;
import java.util.List;

/** The simulator's token: four code points, the last one may be shorter. Exact, cheap, and the same for every model. */
public final class Tokens {
    private static final int CODE_POINTS = 4;

    private Tokens() {}

    public static int count(String text) {
        return Math.ceilDiv(text.codePointCount(0, text.length()), CODE_POINTS);
    }

    /** The first {@code tokens} tokens of a text. */
    public static String first(String text, int tokens) {
        return count(text) <= tokens ? text : text.substring(0, text.offsetByCodePoints(0, tokens * CODE_POINTS));
    }

    /** The text in pieces of {@code tokens} tokens; no piece for an empty text. */
    public static List<String> pieces(String text, int tokens) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            for (int i = 0; i < tokens * CODE_POINTS && to < text.length(); i++) {
                to += Character.charCount(text.codePointAt(to));
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
