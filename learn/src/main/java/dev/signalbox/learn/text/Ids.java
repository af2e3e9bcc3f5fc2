package dev.signalbox.learn.text;

import java.util.Arrays;

/** A growing row of ids. */
final class Ids {
    private int[] ids = new int[64];
    private int size;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    /** Forgets all from this size on. */
    void cut(int keep) {
        size = Math.min(size, keep);
    }

    int[] first(int most) {
        return Arrays.copyOf(ids, Math.min(size, most));
    }

    int[] last(int most) {
        return Arrays.copyOfRange(ids, Math.max(0, size - most), size);
    }
}
