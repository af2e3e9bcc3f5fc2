package dev.signalbox.server.boot;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Ids of requests: {@code req_} and 26 characters that sort by time, 48 bits of milliseconds before 80 bits of chance. */
final class RequestIds implements Supplier<String> {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final Clock clock;
    private final LongSupplier random;

    RequestIds(Clock clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        char[] id = new char[30];
        "req_".getChars(0, 4, id, 0);
        write(id, 4, 10, clock.millis());
        write(id, 14, 8, random.getAsLong());
        write(id, 22, 8, random.getAsLong());
        return new String(id);
    }

    private static void write(char[] id, int from, int count, long bits) {
        for (int i = count - 1; i >= 0; i--) {
            id[from + i] = ALPHABET.charAt((int) (bits >>> (5 * (count - 1 - i))) & 31);
        }
    }
}
