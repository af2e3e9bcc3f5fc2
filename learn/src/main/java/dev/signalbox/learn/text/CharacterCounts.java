package dev.signalbox.learn.text;

/** How often characters and pairs of them of some kinds stand in a text. */
final class CharacterCounts {
    private static final String STOPS = ".!?\u3002\uFF01\uFF1F\u0964";
    private static final String QUESTIONS = "?\uFF1F\u061F\u037E";
    private static final String FORMULA = "=+*^<>";

    int letters;
    int capitals;
    int digits;
    int punctuation;
    int beyondAscii;
    int eastAsian;
    int stops;
    int questions;
    int maths;
    int codeMarks;
    int dataMarks;

    CharacterCounts(String text) {
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char now = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
            if (now < 128) {
                countAscii(before, now, next);
            } else {
                countOther(now);
            }
            if (QUESTIONS.indexOf(now) >= 0) {
                questions++;
            }
            // A dot within a number or a name ends no sentence.
            if (STOPS.indexOf(now) >= 0 && (now != '.' || Character.isWhitespace(next))) {
                stops++;
            }
            before = now;
        }
    }

    private void countAscii(char before, char now, char next) {
        if (now >= 'a' && now <= 'z') {
            letters++;
        } else if (now >= 'A' && now <= 'Z') {
            letters++;
            capitals++;
        } else if (now >= '0' && now <= '9') {
            digits++;
        } else if (now > ' ' && now < 127) {
            punctuation++;
            countMarks(before, now, next);
        }
    }

    private void countOther(char now) {
        beyondAscii++;
        if (Character.isLetter(now)) {
            letters++;
            capitals += Character.isUpperCase(now) ? 1 : 0;
        }
        eastAsian += isEastAsian(now) ? 1 : 0;
        maths += Character.getType(now) == Character.MATH_SYMBOL ? 1 : 0;
    }

    private void countMarks(char before, char now, char next) {
        switch (now) {
            case '(' -> codeMarks += next == ')' ? 1 : 0;
            case '[' -> codeMarks += next == ']' ? 1 : 0;
            case '=' -> codeMarks += next == '=' || next == '>' || "!<>+-*/".indexOf(before) >= 0 ? 1 : 0;
            case '-' -> codeMarks += next == '>' ? 1 : 0;
            case ':' -> codeMarks += next == ':' ? 1 : 0;
            case '&', '|', '/', '`' -> codeMarks += next == now && before != ':' && before != now ? 1 : 0;
            case '_' -> codeMarks += Character.isLetterOrDigit(before) && Character.isLetterOrDigit(next) ? 1 : 0;
            case '"' -> dataMarks += next == ':' || before == '{' || before == '[' ? 1 : 0;
            case '<' -> dataMarks += next == '/' || (Character.isLetter(next) && before != ' ') ? 1 : 0;
            case '\\' -> maths += Character.isLetter(next) ? 1 : 0;
            case '$' -> maths += Character.isDigit(next) ? 0 : 1; // before a digit it is money
            default -> {}
        }
        if (FORMULA.indexOf(now) >= 0 && now != before) {
            maths++;
        }
    }

    /** From the signs of Chinese characters to Hangul, and their forms of full width; characters beyond the basic plane not. */
    private static boolean isEastAsian(char letter) {
        return (letter >= '\u2E80' && letter <= '\u9FFF')
                || (letter >= '\uAC00' && letter <= '\uD7A3')
                || (letter >= '\uF900' && letter <= '\uFAFF')
                || (letter >= '\uFF00' && letter <= '\uFFEF');
    }
}
