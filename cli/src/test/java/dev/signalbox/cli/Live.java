package dev.signalbox.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine;

/** A command that goes on until it is told to stop, run inside the test. */
final class Live implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestSignals signals;
    private final Heard out = new Heard();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private Live(TestSignals signals) {
        this.signals = signals;
    }

    /** Starts the command; its surroundings must have these signals. */
    static Live start(Surroundings surroundings, TestSignals signals, String... arguments) {
        Live live = new Live(signals);
        CommandLine line = Main.commandLine(surroundings);
        line.setOut(new PrintWriter(live.out, true));
        line.setErr(new PrintWriter(live.err, true));
        Thread.ofVirtual().start(() -> {
            try {
                live.status.complete(line.execute(arguments));
            } catch (RuntimeException e) {
                live.status.completeExceptionally(e);
            }
        });
        return live;
    }

    /** Waits until the command has printed this. */
    Live await(String text) throws InterruptedException {
        if (!out.await(text, status)) {
            throw new IllegalStateException("waiting for \"" + text + "\" in:\n" + out() + err());
        }
        return this;
    }

    /** The address that the command said it is ready at. */
    URI endpoint() throws InterruptedException {
        await("\nready: ");
        return URI.create(out().lines()
                .filter(line -> line.startsWith("ready: "))
                .map(line -> line.substring("ready: ".length()))
                .findFirst()
                .orElseThrow());
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.toString();
    }

    void send(Signals.Signal signal) throws InterruptedException {
        signals.send(signal, status);
    }

    /** Stops the command as an operator would and gives its exit status. */
    int stop() throws InterruptedException, ExecutionException, TimeoutException {
        send(Signals.Signal.TERM);
        return ended();
    }

    /** Waits for the end of the command. */
    int ended() throws InterruptedException, ExecutionException, TimeoutException {
        return status.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            if (!status.isDone()) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("does not stop:\n" + out() + err(), e);
        }
    }

    /** Text that somebody waits for. */
    private static final class Heard extends Writer {
        private final ReentrantLock guard = new ReentrantLock();
        private final Condition more = guard.newCondition();
        private final StringBuilder text = new StringBuilder("\n");

        @Override
        public void write(char[] buffer, int offset, int length) {
            guard.lock();
            try {
                text.append(buffer, offset, length);
                more.signalAll();
            } finally {
                guard.unlock();
            }
        }

        boolean await(String wanted, Future<?> command) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            guard.lock();
            try {
                while (text.indexOf(wanted) < 0) {
                    if (command.isDone() || System.nanoTime() > deadline) {
                        return text.indexOf(wanted) >= 0;
                    }
                    more.await(20, TimeUnit.MILLISECONDS);
                }
                return true;
            } finally {
                guard.unlock();
            }
        }

        String text() {
            guard.lock();
            try {
                return text.substring(1);
            } finally {
                guard.unlock();
            }
        }

        @Override
        public void flush() {
            // Everything is where it belongs.
        }

        @Override
        public void close() {
            // The text stays readable.
        }
    }
}
