package dev.signalbox.learn.embed;

import dev.signalbox.learn.text.Excerpt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that is opened when it is needed first. One that cannot be opened is tried again every {@link #PATIENCE}: a full
 * disk for temporary files heals, a missing library does not, and a try of it costs nothing. A reason is told once.
 */
final class LazyEncoder implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private record Failed(String reason, long nanos) {}

    private final Supplier<? extends Encoder> opener;
    private final Consumer<String> told;
    private final LongSupplier nanoTime;
    private final Lock lock = new ReentrantLock();
    private volatile @Nullable Encoder opened;
    private volatile @Nullable Failed failed;
    private @Nullable String lastTold;
    private boolean closed;

    LazyEncoder(Supplier<? extends Encoder> opener, Consumer<String> told, LongSupplier nanoTime) {
        this.opener = opener;
        this.told = told;
        this.nanoTime = nanoTime;
    }

    /** Why there is no encoder, as long as it is not worth another try. */
    Optional<String> broken() {
        Failed last = failed;
        return last != null && nanoTime.getAsLong() - last.nanos < PATIENCE.toNanos()
                ? Optional.of(last.reason)
                : Optional.empty();
    }

    /**
     * The vector of an excerpt.
     *
     * @throws IllegalStateException with the reason if there is none
     */
    float[] embed(Excerpt excerpt) {
        Encoder encoder = opened;
        try {
            return (encoder == null ? open() : encoder).embed(excerpt);
        } catch (RuntimeException | LinkageError e) {
            tell(reason(e));
            throw new IllegalStateException(reason(e), e);
        }
    }

    private Encoder open() {
        lock.lock();
        try {
            Encoder encoder = opened;
            if (encoder != null) {
                return encoder;
            }
            if (closed) {
                throw new IllegalStateException("embedding model: closed");
            }
            broken().ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
            encoder = opener.get();
            opened = encoder;
            failed = null;
            return encoder;
        } catch (RuntimeException | LinkageError e) {
            if (broken().isEmpty()) {
                failed = new Failed(reason(e), nanoTime.getAsLong());
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void tell(String reason) {
        lock.lock();
        try {
            if (!reason.equals(lastTold)) {
                lastTold = reason;
                told.accept(reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a failure says, for an operator. */
    static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Closes the encoder, or keeps it from ever being opened. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Encoder encoder = opened;
            if (encoder != null) {
                encoder.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
