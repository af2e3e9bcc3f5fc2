package dev.signalbox.server.fetch;

import dev.signalbox.server.http.HangUp;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Names looked up on a few platform threads: the system's resolver blocks in native code, where it would pin the carriers of
 * virtual threads. Who waits, waits on a virtual thread and no longer than it wants.
 */
final class Lookups implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 256;

    private final Names names;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("signalbox-names-", 1).factory());

    Lookups(Names names) {
        this.names = names;
    }

    /** All addresses of a host. */
    List<InetAddress> of(String host, long nanos, HangUp hangUp) throws Unfetched {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        HangUp.Registration registration = hangUp.onHangUp(() -> answer.completeExceptionally(gone()));
        try {
            threads.execute(() -> ask(host, answer));
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Unfetched(Outcome.TIMEOUT, "did not answer in time");
        } catch (RejectedExecutionException e) {
            throw new Unfetched(Outcome.TIMEOUT, "cannot be read now, too many are");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unfetched known ? known : Unfetched.refused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone();
        } finally {
            registration.cancel();
        }
    }

    private void ask(String host, CompletableFuture<List<InetAddress>> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(names.lookUp(host));
        } catch (Exception e) {
            answer.completeExceptionally(e);
        }
    }

    private static Unfetched gone() {
        return new Unfetched(Outcome.ABANDONED, "was not waited for");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
