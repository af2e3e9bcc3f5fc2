package dev.signalbox.server.ceilings;

import dev.signalbox.server.exchange.Target;
import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one attempt at its target. Given back once, when the attempt is over, however it ended. */
public final class Place implements AutoCloseable {
    private static final long UNKNOWN = -1;

    private final Ceilings owner;
    private final Load load;
    private final long taken;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile long used = UNKNOWN;

    Place(Ceilings owner, Load load, long taken) {
        this.owner = owner;
        this.load = load;
        this.taken = taken;
    }

    /** Where it is. */
    public Target target() {
        return load.target();
    }

    /** How many tokens the attempt really used; told before it is closed. */
    public void used(long tokens) {
        used = tokens;
    }

    /** Any thread. */
    @Override
    public void close() {
        if (held.getAndSet(false)) {
            owner.left(load, taken, used == UNKNOWN ? load.tokens() : used);
        }
    }
}
