package dev.signalbox.server.settings;

/** How a model is asked to think, as users declare it. */
public enum ThinkingStyle implements Word {
    /** It does not think. */
    NONE("none"),
    /** By an effort word. */
    EFFORT("effort"),
    /** With a budget of tokens. */
    BUDGET("budget"),
    /** Only adaptively, bounded by an effort word. */
    ADAPTIVE("adaptive");

    private final String word;

    ThinkingStyle(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
