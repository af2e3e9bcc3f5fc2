package dev.signalbox.learn.text;

import java.util.Objects;

/**
 * What of a prompt is embedded: the last words of the user, a digest of the instructions before them, and of what is too long
 * its beginning and its end.
 *
 * @param tokens between the marks of start and end, {@value #MOST} at most with them
 * @param shortened whether something of the user's words is left out
 */
public record Excerpt(int[] tokens, boolean shortened) {
    /**
     * The most tokens. An embedding of so many takes about 7 ms, so that a decision takes about 10 however long the prompt is. With
     * two and a half times as many, prompts that are longer were foreseen no better.
     */
    public static final int MOST = 96;

    /**
     * The most tokens of the instructions. They are the same for all requests of an application, so that more of them would
     * make its requests look alike.
     */
    public static final int MOST_OF_SYSTEM = 32;

    private static final int MARKS = 2;

    public Excerpt {
        tokens = tokens.clone();
    }

    @Override
    public int[] tokens() {
        return tokens.clone();
    }

    /**
     * The excerpt of a prompt.
     *
     * <p>The instructions come first, as far as there is room for them: never more tokens than the user's own words have, so
     * that these make at least half of the mean over all tokens, unless the user said nothing at all. Of longer words of
     * the user two thirds of the room are their beginning, where a task is mostly told, and one third is their end, where the
     * question stands that follows a long text.
     *
     * @param system what the model is told before the conversation, or an empty text
     * @param user the last turn of the user, or an empty text
     */
    public static Excerpt of(WordPiece pieces, String system, String user) {
        int[] words = pieces.head(user, MOST - MARKS + 1);
        int[] digest = pieces.head(system, words.length == 0 ? MOST_OF_SYSTEM : Math.min(words.length, MOST_OF_SYSTEM));
        int room = MOST - MARKS - digest.length;
        boolean shortened = words.length > room;
        Row row = new Row(MARKS + digest.length + Math.min(words.length, room));
        row.add(pieces.start());
        row.add(digest, digest.length);
        if (shortened) {
            int end = room / 3;
            row.add(words, room - end);
            row.add(pieces.tail(user, end), end);
        } else {
            row.add(words, words.length);
        }
        row.add(pieces.end());
        return new Excerpt(row.ids, shortened);
    }

    /** The excerpt of a prompt without instructions. */
    public static Excerpt of(WordPiece pieces, String user) {
        return of(pieces, "", Objects.requireNonNull(user));
    }

    private static final class Row {
        private final int[] ids;
        private int size;

        Row(int length) {
            ids = new int[length];
        }

        void add(int id) {
            ids[size++] = id;
        }

        void add(int[] some, int count) {
            System.arraycopy(some, 0, ids, size, count);
            size += count;
        }
    }
}
