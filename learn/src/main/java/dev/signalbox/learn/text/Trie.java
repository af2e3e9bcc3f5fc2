package dev.signalbox.learn.text;

import java.util.Arrays;

/**
 * The pieces of a vocabulary by their letters: one open-addressed table of edges, walked without making strings.
 *
 * <p>A node is a number, the root is 0. An edge lies under {@code node << 16 | letter}; slot 0 of a key means free, which no
 * edge can be, since no piece holds the letter NUL.
 */
final class Trie {
    static final int ROOT = 0;
    static final int NONE = -1;

    private long[] keys = new long[1 << 10];
    private int[] targets = new int[1 << 10];
    private int[] pieces = {NONE};
    private int edges;

    /** Adds the letters of this text from an index on as a piece. */
    void add(String text, int from, int piece) {
        int node = ROOT;
        for (int i = from; i < text.length(); i++) {
            int next = step(node, text.charAt(i));
            node = next == NONE ? grow(node, text.charAt(i)) : next;
        }
        pieces[node] = piece;
    }

    /** The node that lies behind this letter, or {@link #NONE}. */
    int step(int node, char letter) {
        long key = key(node, letter);
        for (int slot = slot(key); keys[slot] != 0; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return targets[slot];
            }
        }
        return NONE;
    }

    /** The piece that ends at this node, or {@link #NONE}. */
    int piece(int node) {
        return pieces[node];
    }

    private int grow(int node, char letter) {
        if (letter == 0) {
            throw new IllegalArgumentException("letter of a piece: NUL (expected: a printable one)");
        }
        int made = ++edges;
        if (made == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * made);
            Arrays.fill(pieces, made, pieces.length, NONE);
        }
        if (2 * made > keys.length) {
            spread();
        }
        put(key(node, letter), made);
        return made;
    }

    private void spread() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[2 * oldKeys.length];
        targets = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldTargets[i]);
            }
        }
    }

    private void put(long key, int target) {
        int slot = slot(key);
        while (keys[slot] != 0) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & keys.length - 1;
    }

    private static long key(int node, char letter) {
        return (long) node << 16 | letter;
    }
}
