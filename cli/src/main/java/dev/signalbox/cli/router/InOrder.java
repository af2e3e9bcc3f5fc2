package dev.signalbox.cli.router;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on a list by some threads, whose results come in the list's order, so that no more than a few are held at a time. */
final class InOrder {
    private static final int AHEAD = 64;

    private InOrder() {}

    /** Takes results. */
    @FunctionalInterface
    interface Sink<R> {
        void take(R result) throws IOException;
    }

    /** What one of them throws ends all. */
    static <T, R> void each(List<T> items, int threads, Function<T, R> work, Sink<R> sink) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Deque<Future<R>> under = new ArrayDeque<>();
            try {
                for (T item : items) {
                    if (under.size() == AHEAD) {
                        sink.take(result(under.removeFirst()));
                    }
                    under.addLast(pool.submit(() -> work.apply(item)));
                }
                while (!under.isEmpty()) {
                    sink.take(result(under.removeFirst()));
                }
            } finally {
                under.forEach(future -> future.cancel(false));
            }
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
