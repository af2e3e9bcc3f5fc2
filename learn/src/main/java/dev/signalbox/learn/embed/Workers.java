package dev.signalbox.learn.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A few platform threads for native work, and what waits for them. They give way to whatever else the machine has to do, so that
 * a request whose time is over goes on at once, however much work there is. The newest comes first: when more arrives than can be done,
 * some callers are served in time, where in order of arrival all would be served too late. What waits longest makes room, and
 * what nobody wants any more when its turn comes is not begun.
 */
final class Workers<T> implements AutoCloseable {
    private final LinkedBlockingDeque<T> waiting;
    private final Predicate<T> wanted;
    private final Consumer<T> dropped;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param wanted asked before it is begun; throws nothing
     * @param work done on one of them; throws nothing
     * @param dropped hears of what will not be done
     */
    Workers(String name, int count, int most, Predicate<T> wanted, Consumer<T> work, Consumer<T> dropped) {
        this.waiting = new LinkedBlockingDeque<>(most);
        this.wanted = wanted;
        this.dropped = dropped;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(() -> run(work)));
        }
    }

    private void run(Consumer<T> work) {
        Niceness.giveWay();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                T next = waiting.takeFirst();
                if (wanted.test(next)) {
                    work.accept(next);
                } else {
                    dropped.accept(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    void add(T one) {
        while (!waiting.offerFirst(one)) {
            T oldest = waiting.pollLast();
            if (oldest != null) {
                dropped.accept(oldest);
            }
        }
    }

    /** Puts what still waits before all others. */
    void hurry(T one) {
        if (waiting.removeFirstOccurrence(one)) {
            add(one);
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Lets what runs come to its end, drops the rest, and waits for the threads. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) { // what runs uses a model that is closed next
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (T one = waiting.pollFirst(); one != null; one = waiting.pollFirst()) {
            dropped.accept(one);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
