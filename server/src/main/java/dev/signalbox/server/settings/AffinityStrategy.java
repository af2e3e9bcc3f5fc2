package dev.signalbox.server.settings;

/** How a conversation stays with the model that answered it. */
public enum AffinityStrategy implements Word {
    /** It stays while that costs less, or as long as another model would not do better by more than the route's band. */
    ADAPTIVE("adaptive"),
    /** It stays as long as its model may serve it. */
    STICKY("sticky"),
    /** Every request is judged by itself. */
    NONE("none");

    private final String word;

    AffinityStrategy(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
