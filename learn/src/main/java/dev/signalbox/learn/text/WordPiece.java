package dev.signalbox.learn.text;

/**
 * The tokeniser of uncased BERT models: text to the ids of the pieces that an embedding model was trained with. Gives what the
 * reference implementation gives, without the marks around a text; a mark that is written in a text is only text.
 *
 * <p>Immutable, for any number of threads. Linear in what is read, whatever is written there: each letter of a word is taken
 * at most once for each piece that was begun before it, and a word has no more than a hundred letters.
 */
public final class WordPiece {
    private static final String MINI_LM = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int LETTERS_OF_A_PIECE = 8;

    private final Fold fold = new Fold();
    private final Vocabulary vocabulary;

    WordPiece(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * The tokeniser of all-MiniLM-L6-v2. Takes some 50 ms.
     *
     * @throws IllegalStateException if its vocabulary is not on the class path
     */
    public static WordPiece miniLm() {
        return new WordPiece(VocabularyFile.read(MINI_LM));
    }

    /** The id that stands before every text. */
    public int start() {
        return vocabulary.start();
    }

    /** The id that stands behind every text. */
    public int end() {
        return vocabulary.end();
    }

    /** All pieces of a text. */
    public int[] pieces(String text) {
        return head(text, Integer.MAX_VALUE);
    }

    /** The first pieces of a text; what follows them is not read. */
    public int[] head(String text, int most) {
        return read(text, 0, most).first(most);
    }

    /** The last pieces of a text, the same as of all of it; what goes far before them is not read. */
    public int[] tail(String text, int most) {
        for (long window = (long) LETTERS_OF_A_PIECE * Math.max(1, most); ; window *= 4) {
            int from = wordBorder(text, (int) Math.max(0, text.length() - window));
            Ids ids = read(text, from, Integer.MAX_VALUE);
            if (from == 0 || ids.size() >= most) {
                return ids.last(most);
            }
        }
    }

    /** The last place up to this one where no word is cut. */
    private int wordBorder(String text, int from) {
        int at = from;
        while (at > 0) {
            int codePoint = text.codePointAt(at);
            Fold.Kind kind = fold.kind(codePoint);
            if (kind == Fold.Kind.BLANK || kind == Fold.Kind.ALONE) {
                return at;
            }
            at--;
        }
        return 0;
    }

    private Ids read(String text, int from, int most) {
        Ids ids = new Ids();
        Words words = new Words(fold, text, from);
        while (ids.size() < most && words.next()) {
            if (!words.known() || !split(words, ids)) {
                ids.add(vocabulary.unknown());
            }
        }
        return ids;
    }

    /** Puts a word together from the longest pieces that fit, or leaves nothing and says false if that ends too early. */
    private boolean split(Words words, Ids ids) {
        int before = ids.size();
        Trie trie = vocabulary.beginnings();
        for (int from = 0; from < words.length(); ) {
            int node = Trie.ROOT;
            int piece = Trie.NONE;
            int behind = from;
            for (int at = from; at < words.length(); at++) {
                node = trie.step(node, words.letters[at]);
                if (node == Trie.NONE) {
                    break;
                }
                if (trie.piece(node) != Trie.NONE) {
                    piece = trie.piece(node);
                    behind = at + 1;
                }
            }
            if (piece == Trie.NONE) {
                ids.cut(before);
                return false;
            }
            ids.add(piece);
            from = behind;
            trie = vocabulary.continuations();
        }
        return true;
    }
}
