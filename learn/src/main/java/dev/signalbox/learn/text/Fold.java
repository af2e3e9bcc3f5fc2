package dev.signalbox.learn.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What the uncased tokeniser of BERT makes of each character: control characters and accents go, capitals become small, blanks
 * are one blank, punctuation and Chinese characters stand alone.
 *
 * <p>The rules are those of the model's normaliser and pre-tokeniser (clean_text, handle_chinese_chars, strip_accents,
 * lowercase, then a split at blanks and punctuation). The reference's tables are of about Unicode 9; characters that came later
 * follow the JDK's.
 *
 * <p>What ends a word is known for every character without taking it apart, so that a word without an end costs no more than
 * its length. What was found out about 256 characters is kept; two threads may find out the same at once, and keep the same.
 */
final class Fold {
    /** What a character does to the word that is being read. */
    enum Kind {
        /** Leaves no trace: control, format and private characters, halves of pairs, accents. */
        DROPPED,
        /** Ends the word. */
        BLANK,
        /** Ends the word and is one of its own. */
        ALONE,
        /** Goes on with the word. */
        LETTER
    }

    private static final char SEVERAL = '\uFFFF';
    private static final int REPLACEMENT = 0xFFFD;

    private final @Nullable Page[] pages = new @Nullable Page[(Character.MAX_CODE_POINT >> Page.BITS) + 1];

    Kind kind(int codePoint) {
        return page(codePoint).kinds[codePoint & Page.MASK];
    }

    /** Writes the letters that remain of a character into the buffer and tells where the next one goes. */
    int fold(int codePoint, char[] buffer, int at) {
        char letter = page(codePoint).letters[codePoint & Page.MASK];
        if (letter != SEVERAL) {
            buffer[at] = letter;
            return at + 1;
        }
        String folded = takenApart(codePoint);
        folded.getChars(0, folded.length(), buffer, at);
        return at + folded.length();
    }

    private Page page(int codePoint) {
        int number = codePoint >> Page.BITS;
        Page known = pages[number];
        if (known == null) {
            known = new Page(number);
            pages[number] = known;
        }
        return known;
    }

    /** What is known of 256 characters in a row. Its fields are final, so that any thread that sees it sees all of it. */
    private static final class Page {
        static final int BITS = 8;
        static final int MASK = (1 << BITS) - 1;

        final Kind[] kinds = new Kind[1 << BITS];
        final char[] letters = new char[1 << BITS];

        Page(int number) {
            for (int i = 0; i <= MASK; i++) {
                int codePoint = (number << BITS) + i;
                Kind kind = kindOf(codePoint);
                String folded = kind == Kind.DROPPED || kind == Kind.BLANK ? "" : takenApart(codePoint);
                boolean one = folded.length() == 1;
                letters[i] = one ? folded.charAt(0) : SEVERAL;
                // A sign with a stroke through it, such as U+2260, is the sign.
                kinds[i] = one && kindOf(letters[i]) == Kind.ALONE ? Kind.ALONE : kind;
            }
        }
    }

    private static Kind kindOf(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return Kind.BLANK;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK -> Kind.DROPPED;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Kind.BLANK;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> Kind.ALONE;
            default ->
                codePoint == REPLACEMENT
                        ? Kind.DROPPED
                        : isAsciiSign(codePoint) || isChinese(codePoint) ? Kind.ALONE : Kind.LETTER;
        };
    }

    /** The signs of ASCII that Unicode counts among symbols and BERT among punctuation. */
    private static boolean isAsciiSign(int codePoint) {
        return codePoint < 128 && "$+<=>^`|~".indexOf(codePoint) >= 0;
    }

    /** The blocks that BERT's tokeniser names; Japanese syllables and Hangul are words like others. */
    private static boolean isChinese(int codePoint) {
        return between(codePoint, 0x4E00, 0x9FFF)
                || between(codePoint, 0x3400, 0x4DBF)
                || between(codePoint, 0xF900, 0xFAFF)
                || between(codePoint, 0x20000, 0x2A6DF)
                || between(codePoint, 0x2A700, 0x2B81F)
                || between(codePoint, 0x2B920, 0x2CEAF)
                || between(codePoint, 0x2F800, 0x2FA1F);
    }

    private static boolean between(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    /** Without accents and in small letters. The order of marks that remain is not looked at: no piece holds such marks. */
    private static String takenApart(int codePoint) {
        StringBuilder kept = new StringBuilder(4);
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(part -> kept.appendCodePoint(Character.toLowerCase(part)));
        return kept.toString();
    }
}
