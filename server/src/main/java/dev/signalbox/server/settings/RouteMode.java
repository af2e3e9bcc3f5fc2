package dev.signalbox.server.settings;

/** The way in which a strategy works, where it has several. */
public enum RouteMode implements Word {
    /** {@link Strategy#LATENCY}: the fastest of late first, and who is about as fast takes its share. */
    FASTEST("fastest"),
    /** {@link Strategy#LATENCY}: each caller keeps one target for ten minutes; the faster a target, the more callers it gets. */
    EPOCH_STICKY("epoch-sticky");

    private final String word;

    RouteMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
