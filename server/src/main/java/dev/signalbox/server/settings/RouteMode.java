package dev.signalbox.server.settings;

/** The way in which a strategy works, where it has several. */
public enum RouteMode implements Word {
    /** {@link Strategy#LATENCY}: the fastest of late first, and who is about as fast takes its share. */
    FASTEST("fastest"),
    /** {@link Strategy#LATENCY}: each caller keeps one target for ten minutes; the faster a target, the more callers it gets. */
    EPOCH_STICKY("epoch-sticky"),
    /** {@link Strategy#LEARNED}: the model that will do best, whatever it costs. */
    QUALITY("quality"),
    /** {@link Strategy#LEARNED}: the cheapest of those that will do almost as well as the best. */
    BALANCED("balanced"),
    /** {@link Strategy#LEARNED}: the cheapest of those that will do nearly as well. */
    COST("cost");

    private final String word;

    RouteMode(String word) {
        this.word = word;
    }

    /** Whether routes of this strategy know it. */
    public boolean isOf(Strategy strategy) {
        return switch (this) {
            case FASTEST, EPOCH_STICKY -> strategy == Strategy.LATENCY;
            case QUALITY, BALANCED, COST -> strategy == Strategy.LEARNED;
        };
    }

    @Override
    public String word() {
        return word;
    }
}
