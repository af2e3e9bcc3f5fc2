package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Envelope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a prompt begins: digests of its first 4 kB, 6 kB, 8 kB, 12 kB and so on, in the order in which providers cache it, which is
 * tools, instructions, messages. A conversation that goes on keeps all beginnings that it had. Nothing shorter is looked at:
 * no large provider caches less than about a thousand tokens.
 *
 * @param marks from the shortest to the longest
 * @param bytes of the whole prompt
 */
public record Beginnings(List<Mark> marks, int bytes) {
    private static final int SHORTEST = 4 * 1024;
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int KEPT = 16;
    private static final List<String> IN_ORDER =
            List.of("tools", "system", "instructions", "systemInstruction", "system_instruction");
    private static final List<String> TURNS = List.of("messages", "input", "contents");

    /** The digest of a beginning of this many bytes. */
    public record Mark(String digest, int bytes) {}

    /** Takes a defensive copy. */
    public Beginnings {
        marks = List.copyOf(marks);
    }

    /** Those of this prompt. */
    public static Beginnings of(Envelope envelope) {
        MessageDigest digest = sha256();
        List<Mark> marks = new ArrayList<>();
        int read = 0;
        for (String name : IN_ORDER) {
            read = add(envelope.fields().raw(name), digest, read, marks);
        }
        for (String name : TURNS) {
            Optional<ByteBuffer> turns = envelope.fields().raw(name).map(Beginnings::withoutEnd);
            read = add(turns, digest, read, marks);
        }
        return new Beginnings(marks, read);
    }

    /** The bracket at the end stands behind another turn the next time. */
    private static ByteBuffer withoutEnd(ByteBuffer turns) {
        return turns.limit(Math.max(turns.position(), turns.limit() - 1));
    }

    private static int add(Optional<ByteBuffer> field, MessageDigest digest, int before, List<Mark> marks) {
        if (field.isEmpty()) {
            return before;
        }
        ByteBuffer bytes = field.get();
        int end = bytes.limit();
        int read = before;
        while (bytes.position() < end) {
            int mark = after(read);
            int step = Math.min(end - bytes.position(), mark - read);
            digest.update(bytes.limit(bytes.position() + step));
            bytes.limit(end);
            read += step;
            if (read == mark && mark <= LONGEST) {
                marks.add(new Mark(digestNow(digest), mark));
            }
        }
        return read;
    }

    /** The next length that is marked: 4, 6, 8, 12, 16, 24 kB and so on. */
    private static int after(int read) {
        int power = SHORTEST;
        while (power <= LONGEST) {
            if (read < power) {
                return power;
            }
            if (read < power + power / 2) {
                return power + power / 2;
            }
            power *= 2;
        }
        return Integer.MAX_VALUE;
    }

    private static String digestNow(MessageDigest digest) {
        try {
            byte[] bytes = ((MessageDigest) digest.clone()).digest();
            return HexFormat.of().formatHex(bytes, 0, KEPT);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK can copy SHA-256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
