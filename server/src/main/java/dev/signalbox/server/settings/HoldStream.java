package dev.signalbox.server.settings;

/** What a cascade does with a stream that has begun. */
public enum HoldStream implements Word {
    /** It is held back until it is whole, or the buffer is full, and judged before the caller sees any of it. */
    HOLD("hold"),
    /** It is passed on at once, judged by what came with its first content. */
    PASS("pass");

    private final String word;

    HoldStream(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
