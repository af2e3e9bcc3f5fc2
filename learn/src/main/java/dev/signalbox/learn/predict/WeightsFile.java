package dev.signalbox.learn.predict;

import dev.signalbox.learn.data.Unpacked;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Weights as a file: a mark, the SHA-256 of what follows, and the parts, compressed with gzip. Numbers of fits are kept as half
 * floats, so that weights that were just trained must be read back before they are measured.
 */
public final class WeightsFile {
    private static final byte[] MARK = {'S', 'B', 'X', 'W'};
    private static final int FORMAT = 4;
    private static final int MOST = 256 << 20;
    private static final long MOST_UNPACKED = 512L << 20;

    private WeightsFile() {}

    /** Writes weights. */
    public static void write(Weights weights, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(new GZIPOutputStream(bytes))) {
            new WeightsWriter(data).write(weights);
        }
        byte[] body = bytes.toByteArray();
        out.write(MARK);
        out.write(FORMAT);
        out.write(digest(body));
        out.write(body);
    }

    /** The same weights as a reader of their file sees them. */
    public static Weights rounded(Weights weights) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(weights, bytes);
            return read(new ByteArrayInputStream(bytes.toByteArray()), weights.version());
        } catch (IOException | WeightsException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Reads weights.
     *
     * @param name tells in errors what is read
     */
    public static Weights read(InputStream in, String name) throws WeightsException {
        return read(in, name, MOST_UNPACKED);
    }

    static Weights read(InputStream in, String name, long mostUnpacked) throws WeightsException {
        try {
            byte[] head = in.readNBytes(MARK.length);
            if (!Arrays.equals(head, MARK)) {
                throw new WeightsException(name + ": no weights (expected: a file that begins with SBXW)", null);
            }
            int format = in.read();
            if (format != FORMAT) {
                throw new WeightsException(
                        name + ": format " + format + " (expected: " + FORMAT + "; train again or use a newer version)",
                        null);
            }
            byte[] digest = in.readNBytes(32);
            byte[] body = in.readNBytes(MOST);
            if (body.length == MOST && in.read() >= 0) {
                throw new WeightsException(name + ": more than 256 MiB (expected: at most that)", null);
            }
            if (!MessageDigest.isEqual(digest, digest(body))) {
                throw new WeightsException(name + ": damaged (expected: contents with the checksum in its head)", null);
            }
            try (DataInputStream data = new DataInputStream(
                    new BufferedInputStream(new Unpacked(new ByteArrayInputStream(body), mostUnpacked)))) {
                return Consistency.checked(new WeightsReader(data).read());
            }
        } catch (EOFException e) {
            throw new WeightsException(name + ": ends too early", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsException(name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names with values, in their order. */
    static void writeFacts(DataOutputStream out, Map<String, String> facts) throws IOException {
        out.writeInt(facts.size());
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            out.writeUTF(fact.getKey());
            out.writeUTF(fact.getValue());
        }
    }

    static Map<String, String> readFacts(DataInputStream in) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            facts.put(in.readUTF(), in.readUTF());
        }
        return facts;
    }

    static void writeNames(DataOutputStream out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    static List<String> readNames(DataInputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }
}
