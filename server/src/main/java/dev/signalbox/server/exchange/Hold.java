package dev.signalbox.server.exchange;

import dev.signalbox.wire.model.Usage;

/** What is set aside for one attempt before it is sent. Settled exactly once; a second call does nothing. */
public interface Hold {
    /** Replaces the hold by what the attempt cost; answers the usage that is charged. Any thread, does not block. */
    Usage settle(AttemptResult result);
}
