package dev.signalbox.server.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/** A clock that jumps from one waking to the next: blocking code of many threads, one at a time, always in the same order. */
final class VirtualTime {
    private final PriorityQueue<Waking> wakings =
            new PriorityQueue<>(Comparator.comparingLong(Waking::at).thenComparingLong(Waking::order));
    private final Semaphore back = new Semaphore(0);
    private final List<Throwable> thrown = new ArrayList<>();
    private long now;
    private long order;

    private record Waking(long at, long order, Semaphore go) {}

    long now() {
        return now;
    }

    /** Runs this in a thread of its own when its time has come. */
    void at(Duration moment, Runnable work) {
        Semaphore go = waking(moment.toNanos());
        Thread.ofVirtual().start(() -> {
            go.acquireUninterruptibly();
            try {
                work.run();
            } catch (RuntimeException | AssertionError e) {
                thrown.add(e);
            } finally {
                back.release();
            }
        });
    }

    /** Lets this much time pass for the thread that calls. */
    void sleep(Duration time) {
        Semaphore go = waking(now + time.toNanos());
        back.release();
        go.acquireUninterruptibly();
    }

    /** Runs to the end of everything, and tells what was thrown. */
    List<Throwable> run() {
        for (Waking next = wakings.poll(); next != null; next = wakings.poll()) {
            now = next.at;
            next.go.release();
            back.acquireUninterruptibly();
        }
        return thrown;
    }

    private Semaphore waking(long at) {
        Semaphore go = new Semaphore(0);
        wakings.add(new Waking(at, order++, go));
        return go;
    }
}
