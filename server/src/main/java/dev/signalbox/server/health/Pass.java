package dev.signalbox.server.health;

import dev.signalbox.server.settings.RetrySettings;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to try one target, and the way to tell what came of it. The pass of a probe must be closed when the attempts are
 * made, so that a probe without a result leaves the question to the next request.
 */
public final class Pass implements AutoCloseable {
    private final TargetHealth target;
    private final AtomicBoolean probing;
    private final long began;

    Pass(TargetHealth target, boolean probe, long began) {
        this.target = target;
        this.probing = new AtomicBoolean(probe);
        this.began = began;
    }

    /** Whether this request is to find out how the target fares. */
    public boolean probes() {
        return probing.get();
    }

    /** Whether the target bears one more retry; if so, it counts as made. */
    public boolean mayRetry(RetrySettings rules) {
        return target.mayRetry(rules);
    }

    /** A stream has begun well: that is all that a probe waits for. */
    public void began() {
        if (probing.getAndSet(false)) {
            target.probeSucceeded();
        }
    }

    /** An attempt went well. */
    public void succeeded() {
        began();
        target.succeeded(began);
    }

    /** An attempt failed. */
    public void failed(Fault fault) {
        if (probing.getAndSet(false)) {
            target.probeFailed(fault);
        } else {
            target.failed(fault);
        }
    }

    @Override
    public void close() {
        if (probing.getAndSet(false)) {
            target.probeUndecided();
        }
    }
}
