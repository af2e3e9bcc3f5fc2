package dev.signalbox.server.ledger.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one writer.
 *
 * <p>Appending copies a record into memory under a short lock; any thread may do it, event loops included. A file is filled
 * with zeros by a background thread before it is needed, so a full disk shows there and not in an append. What has begun
 * must be able to end: whoever begins reserves room for the record that ends it, and a new beginning is refused when the
 * room that is left would not hold all endings.
 *
 * <p>Three threads work on it: {@code forces} brings what was appended to the disk in groups and deletes files that are drained,
 * {@code provides} makes files ahead of need, and the owner's own thread drains.
 */
public final class Journal implements AutoCloseable {
    private static final Duration LONG = Duration.ofHours(1);

    private final Path directory;
    private final JournalOptions options;
    private final SegmentAllocator allocator;
    private final long writer;
    private final Consumer<JournalState> observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final CRC32C crc = new CRC32C();
    private final Deque<Segment> ready = new ArrayDeque<>();
    private final Deque<Segment> live = new ArrayDeque<>();
    private Segment active;
    private long reserved;
    private long nextFile;
    private @Nullable String cannotForce;
    private @Nullable String cannotProvide;

    private volatile long sequence;
    private volatile long drainedSequence;
    private volatile boolean closed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<JournalState> state = new AtomicReference<>(new JournalState.Writable());
    private final Bell toForce = new Bell();
    private final Bell toProvide = new Bell();
    private final Bell toDrain = new Bell();
    private final Thread forces;
    private final Thread provides;

    private Journal(
            Path directory,
            JournalOptions options,
            SegmentAllocator allocator,
            long writer,
            Consumer<JournalState> observer)
            throws IOException {
        this.directory = directory;
        this.options = options;
        this.allocator = allocator;
        this.writer = writer;
        this.observer = observer;
        this.nextFile = JournalFiles.next(directory);
        this.active = allocate();
        this.live.add(active);
        this.forces =
                Thread.ofPlatform().daemon().name("signalbox-journal-force").unstarted(this::force);
        this.provides =
                Thread.ofPlatform().daemon().name("signalbox-journal-provide").unstarted(this::provide);
    }

    /**
     * Starts a journal in a directory that exists and belongs to this process.
     *
     * @param writer unlike any that wrote here before, more than zero
     * @param observer is told every change of state, from any thread; must be short
     * @throws IOException if the first file cannot be made
     */
    public static Journal open(Path directory, JournalOptions options, long writer, Consumer<JournalState> observer)
            throws IOException {
        return open(directory, options, Segment::allocate, writer, observer);
    }

    static Journal open(
            Path directory,
            JournalOptions options,
            SegmentAllocator allocator,
            long writer,
            Consumer<JournalState> observer)
            throws IOException {
        Journal journal = new Journal(directory, options, allocator, writer, observer);
        journal.forces.start();
        journal.provides.start();
        return journal;
    }

    /** Who writes. */
    public long writer() {
        return writer;
    }

    /** Whether something new may begin. */
    public JournalState state() {
        return state.get();
    }

    /** The sequence of the newest record, 0 if there is none. */
    public long newest() {
        return sequence;
    }

    /** The sequence of the newest record that was released. */
    public long drained() {
        return drainedSequence;
    }

