package dev.signalbox.server.ledger;

/** For how long something was under way, where several things may be at once. Guarded by its owner. */
final class UnderWay {
    private int running;
    private long since;
    private long sum;

    void begin(long nanos) {
        if (running++ == 0) {
            since = nanos;
        }
    }

    void end(long nanos) {
        if (--running == 0) {
            sum += nanos - since;
        }
    }

    long upTo(long nanos) {
        return running == 0 ? sum : sum + nanos - since;
    }
}
