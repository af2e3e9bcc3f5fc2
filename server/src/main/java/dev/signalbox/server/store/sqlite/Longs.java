package dev.signalbox.server.store.sqlite;

import java.util.Arrays;

/** Numbers one after the other, without an object for each. */
final class Longs {
    private long[] values = new long[64];
    private int count;

    void add(long value) {
        room(1);
        values[count++] = value;
    }

    void addAll(Longs other) {
        room(other.count);
        System.arraycopy(other.values, 0, values, count, other.count);
        count += other.count;
    }

    long[] toArray() {
        return Arrays.copyOf(values, count);
    }

    private void room(int wanted) {
        if (values.length - count < wanted) {
            values = Arrays.copyOf(values, Math.max(values.length + values.length / 2, count + wanted));
        }
    }
}
