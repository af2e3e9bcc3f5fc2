package dev.signalbox.learn.embed;

import dev.signalbox.learn.text.Excerpt;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An encoder that keeps its vectors in a file, so that work on the same prompts is quick the next time. They are kept as they
 * are, by SHA-256 of the excerpt's tokens; the file holds no text. New vectors are appended; one that was cut off at the end,
 * where the process died, is worked out again. For one process at a time.
 */
public final class KeptVectors implements Encoder {
    private static final byte[] MARK = {'S', 'B', 'X', 'E', 2};
    private static final int ENTRY = 2 * Long.BYTES + Embedder.SIZE * Float.BYTES;

    private final Encoder encoder;
    private final ConcurrentMap<ExcerptKey, float[]> kept = new ConcurrentHashMap<>();
    private final DataOutputStream out;
    private final Lock lock = new ReentrantLock();

    private KeptVectors(Encoder encoder, DataOutputStream out) {
        this.encoder = encoder;
        this.out = out;
    }

    /**
     * Reads what the file holds, or begins it. The encoder is closed with it.
     *
     * @throws IOException if it cannot be read or written, or is another kind of file
     */
    public static KeptVectors open(Path file, Encoder encoder) throws IOException {
        boolean isNew = !Files.exists(file) || Files.size(file) == 0;
        if (!isNew) {
            check(file);
            trim(file);
        }
        KeptVectors vectors = new KeptVectors(
                encoder,
                new DataOutputStream(new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16)));
        if (isNew) {
            vectors.out.write(MARK);
        } else {
            vectors.read(file);
        }
        return vectors;
    }

    private static void check(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
                throw new IOException("not a file of vectors (expected: one that begins with SBXE and format 2)");
            }
        }
    }

    private static void trim(Path file) throws IOException {
        long rest = (Files.size(file) - MARK.length) % ENTRY;
        if (rest > 0) {
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - rest);
            }
        }
    }

    private void read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.skipNBytes(MARK.length);
            while (true) {
                ExcerptKey key = new ExcerptKey(in.readLong(), in.readLong());
                float[] vector = new float[Embedder.SIZE];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = in.readFloat();
                }
                kept.put(key, vector);
            }
        } catch (EOFException _) {
            // all of it was read
        }
    }

    /** How many vectors are kept. */
    public int size() {
        return kept.size();
    }

    @Override
    public float[] embed(Excerpt excerpt) {
        ExcerptKey key = ExcerptKey.of(excerpt);
        float[] known = kept.get(key);
        if (known != null) {
            return known.clone();
        }
        float[] vector = encoder.embed(excerpt);
        if (kept.putIfAbsent(key, vector.clone()) == null) {
            append(key, vector);
        }
        return vector;
    }

    private void append(ExcerptKey key, float[] vector) {
        lock.lock();
        try {
            out.writeLong(key.high());
            out.writeLong(key.low());
            for (float value : vector) {
                out.writeFloat(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("vectors cannot be kept: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try (encoder) {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("vectors cannot be kept: " + e.getMessage(), e);
        }
    }
}
