package dev.signalbox.learn.text;

/** The words of a text, counted by the groups they are in, without taking them out of it. */
final class WordCounts {
    private static final Trie GROUPS = WordGroup.trie();
    private static final WordGroup[] ALL = WordGroup.values();
    private static final int VARIETY = 512;
    private static final int SLOTS = 1 << 14;

    int words;
    int numbers;
    int letters;

    private final int[] inGroup = new int[ALL.length];
    private final long[] seen = new long[SLOTS / Long.SIZE];
    private int different;

    WordCounts(String text) {
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            if (isDigit(first)) {
                at = passNumber(text, at);
                numbers++;
                words++;
            } else if (isIdeograph(first)) {
                at++;
                letters++;
                end(first);
            } else if (Character.isLetter(first)) {
                at = passWord(text, at);
            } else {
                at++;
            }
        }
    }

    int count(WordGroup group) {
        for (int i = 0; i < ALL.length; i++) {
            if (ALL[i] == group) {
                return inGroup[i];
            }
        }
        return 0;
    }

    /** The share of different words among the first ones; two of them fall together once in {@value #SLOTS}. */
    double variety() {
        int counted = Math.min(words - numbers, VARIETY);
        return counted == 0 ? 0 : (double) different / counted;
    }

    private int passNumber(String text, int from) {
        int at = from;
        while (at < text.length() && (isDigit(text.charAt(at)) || isWithin(text, at))) {
            at++;
        }
        return at;
    }

    /** A dot or a comma between two digits. */
    private static boolean isWithin(String text, int at) {
        char mark = text.charAt(at);
        return (mark == '.' || mark == ',') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    }

    private int passWord(String text, int from) {
        int node = Trie.ROOT;
        int hash = 0;
        int at = from;
        for (; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (!Character.isLetter(letter) || isIdeograph(letter)) {
                break;
            }
            char small = Character.toLowerCase(letter);
            hash = 31 * hash + small;
            node = node == Trie.NONE ? node : GROUPS.step(node, small);
        }
        letters += at - from;
        int groups = node == Trie.NONE ? Trie.NONE : GROUPS.piece(node);
        if (groups != Trie.NONE) {
            for (int i = 0; i < ALL.length; i++) {
                inGroup[i] += (groups & ALL[i].bit()) == 0 ? 0 : 1;
            }
        }
        end(hash);
        return at;
    }

    private void end(int hash) {
        words++;
        if (words - numbers <= VARIETY) {
            int slot = (hash * 0x9E3779B9) >>> (Integer.SIZE - 14);
            long bit = 1L << (slot & 63);
            different += (seen[slot >> 6] & bit) == 0 ? 1 : 0;
            seen[slot >> 6] |= bit;
        }
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** Chinese characters and Japanese syllables: no blanks stand between them. */
    private static boolean isIdeograph(char letter) {
        return letter >= '\u3040' && letter <= '\u9FFF';
    }
}
