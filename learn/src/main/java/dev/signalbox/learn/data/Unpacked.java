package dev.signalbox.learn.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What a gzip file unpacks to, up to a limit: a few megabytes can unpack to more than any machine holds. */
public final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MEBI = 20;

    private final long most;
    private long left;

    /** @param most bytes */
    public Unpacked(InputStream packed, long most) throws IOException {
        super(new GZIPInputStream(packed, BUFFER));
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int many = super.read(bytes, offset, length);
        count(Math.max(0, many));
        return many;
    }

    @Override
    public long skip(long length) throws IOException {
        long many = super.skip(length);
        count(many);
        return many;
    }

    @Override
    public boolean markSupported() {
        return false; // what is read twice would be counted twice
    }

    private void count(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("it unpacks to more than " + (most >> MEBI) + " MiB (expected: at most that)");
        }
    }
}
