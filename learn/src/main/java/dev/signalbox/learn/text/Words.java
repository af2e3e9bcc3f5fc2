package dev.signalbox.learn.text;

/**
 * The words of a text from a place on, one after the other, in a buffer that is used again: small letters without accents, each
 * punctuation mark and each Chinese character a word of its own. Linear in the text; a word that is too long is only skipped.
 */
final class Words {
    /** The longest word in characters; a longer one is unknown as a whole. */
    static final int LONGEST = 100;

    private static final int MOST_LETTERS_OF_ONE = 8;

    private final Fold fold;
    private final String text;
    private int at;

    /** The letters of the word, valid up to {@link #length()}. */
    final char[] letters = new char[2 * LONGEST + MOST_LETTERS_OF_ONE];

    private int length;
    private boolean known;

    Words(Fold fold, String text, int from) {
        this.fold = fold;
        this.text = text;
        this.at = from;
    }

    /** Goes to the next word, false behind the last. */
    boolean next() {
        length = 0;
        known = true;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            switch (fold.kind(codePoint)) {
                case DROPPED -> pass(codePoint);
                case BLANK -> {
                    if (length > 0) {
                        return true;
                    }
                    pass(codePoint);
                }
                case ALONE -> {
                    if (length == 0) {
                        length = fold.fold(codePoint, letters, 0);
                        pass(codePoint);
                    }
                    return true;
                }
                case LETTER -> {
                    add(codePoint);
                    pass(codePoint);
                }
            }
        }
        return length > 0;
    }

    int length() {
        return length;
    }

    /** False if the word is too long. */
    boolean known() {
        return known;
    }

    private void pass(int codePoint) {
        at += Character.charCount(codePoint);
    }

    private void add(int codePoint) {
        if (known) {
            length = fold.fold(codePoint, letters, length);
            known = length <= LONGEST || Character.codePointCount(letters, 0, length) <= LONGEST;
        }
    }
}
