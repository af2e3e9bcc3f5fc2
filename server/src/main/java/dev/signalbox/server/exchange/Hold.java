package dev.signalbox.server.exchange;

/** What is set aside for one attempt before it is sent. Settled exactly once; a second call does nothing. */
public interface Hold {
    /** Replaces the hold by what the attempt cost. Any thread, does not block. */
    void settle(AttemptResult result);
}
