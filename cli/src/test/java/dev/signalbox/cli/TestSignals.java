package dev.signalbox.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Signals that a test sends. */
final class TestSignals implements Signals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition registered = lock.newCondition();
    private final Map<Signal, Runnable> actions = new ConcurrentHashMap<>();

    @Override
    public void on(Signal signal, Runnable action) {
        lock.lock();
        try {
            actions.put(signal, action);
            registered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the signal as soon as the command listens to it, unless the command ends before. */
    void send(Signal signal, Future<?> command) throws InterruptedException {
        awaitListener(signal, command);
        Runnable action = actions.get(signal);
        if (action != null) {
            action.run();
        }
    }

    private void awaitListener(Signal signal, Future<?> command) throws InterruptedException {
        lock.lock();
        try {
            while (!actions.containsKey(signal) && !command.isDone()) {
                registered.await(20, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
