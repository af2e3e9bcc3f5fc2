package dev.signalbox.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The body of a streamed answer. Pieces written away from the loop wait in a queue, so that the order is kept. */
final class StreamedAnswer implements StreamingBody {
    /** Bytes waiting for the loop beyond which the body counts as full. */
    private static final int ROOM = 64 * 1024;

    private final ServedRequest request;
    private final VertxLoop loop;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final List<Consumer<Optional<Throwable>>> listeners = new ArrayList<>(1);
    private final List<Runnable> draining = new ArrayList<>(1);
    private boolean over;
    private Optional<Throwable> outcome = Optional.empty();
    private boolean ending;
    private volatile boolean closing;

    StreamedAnswer(ServedRequest request) {
        this.request = request;
        this.loop = request.server().loop();
    }

    @Override
    public void write(byte[] bytes) {
        if (closing) {
            return;
        }
        if (loop.here()) {
            sendWaiting();
            send(bytes);
        } else {
            waiting.add(bytes);
            waitingBytes.addAndGet(bytes.length);
            loop.run(this::sendWaiting);
        }
    }

    private void sendWaiting() {
        for (byte[] bytes = waiting.poll(); bytes != null; bytes = waiting.poll()) {
            waitingBytes.addAndGet(-bytes.length);
            send(bytes);
        }
    }

    private void send(byte[] bytes) {
        if (!over && !ending && bytes.length > 0 && !request.isHead()) {
            request.answer().write(ServedRequest.wrap(bytes));
        }
    }

    @Override
    public boolean full() {
        return waitingBytes.get() > ROOM || request.answer().writeQueueFull();
    }

    @Override
    public void onDrain(Runnable action) {
        loop.run(() -> {
            sendWaiting();
            if (over || !request.answer().writeQueueFull()) {
                action.run();
            } else {
                draining.add(action);
                request.answer().drainHandler(_ -> drained());
            }
        });
    }

    private void drained() {
        List<Runnable> actions = List.copyOf(draining);
        draining.clear();
        actions.forEach(Runnable::run);
    }

    @Override
    public void end() {
        closing = true;
        loop.run(() -> {
            sendWaiting();
            if (!over && !ending) {
                ending = true;
                request.answer().end().onComplete(done -> over(Optional.ofNullable(done.cause())));
            }
        });
    }

    @Override
    public void end(byte[] last) {
        closing = true;
        loop.run(() -> {
            sendWaiting();
            if (!over && !ending) {
                ending = true;
                request.answer()
                        .end(ServedRequest.wrap(request.isHead() ? new byte[0] : last))
                        .onComplete(done -> over(Optional.ofNullable(done.cause())));
            }
        });
    }

    @Override
    public void abort() {
        closing = true;
        loop.run(() -> {
            sendWaiting();
            if (!over) {
                request.cut();
                over(Optional.of(new IllegalStateException("answer aborted")));
            }
        });
    }

    @Override
    public void onEnded(Consumer<Optional<Throwable>> action) {
        loop.run(() -> {
            if (over) {
                action.accept(outcome);
            } else {
                listeners.add(action);
            }
        });
    }

    /** The body is over. */
    void over(Optional<Throwable> failure) {
        if (over) {
            return;
        }
        over = true;
        closing = true;
        outcome = failure;
        request.finished();
        for (Consumer<Optional<Throwable>> listener : listeners) {
            listener.accept(failure);
        }
        listeners.clear();
        drained();
    }
}
