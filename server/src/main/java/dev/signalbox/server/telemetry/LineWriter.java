package dev.signalbox.server.telemetry;

import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines to a stream without ever holding up who logs: behind a bounded queue one thread writes; what does not fit
 * is counted and dropped, because a full pipe must not stop traffic.
 */
public final class LineWriter implements AutoCloseable {
    private static final int MOST_WAITING = 50_000;
    private static final int BATCH = 1_000;
    private static final String END = new String("end");

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    /** Writes to this stream until closed. */
    public LineWriter(PrintStream out) {
        thread = Thread.ofPlatform().daemon().name("access-log").start(() -> write(out));
    }

    /** Takes a line; never blocks. */
    public void line(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** How many lines did not fit. */
    public long dropped() {
        return dropped.get();
    }

    @SuppressWarnings("ReferenceEquality") // the end is one certain string, whatever lines may say
    private void write(PrintStream out) {
        try {
            StringBuilder batch = new StringBuilder();
            while (true) {
                String line = lines.take();
                for (int i = 0; i < BATCH && line != null && line != END; i++) {
                    batch.append(line).append('\n');
                    line = lines.poll();
                }
                out.print(batch);
                out.flush();
                batch.setLength(0);
                if (line == END) {
                    return;
                }
                if (line != null) {
                    batch.append(line).append('\n');
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits and ends. */
    @Override
    public void close() {
        try {
            if (lines.offer(END, 1, TimeUnit.SECONDS)) {
                thread.join(2_000);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
