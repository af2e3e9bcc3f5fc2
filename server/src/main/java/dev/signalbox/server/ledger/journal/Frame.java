package dev.signalbox.server.ledger.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The form of a record in a file: length of the payload (4 bytes), CRC-32C of all that follows (4), writer (8), sequence (8),
 * related (8), kind (8), payload, zeros up to a multiple of 8. Little-endian. The length is written last: where it is zero,
 * the records end.
 */
final class Frame {
    static final int HEADER = 40;
    private static final int CHECKED_FROM = 8;
    private static final int SEQUENCE_AT = 16;

    private Frame() {}

    static int size(int payload) {
        return (HEADER + payload + 7) & ~7;
    }

    /** All but sequence and CRC. */
    static ByteBuffer prepare(long writer, int kind, long related, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(size(payload.length)).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0, payload.length)
                .putLong(8, writer)
                .putLong(24, related)
                .putLong(32, kind)
                .put(HEADER, payload);
        return frame;
    }

    static void finish(ByteBuffer frame, long sequence, CRC32C crc) {
        frame.putLong(SEQUENCE_AT, sequence);
        crc.reset();
        crc.update(frame.slice(CHECKED_FROM, HEADER - CHECKED_FROM + frame.getInt(0)));
        frame.putInt(4, (int) crc.getValue());
    }

    /**
     * Reads records until {@code to} or until something is no record.
     *
     * @return where reading ended: {@code to} if all was read
     */
    static int read(ByteBuffer file, int from, int to, Consumer<JournalRecord> each) {
        int at = from;
        CRC32C crc = new CRC32C();
        while (to - at >= HEADER) {
            int length = file.getInt(at);
            if (length <= 0 || length > JournalOptions.LARGEST_RECORD || size(length) > to - at) {
                return at;
            }
            crc.reset();
            crc.update(file.slice(at + CHECKED_FROM, HEADER - CHECKED_FROM + length));
            if ((int) crc.getValue() != file.getInt(at + 4)) {
                return at;
            }
            byte[] payload = new byte[length];
            file.get(at + HEADER, payload);
            each.accept(new JournalRecord(
                    file.getLong(at + 8),
                    file.getLong(at + SEQUENCE_AT),
                    (int) file.getLong(at + 32),
                    file.getLong(at + 24),
                    payload));
            at += size(length);
        }
        return at;
    }
}
