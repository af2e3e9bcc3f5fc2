package dev.signalbox.server.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a server is carrying, over all of its loops. */
final class ServerLoad {
    private final long maxBytes;
    private final HttpObserver observer;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rest = lock.newCondition();
    private volatile boolean draining;

    ServerLoad(long maxBytes, HttpObserver observer) {
        this.maxBytes = maxBytes;
        this.observer = observer;
    }

    HttpObserver observer() {
        return observer;
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }

    boolean draining() {
        return draining;
    }

    void startDraining() {
        draining = true;
    }

    int connectionOpened() {
        observer.connectionOpened();
        return connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
        observer.connectionClosed();
    }

    void requestStarted() {
        requests.incrementAndGet();
        observer.requestStarted();
    }

    void requestFinished() {
        int left = requests.decrementAndGet();
        observer.requestFinished();
        if (left == 0 && draining) {
            lock.lock();
            try {
                rest.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes room for bytes of a body, or tells that there is none. */
    boolean hold(long more) {
        if (bytes.addAndGet(more) > maxBytes) {
            bytes.addAndGet(-more);
            return false;
        }
        observer.bytesInFlight(more);
        return true;
    }

    void release(long held) {
        if (held > 0) {
            bytes.addAndGet(-held);
            observer.bytesInFlight(-held);
        }
    }

    /** Waits until no request runs, and gives the number that still run at the deadline. */
    int awaitRest(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (requests.get() > 0) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                // The last request may end between the check and the wait; the slice bounds what that costs.
                rest.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(20)));
            }
            return requests.get();
        } finally {
            lock.unlock();
        }
    }
}
