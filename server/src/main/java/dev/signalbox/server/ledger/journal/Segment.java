package dev.signalbox.server.ledger.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * One file of a journal, mapped into memory. It was filled with zeros when it was made, so that every byte of it has its
 * place on the disk: writing into the mapping can fail for no want of room, and a killed process loses nothing of it.
 */
final class Segment {
    static final int HEADER = 64;
    static final long MAGIC = 0x314c_4e52_4a42_4953L;
    private static final ValueLayout.OfInt LENGTH_LAYOUT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LENGTH = LENGTH_LAYOUT.varHandle();
    private static final byte[] ZEROS = new byte[64 * 1024];

    private final Path path;
    private final Arena arena;
    private final MemorySegment memory;

    /** Where the next record goes; the records before it are complete. */
    private volatile int end = HEADER;

    private volatile boolean sealed;
    private volatile boolean drained;
    private int drainedTo = HEADER;
    private int forcedTo = HEADER;

    private Segment(Path path, Arena arena, MemorySegment memory) {
        this.path = path;
        this.arena = arena;
        this.memory = memory;
    }

    /** Makes the file, with room on the disk for all of it. */
    static Segment allocate(Path path, int bytes, long writer) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.putLong(0, MAGIC).putLong(8, writer).putInt(16, bytes);
            fill(channel, header, bytes);
            channel.force(true);
            return new Segment(path, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena));
        } catch (IOException e) {
            arena.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Room for records that is left. */
    int left() {
        return (int) memory.byteSize() - end;
    }

    int end() {
        return end;
    }

    /** Appends a finished frame; under the journal's lock. */
    void append(ByteBuffer frame) {
        int size = frame.capacity();
        int at = end;
        MemorySegment source = MemorySegment.ofBuffer(frame);
        MemorySegment.copy(source, Integer.BYTES, memory, at + Integer.BYTES, size - Integer.BYTES);
        LENGTH.setRelease(memory, (long) at, frame.getInt(0));
        end = at + size;
    }

    /** No more records come. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    /** Reads the complete record at this position. Answers where the next one begins. */
    int readOne(int from, Consumer<JournalRecord> each) {
        ByteBuffer file = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int to = from + Frame.size(file.getInt(from));
        if (Frame.read(file, from, to, each) != to) {
            throw new IllegalStateException(
                    path.getFileName() + ": a record that was written cannot be read at " + from);
        }
        return to;
    }

    /** Where the record behind the one at this position begins. */
    int after(int position) {
        return position + Frame.size(memory.get(LENGTH_LAYOUT, position));
    }

    int drainedTo() {
        return drainedTo;
    }

    /** All records before this position are safe elsewhere; the draining thread only. */
    void drainedTo(int position) {
        drainedTo = position;
        drained = sealed && position == end;
    }

    boolean isDrained() {
        return drained;
    }

    /** Whether there is something to force; the forcing thread only, as for all that follows. */
    boolean isDirty() {
        return !drained && forcedTo < end;
    }

    void force() {
        int to = end;
        memory.asSlice(forcedTo, to - forcedTo).force();
        forcedTo = to;
    }

    void unmap() {
        arena.close();
    }

    void delete() throws IOException {
        unmap();
        Files.deleteIfExists(path);
    }

    private static void fill(FileChannel channel, ByteBuffer header, int bytes) throws IOException {
        int written = 0;
        while (header.hasRemaining()) {
            written += channel.write(header);
        }
        while (written < bytes) {
            written += channel.write(ByteBuffer.wrap(ZEROS, 0, Math.min(ZEROS.length, bytes - written)));
        }
    }
}