    /**
     * Sets room aside for what must be written later whatever happens.
     *
     * @param payload bytes of the later record
     * @throws JournalUnavailable if nothing new may begin
     */
    public Reservation reserve(int payload) throws JournalUnavailable {
        lock.lock();
        try {
            Reservation reservation = new Reservation();
            take(0, Frame.size(payload));
            reservation.bytes = Frame.size(payload);
            return reservation;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends the beginning of something, and sets more room aside for its later records.
     *
     * @param related the record that this one belongs to, 0 for none
     * @return the sequence of the record
     * @throws JournalUnavailable if nothing new may begin; nothing was written then
     */
    public long begin(Reservation reservation, int more, int kind, long related, byte[] payload)
            throws JournalUnavailable {
        ByteBuffer frame = Frame.prepare(writer, kind, related, payload);
        lock.lock();
        try {
            take(frame.capacity(), more);
            reservation.bytes += more;
            return append(frame);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends a record into the room that was set aside for it, in any state of the journal.
     *
     * @return the sequence of the record
     * @throws JournalUnavailable if the record is larger than its room, or the journal is closed
     */
    public long proceed(Reservation reservation, int kind, long related, byte[] payload) throws JournalUnavailable {
        ByteBuffer frame = Frame.prepare(writer, kind, related, payload);
        lock.lock();
        try {
            if (frame.capacity() > reservation.bytes) {
                throw new JournalUnavailable(
                        "record: " + frame.capacity() + " bytes (expected: at most " + reservation.bytes + ")");
            }
            reservation.bytes -= frame.capacity();
            reserved -= frame.capacity();
            return append(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the room that was not used. */
    public void release(Reservation reservation) {
        lock.lock();
        try {
            reserved -= reservation.bytes;
            reservation.bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are records that were not drained, or the time is over; the draining thread only. */
    public void awaitRecords(Duration most) {
        toDrain.await(() -> sequence > drainedSequence || closed, most);
    }

    /**
     * The oldest records that were not released, in order; the draining thread only. The same ones come again until they are
     * released.
     */
    public List<JournalRecord> oldest(int most) {
        List<JournalRecord> records = new ArrayList<>();
        for (Segment segment : liveSegments()) {
            int from = segment.drainedTo();
            while (from < segment.end() && records.size() < most) {
                from = segment.readOne(from, records::add);
            }
            if (records.size() >= most) {
                break;
            }
        }
        return records;
    }

    /** These records, the first of {@link #oldest}, are safe elsewhere; the draining thread only. */
    public void release(List<JournalRecord> records) {
        int left = records.size();
        for (Segment segment : liveSegments()) {
            int to = segment.drainedTo();
            while (left > 0 && to < segment.end()) {
                to = segment.after(to);
                left--;
            }
            segment.drainedTo(to);
        }
        if (!records.isEmpty()) {
            drainedSequence = records.getLast().sequence();
        }
        toForce.ring();
        toProvide.ring();
    }

    /** Forces what was written, ends the threads, and deletes the files that are drained. */
    @Override
    public void close() {
        closed = true;
        closing.countDown();
        toForce.ring();
        toProvide.ring();
        toDrain.ring();
        join(provides);
        join(forces);
        lock.lock();
        try {
            active.seal();
            active.drainedTo(active.drainedTo());
            ready.forEach(this::delete);
            ready.clear();
            live.forEach(segment -> {
                if (segment.isDrained()) {
                    delete(segment);
                } else {
                    segment.unmap();
                }
            });
            live.clear();
        } finally {
            lock.unlock();
        }
    }

    private void take(int now, int later) throws JournalUnavailable {
        if (closed) {
            throw new JournalUnavailable("journal: closed");
        }
        if (state.get() instanceof JournalState.Failed failed) {
            throw new JournalUnavailable(failed.reason());
        }
        if (now > JournalOptions.LARGEST_RECORD || room() - reserved < (long) now + later) {
            toProvide.ring();
            throw new JournalUnavailable(
                    "journal: no room for " + now + " and later " + later + " bytes",
                    now <= JournalOptions.LARGEST_RECORD);
        }
        reserved += later;
        if (room() - reserved < 2L * options.segmentBytes()) {
            toProvide.ring();
        }
    }

    /** Bytes that records can certainly take: the end of every file may stay empty when a record does not fit. */
    private long room() {
        long waste = (ready.size() + 1L) * JournalOptions.LARGEST_RECORD;
        return active.left() + (long) ready.size() * (options.segmentBytes() - Segment.HEADER) - waste;
    }

    private long append(ByteBuffer frame) throws JournalUnavailable {
        if (closed) {
            throw new JournalUnavailable("journal: closed");
        }
        if (active.left() < frame.capacity()) {
            roll();
        }
        long mine = sequence + 1;
        Frame.finish(frame, mine, crc);
        try {
            active.append(frame);
        } catch (InternalError e) { // what the JVM makes of a page that the disk cannot give
            failing(() -> cannotForce = "journal: cannot write into memory: " + e.getMessage());
            throw new JournalUnavailable("journal: cannot write into memory");
        }
        sequence = mine;
        toForce.ring();
        toDrain.ring();
        return mine;
    }

    private void roll() throws JournalUnavailable {
        Segment next = ready.poll();
        if (next == null) {
            throw new JournalUnavailable("journal: no file is ready");
        }
        active.seal();
        active = next;
        live.addLast(next);
        toProvide.ring();
    }

    private Segment allocate() throws IOException {
        Segment segment = allocator.allocate(JournalFiles.path(directory, nextFile), options.segmentBytes(), writer);
        nextFile++;
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
        return segment;
    }

    private void provide() {
        while (!closed) {
            toProvide.await(() -> closed || lacksFiles(), LONG);
            if (!closed && isBehind()) {
                failing(() ->
                        cannotProvide = "journal: more than " + options.mostSegments() + " files wait to be drained");
                toProvide.await(() -> closed || !isBehind(), options.retry());
            } else if (!closed) {
                provideOne();
            }
        }
    }

    private void provideOne() {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < options.keepFree() + options.segmentBytes()) {
                throw new IOException("no space left: " + free + " bytes are free (expected: " + options.keepFree()
                        + " besides the file)");
            }
            Segment segment = allocate();
            lock.lock();
            try {
                ready.addLast(segment);
            } finally {
                lock.unlock();
            }
            failing(() -> cannotProvide = null);
        } catch (IOException e) {
            failing(() -> cannotProvide = "journal: cannot make a file: " + e.getMessage());
            pause(options.retry());
        }
    }

    private boolean lacksFiles() {
        lock.lock();
        try {
            return ready.size() < options.ready() || room() - reserved < 2L * options.segmentBytes();
        } finally {
            lock.unlock();
        }
    }

    private boolean isBehind() {
        return liveSegments().size() > options.mostSegments();
    }

    private void force() {
        while (!closed) {
            toForce.await(() -> closed || isDirty() || hasDrained(), LONG);
            pause(options.fsync());
            forceAll();
            deleteDrained();
        }
        forceAll();
    }

    private void forceAll() {
        try {
            for (Segment segment : liveSegments()) {
                if (segment.isDirty()) {
                    segment.force();
                }
            }
            failing(() -> cannotForce = null);
        } catch (RuntimeException | InternalError e) {
            failing(() -> cannotForce = "journal: cannot reach the disk: " + e.getMessage());
            pause(options.retry());
        }
    }

    private boolean isDirty() {
        return liveSegments().stream().anyMatch(Segment::isDirty);
    }

    private boolean hasDrained() {
        return liveSegments().stream().anyMatch(Segment::isDrained);
    }

    private void deleteDrained() {
        for (Segment segment : liveSegments()) {
            if (segment.isDrained()) {
                lock.lock();
                try {
                    live.remove(segment);
                } finally {
                    lock.unlock();
                }
                delete(segment);
                toProvide.ring();
            }
        }
    }

    /** A file that cannot be deleted is read again at the next start, which changes nothing. */
    private void delete(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            failing(() -> cannotProvide = "journal: cannot delete a file: " + e.getMessage());
        }
    }

    private List<Segment> liveSegments() {
        lock.lock();
        try {
            return List.copyOf(live);
        } finally {
            lock.unlock();
        }
    }

    private void failing(Runnable change) {
        JournalState before;
        JournalState after;
        lock.lock();
        try {
            change.run();
            String reason = cannotForce != null ? cannotForce : ready.isEmpty() ? cannotProvide : null;
            after = reason == null ? new JournalState.Writable() : new JournalState.Failed(reason);
            before = state.getAndSet(after);
        } finally {
            lock.unlock();
        }
        if (!before.equals(after)) {
            observer.accept(after);
        }
    }

    /** Waits without being woken by every append. */
    private void pause(Duration time) {
        try {
            boolean _ = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Room that is set aside for later records of one exchange. */
    public static final class Reservation {
        private long bytes;

        private Reservation() {}
    }
}
